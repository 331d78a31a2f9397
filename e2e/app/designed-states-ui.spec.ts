import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type { Settings } from '../../shared/settings/settings';
import { axe } from '../support/axe';
import { FROZEN_NOW, withFakeMain } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { type ScenarioName, scenario } from '../support/fake-bridge/scenarios';
import { screenshots } from '../support/screens';

const pages = pageSuite();

type Look = Pick<Settings, 'theme' | 'language'>;
const DARK: Look = { theme: 'dark', language: 'en' };
const LIGHT_ZH: Look = { theme: 'light', language: 'zh' };

function open(name: ScenarioName, look: Look = DARK, path = '/overview'): Promise<Page> {
  const data = scenario(name, FROZEN_NOW);
  return pages.open({ ...data, settings: { ...data.settings, ...look } }, path);
}

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const rail = (page: Page) => page.getByRole('complementary', { name: 'Active alerts' });
const gauge = (page: Page, instance: string) =>
  page.getByRole('img', { name: new RegExp(`^${instance}:`) });

const calls = (page: Page) => withFakeMain(page, (main) => main.calls.map((call) => call.verb));

/** What each state must say, in English. */
const STATES: Readonly<Record<ScenarioName, (page: Page) => Promise<void>>> = {
  async normal(page) {
    await expect(gauge(page, 'gpu-a-0:8000')).toHaveAccessibleName(
      'gpu-a-0:8000: 8.7 GiB of 10 GiB, 87 % used, over the critical threshold, full in 4 min',
    );
    await expect(panel(page, 'Active requests')).toContainText('172');
    await expect(panel(page, 'Batch fill p50')).toContainText('91 %');
    await expect(panel(page, 'Time to first token')).toContainText('p95 931 ms');
    for (const title of [
      'TTFT percentiles',
      'KV cache over time',
      'Tokens per second',
      'Request latency',
    ]) {
      await expect(panel(page, title).locator('path.recharts-curve').first()).toBeVisible();
    }
    await expect(rail(page)).toContainText('5 firing · 1 pending · 12 suppressed');
    await expect(rail(page).getByRole('link')).toHaveText([
      'HighMemoryUsage',
      'HighTTFT',
      'HighRequestLatency',
      'NoActiveRequests',
      'WatchdogOfTheRules',
      'LowBatchFillRate',
      'MediumMemoryUsage',
    ]);
    await expect(rail(page)).toContainText('inhibited by HighMemoryUsage · 1 silence, ends 16:00');
  },
  async quiet(page) {
    await expect(rail(page)).toContainText('No alerts are firing');
    await expect(rail(page)).toContainText('As of 14:59:08');
  },
  async demo(page) {
    await expect(page.getByText('This is the embedded demo environment')).toBeVisible();
    await page.getByRole('button', { name: 'Connect your servers' }).click();
    await expect(page).toHaveURL(/#\/settings$/);
    await page.goBack();
  },
  async loading(page) {
    await expect(page.getByText('Looking for a service it knows…')).toBeVisible();
    await expect(rail(page)).toContainText('unknown');
    await expect(page.getByText('No alerts are firing')).toHaveCount(0);
  },
  async detecting(page) {
    await expect(page.getByText('Looking for a service it knows…')).toBeVisible();
    await expect(rail(page)).toContainText('Alertmanager lists no firing alerts');
  },
  async 'no-profile'(page) {
    await expect(page.getByText('No inference service found')).toBeVisible();
    await expect(page.getByText(/holds no transformers series/)).toBeVisible();
    await expect(rail(page)).toContainText('HighMemoryUsage');
  },
  async stale(page) {
    for (const title of ['KV cache', 'Time to first token', 'TTFT percentiles', 'Waiting']) {
      await expect(panel(page, title)).toContainText('stale since 14:52');
      await expect(panel(page, title)).toContainText('connect ECONNREFUSED');
    }
    await expect(panel(page, 'Waiting')).toContainText('64');
    await expect(rail(page)).toContainText('newer ones may be missing');
    await expect(rail(page)).toContainText('Pending alerts are what was last read');
    await expect(page.getByRole('button', { name: /^Alertmanager/ })).toContainText(
      'certificates not checked',
    );
  },
  async failed(page) {
    await expect(page.getByText('Prometheus gave no figures yet')).toBeVisible();
    await expect(rail(page)).toContainText('Alerts cannot be listed');
    await expect(rail(page)).toContainText('This does not mean that nothing fires.');
    await expect(page.getByText('No alerts are firing')).toHaveCount(0);
  },
  async 'watcher-gone'(page) {
    const banner = page.getByRole('alert');
    await expect(banner).toContainText('Nothing is being watched. The watcher stopped at 14:53:12');
    await expect(banner).toContainText('no new alert will be told');
    for (const title of ['KV cache', 'Time to first token', 'TTFT percentiles', 'Waiting']) {
      await expect(panel(page, title)).toContainText('stale since 14:53');
    }
    await expect(rail(page)).toContainText('nothing is being watched');
    await expect(rail(page)).toContainText('Pending alerts are what was last read');
    for (const kind of ['Prometheus', 'Alertmanager', 'Tempo']) {
      await expect(page.getByRole('button', { name: new RegExp(`^${kind}`) })).toContainText(
        'unknown 6 min',
      );
    }
    await expect(page.getByRole('contentinfo')).toContainText('overall: unknown');
    await expect(page.getByRole('contentinfo')).toContainText('polling paused');
    await banner.getByRole('button', { name: 'Start the watcher again' }).click();
    expect(await calls(page)).toContain('restartWatcher');
  },
  async 'watcher-restarting'(page) {
    const banner = page.getByRole('alert');
    await expect(banner).toContainText('is being started again');
    await expect(banner.getByRole('button')).toHaveCount(0);
    await expect(panel(page, 'KV cache')).toContainText('stale since 14:58');
  },
  async 'nothing-seen'(page) {
    const gate = page.getByRole('main').getByRole('alert');
    await expect(gate).toContainText('Nothing is being watched.');
    await gate.getByRole('button', { name: 'Start the watcher again' }).click();
    expect(await calls(page)).toContain('restartWatcher');
  },
  async idle(page) {
    await expect(gauge(page, 'gpu-a-0:8000')).toHaveAccessibleName(/not zero/);
    await expect(gauge(page, 'gpu-a-3:8000')).toHaveAccessibleName(/not a number/);
    await expect(panel(page, 'Active requests')).toContainText('no series');
    await expect(panel(page, 'Batch fill p50')).toContainText('no requests');
    await expect(panel(page, 'Time to first token')).toContainText('No requests in the last 5 min');
    await expect(panel(page, 'TTFT percentiles').locator('text=no requests').first()).toBeVisible();
    await expect(panel(page, 'KV cache over time').locator('text=no sample').first()).toBeVisible();
  },
  async zero(page) {
    await expect(gauge(page, 'gpu-a-0:8000')).toHaveAccessibleName(/0 B of 10 GiB, 0 % used/);
    await expect(gauge(page, 'gpu-a-1:8000')).toHaveAccessibleName(/total unknown/);
    for (const title of ['Active requests', 'Waiting', 'Batch fill p50', 'Decode : prefill']) {
      await expect(panel(page, title)).not.toContainText('no series');
      await expect(panel(page, title)).not.toContainText('no requests');
    }
    await expect(panel(page, 'Decode : prefill')).toContainText('0.00');
  },
  async notices(page) {
    await expect(page.getByText(/carry no instance label/)).toBeVisible();
    await expect(page.getByText(/subtracts two different clocks/)).toBeVisible();
    await expect(gauge(page, 'no instance label')).toBeVisible();
  },
  async native(page) {
    await expect(panel(page, 'Time to first token')).toContainText('1.06 s');
    await expect(panel(page, 'Time to first token')).toContainText('no requests');
    await expect(page.getByText(/percentiles only, no buckets/)).toBeVisible();
  },
  async 'last-bucket'(page) {
    await expect(panel(page, 'Time to first token')).toContainText('p99 ≥ 10 s');
    await expect(panel(page, 'TTFT percentiles')).toContainText('≥ 10 s');
  },
  async many(page) {
    await expect(panel(page, 'KV cache').getByRole('img')).toHaveCount(32);
    await expect(panel(page, 'KV cache')).toContainText('32 instances');
    await expect(panel(page, 'KV cache over time')).toContainText('27 more');
    await expect(rail(page)).toContainText('24 more on the alerts page');
    await expect(page.getByRole('button', { name: /^Alertmanager 2\/3/ })).toContainText(
      'unreachable',
    );
  },
  async hostile(page) {
    await expect(rail(page)).toContainText('<img src=x onerror=');
    await expect(rail(page).locator('img')).toHaveCount(0);
    await expect(page).toHaveTitle('Overview · Batchwatch');
    await rail(page).getByRole('link', { name: '__proto__' }).click();
    await expect(page).toHaveURL(/#\/alerts\/prod\/\.\.%2F\.\.%2Fetc%2Fpasswd%3Fx%3D1%23y$/);
    await page.goBack();
  },
  async 'rules-failing'(page) {
    await expect(rail(page)).toContainText('Pending alerts are not known');
    await expect(rail(page)).toContainText('HighMemoryUsage');
  },
  async 'no-rules'(page) {
    await expect(rail(page)).toContainText('Alerts may be missing');
    await expect(rail(page)).toContainText('not one alerting rule is loaded');
  },
  async 'rules-broken'(page) {
    await expect(rail(page)).toContainText('Alerts may be missing');
    await expect(rail(page)).toContainText('HighMemoryUsage (2/7): found duplicate series');
  },
  async 'wrong-clock'(page) {
    const banner = page.getByRole('complementary', { name: 'The clock of this computer' });
    await expect(banner).toContainText('is 1 h 1 min behind that of prom.gpu-a:9090');
    await page.getByRole('button', { name: /^Prometheus/ }).click();
    await expect(page.getByText('is 1 h 1 min behind')).toHaveCount(2);
  },
  async 'no-environment'(page) {
    await expect(page.getByText('Nothing is being watched')).toBeVisible();
  },
  async 'broken-settings'(page) {
    const banner = page.getByText('The settings file could not be read');
    await expect(banner).toBeVisible();
    await expect(page.getByText(/settings\.broken-2026-11-22\.json/)).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(banner).toHaveCount(0);
  },
  async paused(page) {
    await expect(page.getByRole('button', { name: 'Popups paused until 15:47' })).toBeVisible();
  },
};

test.describe('every designed state of the overview', () => {
  for (const [name, says] of Object.entries(STATES) as [
    ScenarioName,
    (page: Page) => Promise<void>,
  ][]) {
    test(`${name}: says what it is, in both themes and languages, and axe finds nothing`, async () => {
      let page = await open(name);
      await says(page);
      expect(await axe(page)).toEqual([]);
      await screenshots(page, `state-${name}`);
      expect(await axe(page)).toEqual([]);
      await pages.close();
      page = await open(name, LIGHT_ZH);
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
      await expect(
        page.getByText(name === 'nothing-seen' ? '重新启动监视' : '概览').first(),
      ).toBeVisible();
      expect(await axe(page)).toEqual([]);
      await screenshots(page, `state-${name}-light-zh`, ['wide']);
    });
  }
});

test('tells of a watcher that died at once, and goes back to normal with what the next one sees', async () => {
  const page = await open('normal');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await withFakeMain(page, (main) => main.watching({ kind: 'restarting', since: Date.now() }));
  await expect(page.getByRole('alert')).toContainText('Not watching at the moment.');
  await expect(panel(page, 'KV cache')).toContainText('stale since 14:59');
  await withFakeMain(page, (main) => {
    main.watching({ kind: 'watching' });
    main.reset(main.snapshot());
  });
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(panel(page, 'KV cache')).not.toContainText('stale');
  await expect(page.getByRole('button', { name: /^Prometheus/ })).not.toContainText('unknown');
});
