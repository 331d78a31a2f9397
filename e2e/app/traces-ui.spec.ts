import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type { Slice } from '../../shared/domain/slice';
import type { TraceSearch } from '../../shared/domain/traces';
import type { Bootstrap } from '../../shared/ipc/api';
import { axe } from '../support/axe';
import { FROZEN_NOW } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { REFUSED } from '../support/fake-bridge/parts';
import { scenario } from '../support/fake-bridge/scenarios';
import { screenshots } from '../support/screens';

const pages = pageSuite();

const found = scenario('quiet', FROZEN_NOW).snapshot.environments[0]?.traces.value;

function searchOf(change: Partial<TraceSearch> = {}): TraceSearch {
  if (!found) throw new Error('the scenario has no traces');
  return { ...found, ...change };
}

const fresh = (change: Partial<TraceSearch> = {}): Slice<TraceSearch> => ({
  freshness: { kind: 'fresh', at: FROZEN_NOW - 9000 },
  value: searchOf(change),
});

function bootstrapOf(
  traces: Slice<TraceSearch>,
  options: { readonly tempo?: boolean; readonly settings?: Partial<Bootstrap['settings']> } = {},
): Bootstrap {
  const base = scenario('quiet', FROZEN_NOW);
  const environments = base.snapshot.environments.map((environment, index) =>
    index > 0
      ? environment
      : {
          ...environment,
          traces,
          sources: environment.sources.filter(
            (source) => options.tempo !== false || source.kind !== 'tempo',
          ),
        },
  );
  return {
    ...base,
    settings: { ...base.settings, ...options.settings },
    snapshot: { ...base.snapshot, environments },
  };
}

async function open(bootstrap: Bootstrap): Promise<Page> {
  const page = await pages.open(bootstrap, '/traces');
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

test('the slowest come first, with what was searched above them', async () => {
  const page = await open(bootstrapOf(fresh()));
  const main = page.getByRole('main');
  await expect(main.getByText('slower than p95 = 6.2 s')).toBeVisible();
  await expect(main.getByText('last 15 min · 14:44 – 14:59')).toBeVisible();
  const rows = page.getByRole('row');
  await expect(rows).toHaveCount(10);
  await expect(rows.nth(1)).toContainText('11.4 s');
  await expect(rows.nth(1)).toContainText('4bf92f3577b34da6a3ce929d0e0e4710');
  await expect(rows.nth(3).getByText('error', { exact: true })).toBeVisible();
  await expect(rows.nth(2).getByText('no error')).toBeVisible();
  await expect(main.getByText('1 with an error')).toBeVisible();
});

test('an id is copied whole', async () => {
  const page = await open(bootstrapOf(fresh()));
  await page.evaluate(() => {
    // Pages have no permissions: the modern way is refused, as in the program.
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('denied')) },
    });
    DataTransfer.prototype.setData = (_type, text) => {
      document.documentElement.dataset['copied'] = text;
    };
  });
  const button = page.getByRole('button', { name: /^Copy trace id .*4711$/ });
  await button.click();
  await expect(page.locator('html')).toHaveAttribute(
    'data-copied',
    '4bf92f3577b34da6a3ce929d0e0e4711',
  );
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached();
  await expect(button).toBeFocused();
});

test('names from servers stay text', async () => {
  const rootName = '<img src=x onerror="document.title=\'owned\'">';
  const [trace] = searchOf().traces;
  if (!trace) throw new Error('no trace');
  const page = await open(
    bootstrapOf(
      fresh({ traces: [{ ...trace, rootName, rootService: `${'x'.repeat(500)}\u202e` }] }),
    ),
  );
  await expect(page.getByText(rootName)).toBeVisible();
  expect(await page.locator('#content img').count()).toBe(0);
  const wide = await page.evaluate(() => {
    const content = document.getElementById('content');
    return content ? content.scrollWidth - content.clientWidth : -1;
  });
  expect(wide).toBe(0);
});

test.describe('says what it does not know', () => {
  test('without a p95 there is no floor', async () => {
    const page = await open(bootstrapOf(fresh({ floorMs: 0 })));
    await expect(page.getByText('no floor: p95 unknown')).toBeVisible();
  });

  test('nothing found is an answer', async () => {
    const page = await open(bootstrapOf(fresh({ traces: [] })));
    await expect(page.getByText('No trace slower than 6.2 s in the last 15 min')).toBeVisible();
  });

  test('nothing found without a floor hints at the service', async () => {
    const page = await open(bootstrapOf(fresh({ traces: [], floorMs: 0 })));
    await expect(page.getByText('No trace in the last 15 min')).toBeVisible();
    await expect(page.getByText(/nothing from the service transformers/)).toBeVisible();
  });

  test('without a Tempo it leads to the settings', async () => {
    const page = await open(bootstrapOf({ freshness: { kind: 'off' } }, { tempo: false }));
    await expect(page.getByText('No Tempo is configured')).toBeVisible();
    await page.getByRole('link', { name: 'Add a Tempo in the settings' }).click();
    await expect(page).toHaveURL(/#\/settings$/);
  });

  test('a failing Tempo is no empty list', async () => {
    const page = await open(
      bootstrapOf({
        freshness: { kind: 'failed', since: FROZEN_NOW - 60_000, failure: REFUSED },
      }),
    );
    await expect(page.getByText('Tempo gives no traces')).toBeVisible();
    await expect(page.getByText(/Failing since 14:58:12\. cannot connect: connect/)).toBeVisible();
  });

  test('old traces are not shown as new', async () => {
    const page = await open(
      bootstrapOf({
        freshness: {
          kind: 'stale',
          at: FROZEN_NOW - 90_000,
          since: FROZEN_NOW - 60_000,
          failure: REFUSED,
        },
        value: searchOf({ at: FROZEN_NOW - 90_000 }),
      }),
    );
    await expect(page.getByText('stale since 14:58')).toBeVisible();
    await expect(page.getByText(/Failing since 14:58:12\. cannot connect/)).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(10);
    expect(await axe(page, '#content')).toEqual([]);
    await screenshots(page, 'traces-stale');
  });
});

for (const language of ['en', 'zh'] as const) {
  for (const theme of ['dark', 'light'] as const) {
    test(`axe finds nothing, ${language}, ${theme}`, async () => {
      const page = await open(bootstrapOf(fresh(), { settings: { language, theme } }));
      expect(await axe(page, '#content')).toEqual([]);
      await screenshots(page, `traces-${language}-${theme}`);
    });
  }
}
