import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type { RangeSnapshot } from '../../shared/domain/metrics';
import type { Freshness, Slice } from '../../shared/domain/slice';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import type { Failure } from '../../shared/domain/sources';
import type { Language } from '../../shared/i18n/language';
import { axe } from '../support/axe';
import { FROZEN_NOW } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { MINUTE } from '../support/fake-bridge/parts';
import { scenario } from '../support/fake-bridge/scenarios';
import { screenshots } from '../support/screens';

const pages = pageSuite();

const FAILURE: Failure = {
  kind: 'network',
  message: 'connection refused by prom:9090 (ECONNREFUSED)',
  reason: { code: 'refused', host: 'prom:9090', system: 'ECONNREFUSED' },
};

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

function old(minutes: number): Freshness {
  const at = FROZEN_NOW - minutes * MINUTE;
  return { kind: 'stale', at, since: at, failure: FAILURE };
}

function aged(ranges: Slice<RangeSnapshot>, minutes: number): Slice<RangeSnapshot> {
  const { value } = ranges;
  if (!value) return ranges;
  const by = minutes * MINUTE;
  return {
    freshness: old(minutes),
    value: { ...value, startMs: value.startMs - by, endMs: value.endMs - by },
  };
}

function open(
  change: (environment: EnvironmentState) => Partial<EnvironmentState>,
  language: Language = 'en',
): Promise<Page> {
  const data = scenario('normal', FROZEN_NOW);
  const environments = data.snapshot.environments.map((environment) => ({
    ...environment,
    ...change(environment),
  }));
  return pages.open(
    {
      ...data,
      settings: { ...data.settings, language, theme: language === 'zh' ? 'light' : 'dark' },
      snapshot: { ...data.snapshot, environments },
    },
    '/overview',
  );
}

test('forecasts nothing from old figures, and says of when they are', async () => {
  const page = await open(({ panels }) => ({ panels: { ...panels, freshness: old(7) } }));
  const gauges = panel(page, 'KV cache').getByRole('listitem');
  await expect(gauges.first().getByRole('img')).toHaveAccessibleName(
    'gpu-a-0:8000: 8.7 GiB of 10 GiB, 87 % used, over the critical threshold, as of 14:52',
  );
  await expect(gauges.first()).toContainText('as of 14:52');
  for (const trend of ['full in', 'steady', 'falling']) {
    await expect(panel(page, 'KV cache')).not.toContainText(trend);
  }
  await expect(panel(page, 'KV cache').locator('[data-urgency="now"]')).toHaveCount(0);
  await screenshots(page, 'overview-old-figures');
});

test.describe('lines that are older than the figure above them', () => {
  for (const language of ['en', 'zh'] as const) {
    test(`are dimmed and marked: ${language}`, async () => {
      const page = await open(({ ranges }) => ({ ranges: aged(ranges, 39) }), language);
      const tile = panel(page, language === 'en' ? 'Waiting' : '等待');
      await expect(tile.getByText('14:20', { exact: true })).toBeVisible();
      await expect(tile).toContainText(
        language === 'en'
          ? 'cannot connect: connection refused by prom:9090 (ECONNREFUSED)'
          : '无法连接：prom:9090 拒绝连接（ECONNREFUSED）',
      );
      await expect(tile).toContainText(/which ended at 14:20|截至 14:20/);
      await expect(tile.locator('[data-stale] [data-chart]')).toHaveCSS('filter', /grayscale/);
      expect(await axe(page)).toEqual([]);
      await screenshots(page, `overview-old-lines-${language}`);
    });
  }

  test('are marked once where the figure is old as well', async () => {
    const page = await open(({ panels, ranges }) => ({
      panels: { ...panels, freshness: old(7) },
      ranges: aged(ranges, 39),
    }));
    await expect(panel(page, 'Waiting')).toContainText('stale since 14:52');
    await expect(panel(page, 'Waiting').getByText('14:20', { exact: true })).toHaveCount(0);
    await expect(panel(page, 'Waiting')).toContainText('which ended at 14:20');
  });
});
