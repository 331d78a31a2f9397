import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type {} from '../../renderer/bridge/bridge';
import type { Alert } from '../../shared/domain/alerts';
import type { SilenceDraft, SilenceOutcome } from '../../shared/domain/silences';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import type { Bootstrap, ExpireOutcome } from '../../shared/ipc/api';
import type { Settings } from '../../shared/settings/settings';
import { axe } from '../support/axe';
import { FROZEN_NOW, withFakeMain } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { scenario } from '../support/fake-bridge/scenarios';
import { screenshots } from '../support/screens';

const HOUR = 3_600_000;
/** The page says the reason in its own language, and not the words that are meant for logs. */
const NO_ANSWER = { message: 'for logs', reason: { code: 'no-answer', seconds: 10 } } as const;

const pages = pageSuite();

function open(path: string, bootstrap = scenario('normal', FROZEN_NOW)): Promise<Page> {
  return pages.open(bootstrap, path);
}

function changed(
  change: (environment: EnvironmentState) => Partial<EnvironmentState>,
  settings: Partial<Settings> = {},
): Bootstrap {
  const base = scenario('normal', FROZEN_NOW);
  return {
    ...base,
    settings: { ...base.settings, ...settings },
    snapshot: {
      ...base.snapshot,
      environments: base.snapshot.environments.map((environment, index) =>
        index === 0 ? { ...environment, ...change(environment) } : environment,
      ),
    },
  };
}

interface Answers {
  readonly create?: readonly SilenceOutcome[];
  readonly expire?: readonly ExpireOutcome[];
  /** Nothing is answered before `release`. */
  readonly held?: boolean;
}

/** Answers in order; every request is still noted among the calls. */
async function script(page: Page, answers: Answers): Promise<void> {
  await page.evaluate((given) => {
    const bridge = window.batchwatch;
    if (!bridge) throw new Error('no bridge');
    const { createSilence, expireSilence } = bridge;
    const released = new Promise<void>((done) => {
      if (given.held) Object.assign(window, { releaseAnswers: done });
      else done();
    });
    const create = [...(given.create ?? [])];
    const expire = [...(given.expire ?? [])];
    Object.assign(bridge, {
      async createSilence(...args: Parameters<typeof createSilence>) {
        const usual = await createSilence(...args);
        await released;
        const value = create.shift();
        return value ? { ok: true, value } : usual;
      },
      async expireSilence(...args: Parameters<typeof expireSilence>) {
        const usual = await expireSilence(...args);
        await released;
        const value = expire.shift();
        return value ? { ok: true, value } : usual;
      },
    });
  }, answers);
}

async function release(page: Page): Promise<void> {
  await page.evaluate(() => Reflect.get(window, 'releaseAnswers')());
}

async function called(page: Page, verb: string): Promise<readonly (readonly unknown[])[]> {
  const calls = await withFakeMain(page, (main) => main.calls);
  return calls.filter((call) => call.verb === verb).map((call) => call.args);
}

/** Drafts that were sent, without the parts that the clock decides. */
async function sent(page: Page): Promise<readonly SilenceDraft[]> {
  return (await called(page, 'createSilence')).map(([, draft]) => draft as SilenceDraft);
}

/** What the features put into the panel; its frame is the window's. */
const PANEL_BODY = '[role=dialog] .mantine-Drawer-body';
const drawer = (page: Page) => page.getByRole('dialog', { name: /New silence|新建静默/ });
const panel = (page: Page) => page.getByRole('dialog');
const preview = (page: Page) => drawer(page).getByRole('region', { name: /What this/ });
const submit = (page: Page) => drawer(page).locator('button[type=submit]');
const comment = (page: Page) => drawer(page).getByLabel('Comment');
const value = (page: Page, n: number) =>
  drawer(page).getByRole('combobox', { name: `Value of matcher ${n}` });
const name = (page: Page, n: number) =>
  drawer(page).getByRole('combobox', { name: `Label name of matcher ${n}` });
const toast = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });
const NEW_OF_TTFT = `/silences/new?env=prod&alert=${encodeURIComponent('HighTTFT-gpu-a-1:8000')}`;

test.describe('the form for a new silence', () => {
  test('says what is missing, sends nothing, and leads to the first field', async () => {
    const page = await open('/silences/new');
    await submit(page).click();
    await expect(drawer(page)).toContainText('Name a label.');
    await expect(drawer(page)).toContainText('Say why: others will read it.');
    await expect(name(page, 1)).toBeFocused();
    await name(page, 1).fill('job');
    await drawer(page).getByLabel('Author').fill(' ');
    await submit(page).click();
    await expect(drawer(page)).toContainText('must not match the empty text');
    await expect(drawer(page)).toContainText('Say who you are.');
    await drawer(page).getByRole('button', { name: 'Remove matcher 1' }).click();
    await expect(drawer(page)).toContainText('Add at least one matcher.');
    expect(await sent(page)).toEqual([]);
    expect(await axe(page, PANEL_BODY)).toEqual([]);
  });

  test('refuses expressions in the words Alertmanager would use, at once', async () => {
    const page = await open(NEW_OF_TTFT);
    await drawer(page).getByLabel('Operator of matcher 2').selectOption('=~');
    await value(page, 2).fill('gpu-(?=a)');
    await expect(drawer(page)).toContainText(
      'Alertmanager would refuse this expression: invalid or unsupported Perl syntax: `(?=`',
    );
    await expect(preview(page)).toContainText('Cannot be shown until the matchers are right.');
    // one that would keep a backtracking engine busy for ever
    await value(page, 2).fill(`(a+)+${'x'.repeat(10)}`);
    await expect(preview(page)).toContainText('Nothing now.');
  });

  test('prefills from the alert and previews what it would mute while one types', async () => {
    const page = await open(
      `/silences/new?env=prod&alert=${encodeURIComponent('HighMemoryUsage-gpu-a-0:8000')}`,
    );
    await expect(comment(page)).toBeFocused();
    await expect(name(page, 1)).toHaveValue('alertname');
    await expect(value(page, 1)).toHaveValue('HighMemoryUsage');
    await expect(preview(page).getByRole('listitem')).toHaveText([/critical.*gpu-a-0:8000/]);
    await expect(drawer(page)).toContainText('This mutes a critical alert.');
    await expect(preview(page)).toContainText('12 alerts that these inhibit stay hidden');
    await expect(drawer(page)).toContainText('delivered to: slack');
    await expect(submit(page)).toHaveText('Silence 1 alert for 2 h');
    await drawer(page).getByRole('button', { name: 'Remove matcher 4' }).click();
    await drawer(page).getByLabel('Operator of matcher 1').selectOption('=~');
    await value(page, 1).fill('High.*|Medium.*');
    await expect(preview(page)).toContainText('checked against 18 alerts');
    await expect(drawer(page)).toContainText('Overlaps an existing silence');
    await expect(submit(page)).toHaveText('Silence 5 alerts for 2 h');
    await value(page, 1).fill('nothing');
    await expect(preview(page)).toContainText('Nothing now.');
    await expect(submit(page)).toHaveText('Silence for 2 h');
  });

  test('ties end and duration together, and refuses impossible ones', async () => {
    const page = await open(NEW_OF_TTFT);
    await drawer(page).getByRole('button', { name: '8 h', exact: true }).click();
    await expect(drawer(page).getByLabel(/^Ends/)).toHaveText(/2026-11-22 22:59/);
    const custom = drawer(page).getByLabel('Other duration, such as 1h30m');
    await custom.fill('1h30');
    await expect(drawer(page)).toContainText('Write a duration such as');
    await comment(page).fill('driver update');
    await submit(page).click();
    expect(await sent(page)).toEqual([]);
    await custom.fill('1h30m');
    await expect(submit(page)).toHaveText('Silence 1 alert for 1 h 30 min');
    await submit(page).click();
    await expect(toast(page, 'Silence created')).toBeVisible();
    expect(await sent(page)).toMatchObject([
      { startsAt: null, endsAt: FROZEN_NOW + 1.5 * HOUR, comment: 'driver update' },
    ]);
  });

  test('sends once for two clicks, remembers the author, and leads to the list', async () => {
    const page = await open(NEW_OF_TTFT);
    await script(page, {
      create: [{ kind: 'done', id: 'aaaabbbb-cccc', source: 'alertmanager:0' }],
      held: true,
    });
    await drawer(page).getByLabel('Author').fill('wang');
    await comment(page).fill('driver update');
    await submit(page).dblclick();
    await expect(submit(page)).toHaveText('Sending…');
    await expect(submit(page)).toBeDisabled();
    await expect(comment(page)).toBeDisabled();
    await release(page);
    await expect(toast(page, 'Silence created')).toContainText('aaaabbbb');
    await expect(page.getByRole('tab', { name: 'Active 1' })).toBeVisible();
    await expect(page.getByRole('tabpanel')).toContainText('is listed after the next poll');
    expect(await sent(page)).toHaveLength(1);
    const saved = await called(page, 'saveSettings');
    expect(saved).toMatchObject([[{ author: 'wang' }]]);
  });

  test('goes back to the page it was opened from, and offers the way to the silence', async () => {
    const many = (environment: EnvironmentState) => {
      const one = environment.silences['8e3c2618'];
      if (!one) throw new Error('the scenario lacks its silence');
      return Array.from({ length: 80 }, (_, index) => ({
        ...one,
        id: `s${String(index).padStart(2, '0')}`,
        endsAt: one.endsAt + index * 60_000,
      }));
    };
    const page = await open(
      '/alerts',
      changed((environment) => ({
        silences: Object.fromEntries(many(environment).map((item) => [item.id, item])),
      })),
    );
    await script(page, { create: [{ kind: 'done', id: 's99', source: 'alertmanager:0' }] });
    await page.getByRole('textbox', { name: 'Filter alerts' }).fill('HighTTFT');
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('grid').focus();
    await page.keyboard.press('s');
    await comment(page).fill('driver update');
    await submit(page).click();
    await expect(drawer(page)).toBeHidden();
    await expect(page).toHaveURL(/#\/alerts$/);
    await expect(page.getByRole('textbox', { name: 'Filter alerts' })).toHaveValue('HighTTFT');
    await screenshots(page, 'silence-created', ['small']);
    await toast(page, 'Silence created').getByRole('button', { name: 'Show the silence' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('Silence s99 is not in the list');
    await page.getByRole('searchbox').fill('nothing like it');
    await withFakeMain(page, (main) => {
      const made = {
        id: 's99',
        state: 'active' as const,
        matchers: [{ name: 'alertname', value: 'HighTTFT', isRegex: false, isEqual: true }],
        startsAt: Date.now() - 30_000,
        endsAt: Date.now() + 7_200_000_000,
        updatedAt: Date.now(),
        createdBy: 'me',
        comment: 'driver update',
        peers: ['alertmanager:0'],
      };
      main.patch({
        from: 1,
        to: 2,
        environments: [{ id: 'prod', silences: { upsert: [made], remove: [] } }],
      });
    });
    const row = page.locator('[role=row][aria-current=true]');
    await expect(row).toContainText('driver update');
    await expect(row).toBeInViewport();
    await screenshots(page, 'silence-shown', ['small']);
    expect(await axe(page, 'main')).toEqual([]);
  });

  test('two submits within one task are one silence', async () => {
    const page = await open(NEW_OF_TTFT);
    await script(page, { held: true });
    await comment(page).fill('x');
    await submit(page).evaluate((button) => {
      if (!(button instanceof HTMLElement)) throw new Error('no button');
      button.click();
      button.click();
    });
    await release(page);
    await expect(toast(page, 'Silence created')).toBeVisible();
    expect(await sent(page)).toHaveLength(1);
  });

  test("shows the server's own words when it refuses, keeps the form, and can try again", async () => {
    const page = await open(NEW_OF_TTFT);
    const words = 'invalid silence: <b>label</b> "x" is not allowed';
    await script(page, {
      create: [{ kind: 'refused', source: 'alertmanager:0', message: words }],
    });
    await comment(page).fill('driver update');
    await submit(page).click();
    await expect(drawer(page).getByRole('alert')).toContainText('alerts.gpu-a:9093 refused it');
    await expect(drawer(page).getByRole('alert')).toContainText(words);
    await expect(comment(page)).toHaveValue('driver update');
    expect(await axe(page, PANEL_BODY)).toEqual([]);
    await screenshots(page, 'silence-refused');
    await submit(page).click();
    await expect(toast(page, 'Silence created')).toBeVisible();
    expect(await sent(page)).toHaveLength(2);
  });

  test('explains that it is not known whether it exists when no answer came', async () => {
    const page = await open(NEW_OF_TTFT);
    await script(page, {
      create: [{ kind: 'unknown', source: 'alertmanager:0', ...NO_ANSWER }],
    });
    await comment(page).fill('driver update');
    await submit(page).click();
    const note = drawer(page).getByRole('alert');
    await expect(note).toContainText('Not known whether it was created');
    await expect(note).toContainText('may or may not exist');
    await expect(note).toContainText('no answer within 10 s');
    await expect(submit(page)).toHaveText('Send it again anyway');
    await note.getByRole('link', { name: 'Look at the list' }).click();
    await expect(drawer(page)).toBeHidden();
    expect(await sent(page)).toHaveLength(1);
  });

  test('shows the problems that only the engine found', async () => {
    const page = await open(NEW_OF_TTFT);
    await script(page, {
      create: [{ kind: 'rejected', problems: [{ field: 'endsAt', reason: 'in-past' }] }],
    });
    await comment(page).fill('x');
    await submit(page).click();
    await expect(drawer(page).getByRole('alert')).toContainText('Nothing was sent');
    await expect(drawer(page).getByRole('alert')).toContainText('The end is in the past.');
  });

  test('does not claim a preview while the alerts cannot be read', async () => {
    const failed = scenario('failed', FROZEN_NOW);
    const page = await open('/silences/new', failed);
    await name(page, 1).fill('job');
    await value(page, 1).fill('llm');
    await expect(preview(page)).toContainText('Unknown: the alerts cannot be read now.');
    await expect(submit(page)).toHaveText('Silence for 2 h');
  });

  test('says that the alert is gone instead of guessing', async () => {
    const page = await open('/silences/new?env=prod&alert=vanished');
    await expect(drawer(page)).toContainText('The alert this was opened for is gone');
    await expect(name(page, 1)).toHaveValue('');
  });

  test('suggests names and values of the current alerts', async () => {
    const page = await open('/silences/new');
    await name(page, 1).fill('inst');
    await drawer(page).getByRole('option', { name: 'instance' }).click();
    await value(page, 1).fill('a-3');
    await drawer(page).getByRole('option', { name: 'gpu-a-3:8000' }).click();
    await expect(submit(page)).toHaveText('Silence 4 alerts for 2 h');
  });

  test('an open suggestion list takes Esc before the panel does', async () => {
    const page = await open('/silences/new');
    await name(page, 1).fill('inst');
    const option = drawer(page).getByRole('option', { name: 'instance' });
    await expect(option).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(option).toBeHidden();
    await expect(drawer(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
  });
});

test('a silence is created from the list by keyboard alone', async () => {
  const page = await open('/alerts');
  const grid = page.getByRole('grid');
  await expect(grid).toBeVisible();
  await page.locator('#content').focus();
  for (let tabs = 0; tabs < 8; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await grid.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(grid).toBeFocused();
  await expect(page.getByRole('row', { selected: true })).toContainText('HighMemoryUsage');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('row', { selected: true })).toContainText('HighRequestLatency');
  await page.keyboard.press('s');
  await expect(comment(page)).toBeFocused();
  await page.keyboard.type('driver update');
  for (let tabs = 0; tabs < 6; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await submit(page).evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Silence created')).toBeVisible();
  expect(await sent(page)).toMatchObject([
    {
      comment: 'driver update',
      endsAt: FROZEN_NOW + 2 * HOUR,
      matchers: [{ name: 'alertname', value: 'HighRequestLatency' }, {}, {}, {}],
    },
  ]);
});

test.describe('the list of alerts', () => {
  test('scrolls 20,000 alerts with few rows, and filters them', async () => {
    const alerts = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index): [string, Alert] => {
        const id = `a${index}`;
        return [id, manyAlert(id, index)];
      }),
    );
    const page = await open(
      '/alerts',
      changed(() => ({ alerts })),
    );
    const grid = page.getByRole('grid');
    await expect(page.getByRole('tab', { name: /Firing/ })).toContainText('20,000');
    await expect(grid).toHaveAttribute('aria-rowcount', '20001');
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await grid.focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('row', { selected: true })).toHaveAttribute(
      'aria-rowindex',
      '20001',
    );
    await expect(page.getByRole('row', { selected: true })).toBeInViewport();
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press('/');
    await page.keyboard.type('instance=~"gpu-1999.:8000"');
    await expect(page.getByRole('status').filter({ hasText: 'of' })).toHaveText('10 of 20000');
    await expect(grid).toHaveAttribute('aria-rowcount', '11');
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('button', { name: 'Remove filter instance=~"gpu-1999.:8000"' }),
    ).toBeVisible();
  });

  test('filters by chips, words and clicked labels, and names what it does not understand', async () => {
    const page = await open('/alerts');
    const filter = page.getByRole('textbox', { name: 'Filter alerts' });
    await page.getByRole('button', { name: 'Filter by instance=gpu-a-1:8000' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'of' })).toHaveText('1 of 5');
    await filter.press('Backspace');
    await expect(filter).toHaveValue('instance="gpu-a-1:8000"');
    await filter.fill('instance=~(');
    await expect(page.getByRole('search')).toContainText(
      'instance=~(: Alertmanager would refuse this expression: missing closing ): `(`',
    );
    await filter.fill('threshold');
    await expect(page.getByRole('status').filter({ hasText: 'of' })).toHaveText('1 of 5');
    await filter.fill('no such thing');
    await expect(page.getByRole('tabpanel')).toContainText('No alert matches the filter');
    await filter.press('Escape');
    await expect(page.getByRole('row')).toHaveCount(6);
  });

  test('keeps the selection with its alert when the list changes', async () => {
    const page = await open('/alerts');
    const grid = page.getByRole('grid');
    const selected = page.getByRole('row', { selected: true });
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(selected).toContainText('HighTTFT');
    await withFakeMain(page, (main) =>
      main.patch({
        from: 1,
        to: 2,
        environments: [
          { id: 'prod', alerts: { upsert: [], remove: ['HighMemoryUsage-gpu-a-0:8000'] } },
        ],
      }),
    );
    await expect(page.getByRole('row')).toHaveCount(5);
    await expect(selected).toContainText('HighTTFT');
    await withFakeMain(page, (main) =>
      main.patch({
        from: 2,
        to: 3,
        environments: [{ id: 'prod', alerts: { upsert: [], remove: ['HighTTFT-gpu-a-1:8000'] } }],
      }),
    );
    await expect(selected).toContainText('NoActiveRequests');
  });

  test('tells "nothing is firing" from "not known"', async () => {
    const page = await open('/alerts', scenario('quiet', FROZEN_NOW));
    await expect(page.getByRole('tabpanel')).toContainText('Nothing is firing');
    await expect(page.getByRole('tabpanel')).toContainText('Alertmanager answered at 14:59:08');
    await pages.close();
    const blind = await open('/alerts', scenario('failed', FROZEN_NOW));
    await expect(blind.getByRole('tab', { name: /Firing/ })).toContainText('?');
    await expect(blind.getByRole('tabpanel')).toContainText('Unknown: Alertmanager cannot be read');
    await expect(blind.getByRole('tabpanel')).not.toContainText('Nothing is firing');
    await pages.close();
    const stale = await open('/alerts', scenario('stale', FROZEN_NOW));
    await expect(stale.getByRole('tabpanel')).toContainText('Unknown: not readable since 14:52:17');
    await expect(stale.getByRole('row').nth(1)).toContainText('as last seen');
  });

  test('says what suppresses an alert', async () => {
    const page = await open('/alerts');
    await page.getByRole('tab', { name: /Suppressed/ }).click();
    await expect(page.getByRole('row').nth(1)).toContainText(/silenced by night-shift.*and 1 more/);
    await expect(page.getByRole('row').nth(2)).toContainText('inhibited by HighMemoryUsage');
    await page.getByRole('tab', { name: /Pending/ }).click();
    await expect(page.getByRole('row').nth(1)).toContainText('pending 3 min of 5 min');
  });
});

test.describe('the panel of one alert', () => {
  const PATH = `/alerts/prod/${encodeURIComponent('HighTTFT-gpu-a-1:8000')}`;

  test('opens by Enter, closes by Esc, and gives the focus back', async () => {
    const page = await open('/alerts');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await expect(panel(page)).toContainText('KV cache 8.7 GiB');
    await expect(panel(page)).toContainText('22 Nov 2026, 14:53:12 UTC+8');
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole('grid')).toBeFocused();
  });

  test('stays under the silence panel that Esc closes first', async () => {
    const page = await open(PATH);
    await panel(page).getByRole('button', { name: 'Silence…' }).click();
    await expect(drawer(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expect(panel(page)).toContainText('p95 time to first token');
  });

  test('opens http and https only, and says why others do not', async () => {
    const page = await open(
      PATH,
      changed((environment) => ({
        alerts: Object.fromEntries(
          Object.entries(environment.alerts).map(([id, alert]) => [
            id,
            {
              ...alert,
              generatorUrl: 'javascript:alert(1)',
              annotations: {
                runbook_url: 'https://runbooks.example/ttft',
                dashboard_url: 'file:///etc/passwd',
                summary: '<img src=x onerror=alert(1)>',
              },
            },
          ]),
        ),
      })),
    );
    await expect(panel(page)).toContainText('<img src=x onerror=alert(1)>');
    await expect(panel(page)).toContainText('javascript:alert(1)');
    await expect(panel(page)).toContainText('file:///etc/passwd');
    await expect(panel(page).getByText('shown as text: only http and https open')).toHaveCount(2);
    await expect(panel(page).getByRole('link')).toHaveCount(0);
    await panel(page)
      .getByRole('button', { name: /runbooks.example/ })
      .click();
    expect(await called(page, 'openLink')).toEqual([['https://runbooks.example/ttft']]);
  });

  test('says when the alert goes away, and keeps how it last looked', async () => {
    const page = await open(PATH);
    await expect(panel(page)).toContainText('p95 time to first token');
    await withFakeMain(page, (main) =>
      main.patch({
        from: 1,
        to: 2,
        environments: [{ id: 'prod', alerts: { upsert: [], remove: ['HighTTFT-gpu-a-1:8000'] } }],
      }),
    );
    await expect(panel(page)).toContainText('This alert is gone');
    await expect(panel(page)).toContainText('p95 time to first token');
    await expect(panel(page).getByRole('button', { name: 'Silence…' })).toBeHidden();
    await pages.close();
    const never = await open('/alerts/prod/never-there');
    await expect(panel(never)).toContainText('The servers no longer list it');
  });

  test('copies labels as matchers', async () => {
    const page = await open(PATH);
    await panel(page).getByRole('button', { name: 'Copy labels' }).click();
    await expect(panel(page).getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
    await page.keyboard.press('Escape');
    const filter = page.getByRole('textbox', { name: 'Filter alerts' });
    await filter.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(filter).toHaveValue(/alertname="HighTTFT", instance="gpu-a-1:8000"/);
  });
});

test.describe('the list of silences', () => {
  const tab = (page: Page, text: RegExp) => page.getByRole('tab', { name: text });
  const expire = (page: Page) => page.getByRole('row').nth(1).getByRole('button');

  test('shows who mutes what, why and until when', async () => {
    const page = await open('/silences');
    const row = page.getByRole('row').nth(1);
    await expect(row).toContainText('alertname=MediumMemoryUsage');
    await expect(row).toContainText('gpu-a-0 maintenance');
    await expect(row).toContainText('night-shift');
    await expect(row).toContainText('ends in 1 h 1 min');
    await expect(row).toContainText('1 alert');
    await tab(page, /Pending 1/).click();
    await expect(row).toContainText('starts in 2 h');
    await expect(row).toContainText('would mute 0');
  });

  test('expires only at the second press, and tells how it went', async () => {
    const page = await open('/silences');
    await script(page, {
      expire: [
        { kind: 'refused', source: 'alertmanager:0', message: 'silence not found' },
        { kind: 'unknown', source: 'alertmanager:0', ...NO_ANSWER },
        { kind: 'gone' },
        { kind: 'done' },
      ],
    });
    await expire(page).click();
    expect(await called(page, 'expireSilence')).toEqual([]);
    await expire(page).click();
    await expect(toast(page, 'alerts.gpu-a:9093 refused to expire it')).toContainText(
      'silence not found',
    );
    for (const text of ['no answer within 10 s', 'It was already gone', 'Silence expired']) {
      await expire(page).click();
      await expire(page).click();
      await expect(toast(page, text)).toBeVisible();
    }
    expect(await called(page, 'expireSilence')).toEqual(Array(4).fill(['prod', '8e3c2618']));
  });

  test('keeps tab and search while other pages are looked at', async () => {
    const page = await open('/silences');
    await tab(page, /Pending 1/).click();
    await page.getByRole('searchbox').fill('driver');
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: /^Overview/ }).click();
    await page.getByRole('link', { name: /^Silences/ }).click();
    await expect(tab(page, /Pending 1/)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('searchbox')).toHaveValue('driver');
  });

  test('marks the silence that an alert leads to', async () => {
    const page = await open('/alerts/prod/medium-0');
    await panel(page).getByRole('link', { name: 'Show the silence' }).click();
    await expect(page.locator('[role=row][aria-current=true]')).toContainText(
      'gpu-a-0 maintenance',
    );
  });

  test('writes an expired one again', async () => {
    const page = await open('/silences');
    await tab(page, /Expired 1/).click();
    await page.getByRole('button', { name: /^Recreate/ }).click();
    await expect(value(page, 1)).toHaveValue('MediumMemoryUsage');
    await expect(comment(page)).toHaveValue('load test');
    await submit(page).click();
    await expect(toast(page, 'Silence created')).toBeVisible();
    expect(await sent(page)).toMatchObject([
      { startsAt: null, endsAt: FROZEN_NOW + 3 * HOUR, comment: 'load test' },
    ]);
  });

  test('tells "none" from "cannot be listed"', async () => {
    const page = await open('/silences', scenario('quiet', FROZEN_NOW));
    await expect(page.getByRole('tabpanel')).toContainText('No silence is active');
    await pages.close();
    const blind = await open(
      '/silences',
      changed(() => ({
        silences: {},
        silencesFreshness: {
          kind: 'failed',
          since: FROZEN_NOW - 60_000,
          failure: { kind: 'status', status: 500, message: 'bad matcher in silence' },
        },
      })),
    );
    await expect(blind.getByRole('tabpanel')).toContainText('Cannot list silences');
    await expect(blind.getByRole('tabpanel')).toContainText('bad matcher in silence');
    await expect(tab(blind, /Active/)).toContainText('?');
  });

  test('keeps few rows for many silences', async () => {
    const page = await open(
      '/silences',
      changed((environment) => {
        const one = environment.silences['8e3c2618'];
        if (!one) throw new Error('the scenario lacks its silence');
        const many = Array.from({ length: 5000 }, (_, index) => ({ ...one, id: `s${index}` }));
        return { silences: Object.fromEntries(many.map((item) => [item.id, item])) };
      }),
    );
    await expect(tab(page, /Active/)).toContainText('5,000');
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    await page.getByRole('searchbox').fill('s4999');
    await expect(page.getByRole('row')).toHaveCount(2);
  });
});

for (const theme of ['dark', 'light'] as const) {
  for (const language of ['en', 'zh'] as const) {
    test(`is drawn and named well: ${theme}, ${language}`, async () => {
      const views = {
        alerts: ['/alerts', 'main'],
        alert: ['/alerts/prod/medium-0', PANEL_BODY],
        silences: ['/silences', 'main'],
        'silence-new': ['/silences/new?env=prod&alert=medium-0', PANEL_BODY],
      } as const;
      for (const [view, [path, selector]] of Object.entries(views)) {
        const page = await open(
          path,
          changed(() => ({}), { theme, language }),
        );
        await expect(page.locator(selector)).not.toBeEmpty();
        await screenshots(page, `${view}-${theme}-${language}`);
        expect({ view, found: await axe(page, selector) }).toEqual({ view, found: [] });
        await pages.close();
      }
    });
  }
}

function manyAlert(id: string, index: number): Alert {
  const instance = `gpu-${index}:8000`;
  return {
    id,
    name: 'HighTTFT',
    severity: index % 7 === 0 ? 'critical' : 'warning',
    state: 'firing',
    labels: { alertname: 'HighTTFT', instance, job: 'llm', service: 'transformers' },
    annotations: { summary: `p95 of ${instance} is slow` },
    startsAt: FROZEN_NOW - index * 1000,
    receivers: ['slack'],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    peers: ['alertmanager:0'],
    stale: false,
  };
}
