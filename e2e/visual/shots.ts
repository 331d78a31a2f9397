import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chromium, type Page } from 'playwright';
import type { Settings } from '../../shared/settings/settings';
import { chromiumPath } from '../support/fake-bridge/chromium';
import { FROZEN_NOW, openRenderer } from '../support/fake-bridge/open';
import { type ScenarioName, scenario } from '../support/fake-bridge/scenarios';
import { serveFolder } from '../support/fake-bridge/static-server';

export interface Shot {
  readonly name: string;
  readonly scenario: ScenarioName;
  readonly path?: string;
  readonly theme?: Settings['theme'];
  readonly language?: Settings['language'];
  readonly width?: number;
  readonly height?: number;
  /** A control to press before the picture: an accessible name. */
  readonly press?: string;
  readonly keys?: string;
  /** The title of a panel whose body the pointer rests on. */
  readonly hover?: string;
}

const SMALL = { width: 1024, height: 640 } as const;
const LIGHT = { theme: 'light' } as const;
const ZH = { language: 'zh' } as const;

/** Every designed state of the shell and the overview. */
export const SHOTS: readonly Shot[] = [
  { name: 'overview', scenario: 'normal' },
  { name: 'overview-light', scenario: 'normal', ...LIGHT },
  { name: 'overview-zh', scenario: 'normal', ...ZH },
  { name: 'overview-small', scenario: 'normal', ...SMALL },
  { name: 'overview-small-light-zh', scenario: 'demo', ...SMALL, ...LIGHT, ...ZH },
  { name: 'quiet', scenario: 'quiet' },
  { name: 'demo', scenario: 'demo' },
  { name: 'loading', scenario: 'loading' },
  { name: 'detecting', scenario: 'detecting' },
  { name: 'no-profile', scenario: 'no-profile' },
  { name: 'stale', scenario: 'stale' },
  { name: 'stale-light', scenario: 'stale', ...LIGHT },
  { name: 'failed', scenario: 'failed' },
  { name: 'watcher-gone', scenario: 'watcher-gone' },
  { name: 'watcher-gone-light-zh', scenario: 'watcher-gone', ...LIGHT, ...ZH },
  { name: 'idle', scenario: 'idle' },
  { name: 'zero', scenario: 'zero' },
  { name: 'notices', scenario: 'notices' },
  { name: 'native', scenario: 'native' },
  { name: 'last-bucket', scenario: 'last-bucket' },
  { name: 'many', scenario: 'many' },
  { name: 'many-small', scenario: 'many', ...SMALL },
  { name: 'hostile', scenario: 'hostile' },
  { name: 'rules-failing', scenario: 'rules-failing' },
  { name: 'no-rules', scenario: 'no-rules' },
  { name: 'no-environment', scenario: 'no-environment' },
  { name: 'broken-settings', scenario: 'broken-settings' },
  { name: 'paused', scenario: 'paused' },
  { name: 'source-details', scenario: 'stale', press: 'Prometheus' },
  { name: 'tooltip', scenario: 'idle', hover: 'TTFT percentiles' },
  { name: 'tooltip-many', scenario: 'many', hover: 'KV cache over time' },
  { name: 'tooltip-bucket', scenario: 'last-bucket', hover: 'Time to first token' },
  { name: 'palette', scenario: 'normal', keys: 'Control+k' },
  { name: 'keys', scenario: 'normal', keys: '?' },
  {
    name: 'alert-panel',
    scenario: 'normal',
    path: '/alerts/prod/HighMemoryUsage-gpu-a-0%3A8000',
  },
  {
    name: 'alert-panel-zh',
    scenario: 'normal',
    path: '/alerts/prod/HighTTFT-gpu-a-1%3A8000',
    ...ZH,
    ...LIGHT,
  },
  { name: 'readme-overview', scenario: 'normal' },
  { name: 'readme-alerts', scenario: 'normal', path: '/alerts', ...LIGHT },
  {
    name: 'readme-silence',
    scenario: 'normal',
    path: '/silences/new?env=prod&alert=HighMemoryUsage-gpu-a-0%3A8000',
  },
  { name: 'readme-overview-zh', scenario: 'normal', ...ZH, ...LIGHT },
];

interface ShootOptions {
  readonly root: string;
  readonly outDir: string;
  /** Only the shots whose name contains one of these. */
  readonly only: readonly string[];
}

/** Draws the shots into `outDir` and returns what the pages printed, which should be nothing. */
export async function shoot({ root, outDir, only }: ShootOptions): Promise<readonly string[]> {
  const server = await serveFolder(join(root, 'dist/renderer'));
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
  const noise: string[] = [];
  try {
    const wanted = SHOTS.filter(
      (shot) => only.length === 0 || only.some((part) => shot.name.includes(part)),
    );
    for (const shot of wanted) {
      const data = scenario(shot.scenario, FROZEN_NOW);
      const opened = await openRenderer(browser, {
        url: server.url,
        bootstrap: {
          ...data,
          settings: {
            ...data.settings,
            theme: shot.theme ?? 'dark',
            language: shot.language ?? 'en',
          },
        },
        path: shot.path ?? '/overview',
        context: { viewport: { width: shot.width ?? 1440, height: shot.height ?? 900 } },
      });
      const { page } = opened;
      if (shot.press !== undefined) {
        await page.getByRole('button', { name: shot.press }).first().click();
      }
      if (shot.keys !== undefined) await page.keyboard.press(shot.keys);
      await chartsDrawn(page);
      if (shot.hover !== undefined) {
        await page.getByRole('region', { name: shot.hover }).locator('[data-chart]').hover();
      }
      await page.waitForTimeout(150);
      const file = join(outDir, `${shot.name}.png`);
      await mkdir(dirname(file), { recursive: true });
      await page.screenshot({ path: file });
      noise.push(...opened.noise.map((line) => `${shot.name}: ${line}`));
      await opened.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return noise;
}

/** The page is there, and every chart in it has measured itself and drawn something. */
async function chartsDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const frames = [...document.querySelectorAll('[data-chart]')];
    return (
      document.querySelector('[data-page-loading]') === null &&
      frames.every((frame) => frame.firstElementChild !== null)
    );
  });
}
