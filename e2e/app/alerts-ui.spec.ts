import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type { Alert } from '../../shared/domain/alerts';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import type { Bootstrap } from '../../shared/ipc/api';
import type { Settings } from '../../shared/settings/settings';
import { axe } from '../support/axe';
import { FROZEN_NOW, withFakeMain } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { type ScenarioName, scenario } from '../support/fake-bridge/scenarios';
import { SIZES, screenshots } from '../support/screens';

const pages = pageSuite();

/** A scenario whose environments are as `change` leaves them. */
function changed(
  change: (environment: EnvironmentState) => EnvironmentState,
  { name = 'normal', ...settings }: Partial<Settings> & { readonly name?: ScenarioName } = {},
): Bootstrap {
  const base = scenario(name, FROZEN_NOW);
  const environments = base.snapshot.environments.map(change);
  return {
    ...base,
    settings: { ...base.settings, ...settings },
    snapshot: { ...base.snapshot, environments },
  };
}

/** The one alert of the pending list fires in Prometheus, and no Alertmanager has any. */
function undelivered(settings: Partial<Settings> = {}): Bootstrap {
  return changed((environment) => {
    const alert = environment.alerts['pending:low'];
    if (!alert) return environment;
    const lost: Alert = {
      ...alert,
      name: 'HighMemoryUsage',
      severity: 'critical',
      labels: { ...alert.labels, alertname: 'HighMemoryUsage', severity: 'critical' },
      firingInPrometheus: true,
    };
    return { ...environment, alerts: { [lost.id]: lost } };
  }, settings);
}

const rail = (page: Page) => page.getByRole('complementary', { name: 'Active alerts' });
const panel = (page: Page) => page.getByRole('dialog');
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });
const list = (page: Page) => page.getByRole('tabpanel');
const filter = (page: Page) => page.getByRole('textbox', { name: 'Filter alerts' });
const calls = (page: Page) => withFakeMain(page, (main) => main.calls.map((call) => call.verb));

test.describe('what fires and no Alertmanager has', () => {
  test('is no calm: no check mark, and the navigation counts it', async () => {
    const page = await pages.open(undelivered(), '/overview');
    await expect(rail(page)).toContainText('1 firing in Prometheus, not in Alertmanager');
    await expect(rail(page)).not.toContainText('No alerts are firing');
    await expect(page.getByRole('link', { name: /^Alerts/ })).toHaveAccessibleName(/1 firing/);
    await screenshots(page, 'undelivered');
    await rail(page).getByRole('link', { name: 'Show what fires' }).click();
    await expect(tab(page, /^Pending/)).toHaveAttribute('aria-selected', 'true');
    await tab(page, /^Firing/).click();
    await expect(list(page)).toContainText('1 firing in Prometheus, not in Alertmanager');
    await expect(list(page)).not.toContainText('Nothing is firing');
    await screenshots(page, 'undelivered-list');
    expect(await axe(page, 'main')).toEqual([]);
    await list(page).getByRole('button', { name: 'Show what fires' }).click();
    await expect(page.getByRole('row').nth(1)).toContainText('not in Alertmanager');
  });

  test('is not known while the rules are not: neither how many are pending nor that none fires', async () => {
    const data = changed((environment) => ({ ...environment, alerts: {} }), {
      name: 'rules-failing',
    });
    const page = await pages.open(data, '/overview');
    await expect(rail(page)).toContainText('0 firing · ? pending · 0 suppressed');
    await expect(rail(page)).toContainText('Alertmanager lists no firing alerts');
    await expect(rail(page)).not.toContainText('No alerts are firing');
    await page.keyboard.press('2');
    await expect(list(page)).toContainText('Alertmanager lists nothing that fires');
    await expect(list(page)).not.toContainText('Nothing is firing');
  });
});

test.describe('the environment of an alert', () => {
  /** Only the second environment, which is not the selected one, has alerts. */
  const elsewhere = () => {
    const [prod] = scenario('normal', FROZEN_NOW).snapshot.environments;
    return changed((environment) =>
      environment.id === 'staging' && prod
        ? { ...prod, id: 'staging', name: environment.name }
        : { ...environment, alerts: {} },
    );
  };

  test('is named in its panel, and selected where a link leads there', async () => {
    const page = await pages.open(elsewhere(), '/overview');
    await withFakeMain(page, (main) =>
      main.navigate({ page: 'alert', env: 'staging', id: 'HighTTFT-gpu-a-1:8000' }),
    );
    await expect(panel(page)).toHaveAccessibleName(/HighTTFT.*in staging · gpu-b/);
    expect(await calls(page)).toContain('selectEnvironment');
    await screenshots(page, 'alert-elsewhere');
    await panel(page)
      .getByRole('button', { name: /^instance.*gpu-a-1:8000/ })
      .click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Environment: staging · gpu-b' })).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(2);
    await expect(page.getByRole('row').nth(1)).toContainText('HighTTFT');
  });

  test('stays as it was chosen in the header', async () => {
    const page = await pages.open(elsewhere(), '/overview');
    await withFakeMain(page, (main) =>
      main.navigate({ page: 'alert', env: 'staging', id: 'HighTTFT-gpu-a-1:8000' }),
    );
    await expect(panel(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Environment: staging · gpu-b' }).click();
    await page.getByRole('menuitem', { name: 'prod · gpu-a' }).click();
    await expect(page.getByRole('button', { name: 'Environment: prod · gpu-a' })).toBeVisible();
    await expect(list(page)).toContainText('Nothing is firing');
  });
});

test('annotations stand in the language of the reader, the others are folded away', async () => {
  const data = changed(
    (environment) => ({
      ...environment,
      alerts: Object.fromEntries(
        Object.entries(environment.alerts).map(([id, alert]) => [
          id,
          { ...alert, annotations: { summary: 'It is slow', summary_zh: '响应缓慢' } },
        ]),
      ),
    }),
    { language: 'zh' },
  );
  const page = await pages.open(
    data,
    `/alerts/prod/${encodeURIComponent('HighTTFT-gpu-a-1:8000')}`,
  );
  await expect(panel(page).getByText('响应缓慢')).toBeVisible();
  await expect(panel(page).getByText('It is slow')).toBeHidden();
  await panel(page).getByText('其他语言（1）').click();
  await expect(panel(page).getByText('It is slow')).toBeVisible();
  await screenshots(page, 'annotations-zh');
  expect(await axe(page, '[role=dialog]')).toEqual([]);
});

test.describe('the list as the user left it', () => {
  test('keeps tab, order and filter while other pages are looked at', async () => {
    const page = await pages.open(scenario('normal', FROZEN_NOW), '/alerts');
    await tab(page, /^Suppressed/).click();
    await page.getByRole('button', { name: 'For', exact: true }).click();
    await filter(page).fill('instance=gpu-a-1:8000');
    await filter(page).press('Enter');
    await filter(page).fill('medi');
    await page.getByRole('link', { name: /^Overview/ }).click();
    await expect(rail(page)).toBeVisible();
    await page.getByRole('link', { name: /^Alerts/ }).click();
    await expect(tab(page, /^Suppressed/)).toHaveAttribute('aria-selected', 'true');
    await expect(filter(page)).toHaveValue('medi');
    await expect(
      page.getByRole('button', { name: 'Remove filter instance="gpu-a-1:8000"' }),
    ).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'For' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await expect(page.getByRole('row')).toHaveCount(4);
  });

  test('is another one in another environment', async () => {
    const page = await pages.open(scenario('normal', FROZEN_NOW), '/alerts');
    await tab(page, /^Suppressed/).click();
    await page.getByRole('button', { name: /^Environment/ }).click();
    await page.getByRole('menuitem', { name: 'staging · gpu-b' }).click();
    await expect(tab(page, /^Firing/)).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('button', { name: /^Environment/ }).click();
    await page.getByRole('menuitem', { name: 'prod · gpu-a' }).click();
    await expect(tab(page, /^Suppressed/)).toHaveAttribute('aria-selected', 'true');
  });

  test('takes the tab and the filter that a link asks for, once', async () => {
    const page = await pages.open(scenario('normal', FROZEN_NOW), '/overview');
    await rail(page).getByRole('link', { name: 'MediumMemoryUsage' }).click();
    await expect(page).toHaveURL(/#\/alerts\?tab=suppressed&filter=alertname/);
    await expect(tab(page, /^Suppressed/)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('row')).toHaveCount(13);
    await tab(page, /^Pending/).click();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(page.getByRole('row').nth(1)).toContainText('LowBatchFillRate');
    // a panel over the page comes and goes
    await page.getByRole('grid').focus();
    await page.keyboard.press('s');
    await expect(panel(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await expect(tab(page, /^Pending/)).toHaveAttribute('aria-selected', 'true');
  });

  test('follows the state of the alert that is opened over it', async () => {
    const page = await pages.open(scenario('normal', FROZEN_NOW), '/alerts');
    await expect(tab(page, /^Firing/)).toHaveAttribute('aria-selected', 'true');
    await withFakeMain(page, (main) =>
      main.navigate({ page: 'alert', env: 'prod', id: 'pending:low' }),
    );
    await expect(panel(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(tab(page, /^Pending/)).toHaveAttribute('aria-selected', 'true');
  });

  test('stays with the firing ones when the opened alert is silenced', async () => {
    const data = scenario('normal', FROZEN_NOW);
    const id = 'HighTTFT-gpu-a-1:8000';
    const alert = data.snapshot.environments[0]?.alerts[id];
    if (alert === undefined) throw new Error('no such alert');
    const { revision: from } = data.snapshot;
    const silenced = { ...alert, state: 'suppressed', silencedBy: ['s1'] };
    const patch = {
      from,
      to: from + 1,
      environments: [{ id: 'prod', alerts: { upsert: [silenced], remove: [] } }],
    };
    const page = await pages.open(data, `/alerts/prod/${encodeURIComponent(id)}`);
    await expect(panel(page)).toBeVisible();
    await page.evaluate((given) => Object.assign(window, { given }), patch);
    await withFakeMain(page, (main) => main.patch(Reflect.get(window, 'given')));
    await expect(panel(page).getByText('suppressed').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(tab(page, /^Firing/)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('row')).toHaveCount(5);
  });
});

test('without an environment both lists have a heading and a way to the settings', async () => {
  for (const [path, title] of [
    ['/alerts', 'Alerts'],
    ['/silences', 'Silences'],
  ] as const) {
    const page = await pages.open(scenario('no-environment', FROZEN_NOW), path);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeAttached();
    await screenshots(page, `no-environment-${title}`, ['small']);
    await page.getByRole('link', { name: 'Open the settings' }).click();
    await expect(page).toHaveURL(/#\/settings$/);
    await pages.close();
  }
});

test('a row can be silenced by the mouse in the smallest window', async () => {
  const page = await pages.open(scenario('normal', FROZEN_NOW), '/alerts');
  await page.setViewportSize(SIZES.small);
  await page.getByRole('row').nth(1).hover();
  await screenshots(page, 'row-hovered', ['small']);
  await page.getByRole('button', { name: 'Silence HighMemoryUsage' }).click();
  await expect(page.getByRole('dialog', { name: /New silence/ })).toBeVisible();
});
