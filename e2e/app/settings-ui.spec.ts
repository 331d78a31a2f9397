import type { Locator, Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type {} from '../../renderer/bridge/bridge';
import type { Bootstrap, ConnectionReport } from '../../shared/ipc/api';
import { type Settings, suggestedEnvironment } from '../../shared/settings/settings';
import { axe } from '../support/axe';
import { FROZEN_NOW, withFakeMain } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { scenario } from '../support/fake-bridge/scenarios';
import { screenshots } from '../support/screens';

const pages = pageSuite([
  // Chromium's advice on password forms: it thinks of logins.
  /^verbose: \[DOM\] Password/,
]);

function open(bootstrap: Bootstrap, path = '/settings'): Promise<Page> {
  return pages.open(bootstrap, path);
}

function bootstrapOf(
  settings: Partial<Settings>,
  secrets: Partial<Bootstrap['secrets']> = {},
): Bootstrap {
  const base = scenario('quiet', FROZEN_NOW);
  return {
    ...base,
    settings: { ...base.settings, ...settings },
    secrets: { ...base.secrets, ...secrets },
  };
}

const one = { environments: [suggestedEnvironment('prod', 'prod')] };
const firstRun = () => scenario('demo', FROZEN_NOW);
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const url = (page: Page, name: string) => card(page, name).getByLabel('URL', { exact: true });
const unfold = (page: Page, name: string) =>
  card(page, name)
    .getByRole('button', { name: /^Authentication, headers/ })
    .click();
const status = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text });

/** The verbs the page called that change or ask something, oldest first, with their arguments. */
async function called(page: Page, ...verbs: string[]): Promise<readonly (readonly unknown[])[]> {
  const calls = await withFakeMain(page, (main) => main.calls);
  return calls.filter((call) => verbs.includes(call.verb)).map((call) => [call.verb, ...call.args]);
}

async function savedSettings(page: Page): Promise<Settings> {
  const calls = await withFakeMain(page, (main) => main.calls);
  const last = calls.filter((call) => call.verb === 'saveSettings').at(-1);
  if (!last) throw new Error('nothing was saved');
  return last.args[0] as Settings;
}

/** Lets the fake main answer tests with these reports, the last one from then on, each after its delay. */
async function answerTests(page: Page, ...reports: readonly ConnectionReport[]): Promise<void> {
  await page.evaluate((list) => {
    const left = [...list];
    const main = window as unknown as { fakeMain: { calls: unknown[] } };
    Object.assign(window.batchwatch ?? {}, {
      testConnection: (...args: unknown[]) => {
        main.fakeMain.calls.push({ verb: 'testConnection', args });
        const report = left.length > 1 ? left.shift() : left[0];
        return Promise.resolve({ ok: true, value: report });
      },
    });
  }, reports);
}

async function chooseBasic(page: Page, name: string): Promise<Locator> {
  await unfold(page, name);
  const server = card(page, name);
  await server.getByText('User and password', { exact: true }).click();
  await server.getByLabel('User', { exact: true }).fill('ops');
  return server;
}

test.describe('the first run', () => {
  test('leads from the demo over three URLs to a saved environment', async () => {
    const page = await open(firstRun(), '/overview');
    await page.getByRole('button', { name: 'Connect your servers' }).click();
    await expect(url(page, 'Prometheus')).toHaveValue('http://localhost:9090');
    await expect(url(page, 'Alertmanager')).toHaveValue('http://localhost:9093');
    await expect(url(page, 'Tempo')).toHaveValue('http://localhost:3200');

    await page.getByLabel('Name', { exact: true }).fill('GPU pool A');
    await url(page, 'Prometheus').fill('https://metrics.example.com/prometheus ');
    await save(page).click();
    await expect(status(page, 'Saved. It is in effect.')).toBeVisible();

    const { environments } = await savedSettings(page);
    expect(environments).toMatchObject([
      {
        id: 'gpu-pool-a',
        name: 'GPU pool A',
        prometheus: { url: 'https://metrics.example.com/prometheus', auth: { kind: 'none' } },
        alertmanagers: [{ url: 'http://localhost:9093' }],
        tempo: { url: 'http://localhost:3200' },
      },
    ]);
    await expect(page.getByLabel('Id', { exact: true })).toHaveValue('gpu-pool-a');
    await expect(save(page)).toBeDisabled();
  });

  test('saves what is offered as it is, but only where it is seen', async () => {
    const page = await open(firstRun());
    await expect(status(page, 'Not saved yet')).toBeVisible();
    await page.getByRole('button', { name: 'Language and theme' }).click();
    await expect(save(page)).toBeDisabled();
    await page.getByRole('radio', { name: 'Light' }).click();
    await save(page).click();
    await expect(status(page, 'Saved')).toBeVisible();
    expect(await savedSettings(page)).toMatchObject({ theme: 'light', environments: [] });

    await page.getByRole('button', { name: 'My servers' }).click();
    await save(page).click();
    await expect.poll(async () => (await savedSettings(page)).environments.length).toBe(1);
  });

  test('is left without a question while nothing was typed', async () => {
    const page = await open(firstRun());
    await page.getByRole('link', { name: 'Alerts' }).click();
    await expect(page).toHaveURL(/#\/alerts/);
  });
});

test.describe('a wrong field', () => {
  test('says what to write, keeps the text and takes the focus, from another section too', async () => {
    const page = await open(bootstrapOf(one));
    await url(page, 'Alertmanager').fill('localhost:9093');
    await page.getByRole('button', { name: 'General', exact: true }).click();
    await page.getByLabel('Author of silences').fill('night-shift');
    await save(page).click();

    await expect(url(page, 'Alertmanager')).toBeFocused();
    await expect(url(page, 'Alertmanager')).toHaveValue('localhost:9093');
    await expect(url(page, 'Alertmanager')).toHaveAccessibleDescription(
      'Begin the URL with http:// or https://.',
    );
    await expect(status(page, 'Not saved: 1 field has to be corrected first.')).toBeVisible();
    expect(await called(page, 'saveSettings')).toEqual([]);

    await url(page, 'Alertmanager').fill('http://localhost:9093');
    await save(page).click();
    await expect(status(page, 'Saved')).toBeVisible();
    expect(await savedSettings(page)).toMatchObject({ author: 'night-shift' });
  });

  test('among the folded details is unfolded', async () => {
    const page = await open(bootstrapOf(one));
    await unfold(page, 'Prometheus');
    await card(page, 'Prometheus')
      .getByLabel('Client certificate (PEM)', { exact: true })
      .fill('/c.pem');
    await card(page, 'Prometheus')
      .getByRole('button', { name: /^Authentication, headers/ })
      .click();
    await save(page).click();
    const key = card(page, 'Prometheus').getByRole('textbox', {
      name: 'Key of the client certificate (PEM)',
    });
    await expect(key).toBeFocused();
    await expect(key).toHaveAccessibleDescription(/belong together/);
  });

  test('is explained in Chinese', async () => {
    const page = await open(bootstrapOf({ ...one, language: 'zh' }));
    await url(page, 'Prometheus').fill('http://me:secret@localhost');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await expect(url(page, 'Prometheus')).toHaveAccessibleDescription(/请勿包含用户名和密码/);
    await expect(page.getByRole('status').filter({ hasText: '请先更正 1 处' })).toBeVisible();
  });

  test('that only main finds is shown at its place', async () => {
    const page = await open(bootstrapOf(one));
    await page.evaluate(() =>
      Object.assign(window.batchwatch ?? {}, {
        saveSettings: () =>
          Promise.resolve({
            ok: true,
            value: {
              ok: false,
              error: [{ field: 'environments[0].tempo.name', message: 'is taken by a printer' }],
            },
          }),
      }),
    );
    await url(page, 'Tempo').fill('http://tempo:3200');
    await save(page).click();
    const name = card(page, 'Tempo').getByLabel('Name shown');
    await expect(name).toBeFocused();
    await expect(name).toHaveAccessibleDescription(/is taken by a printer/);
  });

  test('and a refusal by main lose nothing', async () => {
    const page = await open(bootstrapOf(one));
    await page.evaluate(() =>
      Object.assign(window.batchwatch ?? {}, {
        saveSettings: () =>
          Promise.resolve({ ok: false, error: { kind: 'failed', message: 'disk full' } }),
      }),
    );
    await url(page, 'Tempo').fill('http://tempo:3200');
    await save(page).click();
    await expect(status(page, 'Not saved. The reason given: disk full')).toBeVisible();
    await expect(url(page, 'Tempo')).toHaveValue('http://tempo:3200');
    await expect(save(page)).toBeEnabled();
  });
});

test.describe('secrets', () => {
  const SECRET = 'correct horse battery staple';

  test('go to the keychain once, before the settings, and are never shown again', async () => {
    const page = await open(bootstrapOf(one));
    const prometheus = await chooseBasic(page, 'Prometheus');
    await expect(prometheus.getByLabel('Password', { exact: true })).toHaveAttribute(
      'type',
      'password',
    );
    await prometheus.getByLabel('Password', { exact: true }).fill(SECRET);
    await save(page).click();
    await expect(prometheus.getByText('stored', { exact: true })).toBeVisible();

    const calls = await called(page, 'putSecret', 'saveSettings');
    expect(calls.map(([verb]) => verb)).toEqual(['putSecret', 'saveSettings']);
    expect(calls[0]?.[1]).toBe('prod.prometheus.password');
    const settings = await savedSettings(page);
    expect(settings.environments[0]?.prometheus.auth).toEqual({
      kind: 'basic',
      username: 'ops',
      password: { secret: 'prod.prometheus.password' },
    });
    expect(JSON.stringify(settings)).not.toContain(SECRET);
    await expect(prometheus.getByLabel('Password', { exact: true })).toHaveCount(0);
    const held = await page.evaluate(() =>
      [...document.querySelectorAll('input')].map((input) => input.value).join('\n'),
    );
    expect(`${held}${await page.content()}`).not.toContain(SECRET);

    await prometheus.getByRole('button', { name: 'Replace Password' }).click();
    await expect(prometheus.getByLabel('Password', { exact: true })).toHaveValue('');
    await prometheus.getByRole('button', { name: 'Keep the stored one' }).click();
    await prometheus.getByRole('button', { name: 'Remove Password from the keychain' }).click();
    await prometheus.getByRole('button', { name: /^Remove now/ }).click();
    expect(await called(page, 'removeSecret')).toEqual([
      ['removeSecret', 'prod.prometheus.password'],
    ]);
    await expect(prometheus.getByText('not in the keychain any more')).toBeVisible();
  });

  test('must be typed again for another server', async () => {
    const page = await open(bootstrapOf(one));
    const prometheus = await chooseBasic(page, 'Prometheus');
    const password = prometheus.getByLabel('Password', { exact: true });
    await password.fill(SECRET);
    await save(page).click();
    await expect(prometheus.getByText('stored', { exact: true })).toBeVisible();

    await url(page, 'Prometheus').fill('https://elsewhere.example/prometheus');
    await expect(prometheus.getByText('was typed for http://localhost:9090')).toBeVisible();
    await save(page).click();
    await expect(password).toBeFocused();
    expect(await called(page, 'saveSettings')).toHaveLength(1);
    await password.fill('another one');
    await save(page).click();
    await expect(status(page, 'Saved')).toBeVisible();
    // The bridge of the tests keeps no values; under the same id it is stored again, then saved.
    expect((await called(page, 'putSecret', 'saveSettings')).map(([verb]) => verb)).toEqual([
      'putSecret',
      'saveSettings',
      'putSecret',
      'saveSettings',
    ]);
  });

  test('must be typed', async () => {
    const page = await open(bootstrapOf(one));
    const prometheus = await chooseBasic(page, 'Prometheus');
    await save(page).click();
    await expect(prometheus.getByLabel('Password', { exact: true })).toBeFocused();
    await expect(prometheus.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
      /Enter the password/,
    );
    expect(await called(page, 'putSecret', 'saveSettings')).toEqual([]);
  });

  test('that the keychain refuses are not lost and nothing is saved', async () => {
    const page = await open(bootstrapOf(one));
    await page.evaluate(() =>
      Object.assign(window.batchwatch ?? {}, {
        putSecret: () =>
          Promise.resolve({ ok: false, error: { kind: 'failed', message: 'it is locked' } }),
      }),
    );
    const prometheus = await chooseBasic(page, 'Prometheus');
    const password = prometheus.getByLabel('Password', { exact: true });
    await password.fill(SECRET);
    await save(page).click();
    await expect(password).toBeFocused();
    await expect(password).toHaveValue(SECRET);
    await expect(password).toHaveAccessibleDescription(/The keychain refused it: it is locked/);
    expect(await called(page, 'saveSettings')).toEqual([]);
  });

  test('are not taken where the store protects nothing; a file is', async () => {
    const page = await open(
      bootstrapOf(one, { available: false, reason: 'plain', backend: 'basic_text' }),
    );
    const prometheus = await chooseBasic(page, 'Prometheus');
    await expect(prometheus.getByText(/no protected keychain \(basic_text\)/)).toBeVisible();
    await expect(prometheus.getByLabel('Password', { exact: true })).toHaveCount(0);
    await save(page).click();
    const toFile = prometheus.getByRole('button', { name: 'Use a file instead' });
    await expect(toFile).toBeFocused();
    await toFile.press('Enter');
    await prometheus.getByLabel('File with the password').fill('/run/secrets/prometheus');
    await save(page).click();
    await expect(status(page, 'Saved')).toBeVisible();
    expect((await savedSettings(page)).environments[0]?.prometheus.auth).toMatchObject({
      password: { file: '/run/secrets/prometheus' },
    });
    expect(await called(page, 'putSecret')).toEqual([]);
  });

  test('of a removed environment leave the keychain when that is saved', async () => {
    const environment = suggestedEnvironment('lab', 'lab');
    const page = await open(
      bootstrapOf(
        {
          environments: [
            suggestedEnvironment('prod', 'prod'),
            {
              ...environment,
              prometheus: {
                ...environment.prometheus,
                auth: { kind: 'bearer', token: { secret: 'lab.prometheus.token' } },
              },
            },
          ],
        },
        { stored: ['lab.prometheus.token', 'not.ours'] },
      ),
    );
    await page.getByRole('button', { name: 'lab', exact: true }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('button', { name: /^Remove for good/ }).click();
    expect(await called(page, 'removeSecret')).toEqual([]);
    await save(page).click();
    await expect(status(page, 'Saved')).toBeVisible();
    expect((await savedSettings(page)).environments.map((item) => item.id)).toEqual(['prod']);
    expect(await called(page, 'removeSecret')).toEqual([['removeSecret', 'lab.prometheus.token']]);
  });
});

test.describe('a connection test', () => {
  const run = (page: Page, name: string) =>
    page.getByRole('button', { name: `Test connection: ${name}` });

  test('asks with what is typed, unsaved and unstored, and tells what answers', async () => {
    const page = await open(bootstrapOf(one));
    await answerTests(page, {
      kind: 'ok',
      version: '3.5.0',
      latencyMs: 12.4,
      notes: ['19 alerting rules loaded'],
    });
    const prometheus = await chooseBasic(page, 'Prometheus');
    await prometheus.getByLabel('Password', { exact: true }).fill('typed only');
    await url(page, 'Prometheus').fill('http://prom:9090');
    await run(page, 'Prometheus').click();
    await expect(prometheus.getByText('Prometheus 3.5.0 answers')).toBeVisible();
    await expect(prometheus.getByText('in 12 ms')).toBeVisible();
    await expect(prometheus.getByText('19 alerting rules loaded.')).toBeVisible();
    expect(await called(page, 'testConnection', 'putSecret', 'saveSettings')).toMatchObject([
      ['testConnection', 'prometheus', { url: 'http://prom:9090' }, 'typed only'],
    ]);

    await url(page, 'Prometheus').fill('http://prom:9091');
    await expect(prometheus.getByText('Changed since this test.')).toBeVisible();
  });

  const failed = (
    kind: 'network' | 'tls' | 'unauthorized' | 'not-json' | 'timeout',
    message: string,
    status?: number,
  ): ConnectionReport => ({
    kind: 'failed',
    failure: { kind, message, ...(status === undefined ? {} : { status }) },
    latencyMs: 3,
  });

  for (const [report, title, remedy] of [
    [
      failed('network', 'connect ECONNREFUSED 127.0.0.1:9090'),
      'cannot connect',
      'Is the server running',
    ],
    [
      failed('unauthorized', 'Unauthorized', 401),
      'credentials refused (HTTP 401)',
      'Choose user and password or a token below.',
    ],
    [failed('unauthorized', 'no org id', 401), 'credentials refused', 'X-Scope-OrgID'],
    [failed('tls', 'self-signed certificate'), 'certificate or TLS problem', 'name its file below'],
    [failed('not-json', '<!doctype html>', 200), 'answer is not JSON', 'login page'],
    [failed('timeout', 'no answer within 10 s'), 'no answer in time', 'firewall'],
  ] as const) {
    test(`says what to do about: ${title}, ${remedy}`, async () => {
      const page = await open(bootstrapOf(one));
      await answerTests(page, report);
      await run(page, 'Prometheus').click();
      const prometheus = card(page, 'Prometheus');
      await expect(prometheus.getByText(title)).toBeVisible();
      await expect(prometheus.getByText(remedy)).toBeVisible();
      if (report.kind === 'failed') {
        await expect(prometheus.getByText(report.failure.message, { exact: true })).toBeVisible();
      }
    });
  }

  test('names another server, and takes over the address of the right one', async () => {
    const page = await open(bootstrapOf(one));
    await answerTests(
      page,
      { kind: 'wrong-server', found: 'Alertmanager 0.28.1', latencyMs: 3 },
      {
        kind: 'wrong-server',
        found: 'the right server at http://prom:9090, without /graph',
        latencyMs: 3,
      },
    );
    await run(page, 'Prometheus').click();
    const prometheus = card(page, 'Prometheus');
    await expect(
      prometheus.getByText('This is Alertmanager 0.28.1, not Prometheus.'),
    ).toBeVisible();
    await run(page, 'Prometheus').click();
    await prometheus.getByRole('button', { name: 'Use http://prom:9090' }).click();
    await expect(url(page, 'Prometheus')).toHaveValue('http://prom:9090');
  });

  test('runs once at a time, and a cancelled one says nothing later', async () => {
    const page = await open(bootstrapOf(one));
    await page.evaluate(() => {
      const main = window as unknown as { fakeMain: { calls: unknown[]; finish?: () => void } };
      Object.assign(window.batchwatch ?? {}, {
        testConnection: (...args: unknown[]) => {
          main.fakeMain.calls.push({ verb: 'testConnection', args });
          return new Promise((resolve) => {
            main.fakeMain.finish = () =>
              resolve({ ok: true, value: { kind: 'ok', version: '9', latencyMs: 1, notes: [] } });
          });
        },
      });
    });
    await run(page, 'Tempo').click();
    const cancel = page.getByRole('button', { name: 'Cancel the test: Tempo' });
    await expect(cancel).toBeVisible();
    await page.getByRole('button', { name: 'Test all' }).click();
    const asked = (await called(page, 'testConnection')).map(([, source]) => source);
    expect(asked).toEqual(['tempo', 'prometheus', 'alertmanager']);

    await cancel.click();
    await expect(card(page, 'Tempo').getByText('Cancelled.')).toBeVisible();
    await page.evaluate(() =>
      (window as unknown as { fakeMain: { finish?: () => void } }).fakeMain.finish?.(),
    );
    await expect(page.getByText('Alertmanager 9 answers')).toBeVisible();
    await expect(card(page, 'Tempo').getByText('Cancelled.')).toBeVisible();
  });

  test('does not leave the window while the URL is wrong', async () => {
    const page = await open(bootstrapOf(one));
    await url(page, 'Prometheus').fill('prom');
    await run(page, 'Prometheus').click();
    await expect(url(page, 'Prometheus')).toBeFocused();
    await expect(card(page, 'Prometheus').getByText('Correct the marked fields')).toBeVisible();
    expect(await called(page, 'testConnection')).toEqual([]);
  });
});

test.describe('unsaved changes', () => {
  const dialog = (page: Page) => page.getByRole('dialog', { name: /Leave with unsaved changes/ });

  test('ask before they are left: stay, save, or leave without', async () => {
    const page = await open(bootstrapOf(one));
    await url(page, 'Tempo').fill('http://tempo:3200');
    await page.getByRole('link', { name: 'Silences' }).click();
    await dialog(page).getByRole('button', { name: 'Stay here' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(url(page, 'Tempo')).toHaveValue('http://tempo:3200');

    await page.getByRole('link', { name: 'Silences' }).click();
    await dialog(page).getByRole('button', { name: 'Save and leave' }).click();
    await expect(page).toHaveURL(/#\/silences/);
    expect((await savedSettings(page)).environments[0]?.tempo?.url).toBe('http://tempo:3200');

    await page.getByRole('link', { name: 'Settings' }).click();
    await url(page, 'Tempo').fill('http://elsewhere:3200');
    await page.getByRole('link', { name: 'Silences' }).click();
    expect(await axe(page, '[role="dialog"]')).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(url(page, 'Tempo')).toHaveValue('http://tempo:3200');
  });

  test('that cannot be saved stay on the page', async () => {
    const page = await open(bootstrapOf(one));
    await url(page, 'Tempo').fill('tempo');
    await page.getByRole('link', { name: 'Silences' }).click();
    await dialog(page).getByRole('button', { name: 'Save and leave' }).click();
    await expect(url(page, 'Tempo')).toBeFocused();
    await expect(page).toHaveURL(/#\/settings/);
  });

  test('stand beside what changed elsewhere meanwhile', async () => {
    const page = await open(bootstrapOf(one));
    await url(page, 'Tempo').fill('http://tempo:3200');
    await page.evaluate(async () => {
      const bootstrap = await window.batchwatch?.bootstrap();
      if (bootstrap?.ok) {
        await window.batchwatch?.saveSettings({
          ...bootstrap.value.settings,
          author: 'night-shift',
        });
      }
    });
    await save(page).click();
    await expect(status(page, 'Saved')).toBeVisible();
    const settings = await savedSettings(page);
    expect(settings.author).toBe('night-shift');
    expect(settings.environments[0]?.tempo?.url).toBe('http://tempo:3200');
  });

  test('are taken back by Discard', async () => {
    const page = await open(bootstrapOf(one));
    await page.getByRole('button', { name: 'Add a peer' }).click();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(card(page, 'Alertmanager')).toBeVisible();
    await expect(save(page)).toBeDisabled();
  });
});

test.describe('everything else', () => {
  test('language and theme change at once when saved', async () => {
    const page = await open(bootstrapOf(one));
    await page.getByRole('button', { name: 'Language and theme' }).click();
    await page.getByRole('radio', { name: '简体中文' }).click();
    await page.getByRole('radio', { name: 'Light' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await save(page).click();
    await expect(page.getByRole('heading', { name: '语言与主题' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  });

  test('polling, thresholds, popups, author and autostart are saved as typed', async () => {
    const page = await open(bootstrapOf(one));
    await page.getByRole('button', { name: 'Polling and thresholds' }).click();
    await page.getByLabel('Alerts and silences, seconds').fill('15');
    await page.getByLabel('Warning from, GiB').fill('5,5');
    await page.getByRole('button', { name: 'Popups', exact: true }).click();
    await page.getByRole('checkbox', { name: 'info' }).click();
    await page.getByLabel('After minutes').fill('7,5');
    await page.getByRole('button', { name: 'General', exact: true }).click();
    await page.getByRole('switch', { name: 'Start at login' }).click();
    await save(page).click();
    await expect(status(page, 'Saved')).toBeVisible();
    expect(await savedSettings(page)).toMatchObject({
      polling: { alertsSeconds: 15, panelsSeconds: 5 },
      thresholds: { kvWarnBytes: 5.5 * 1024 ** 3 },
      popups: { enabled: true, severities: ['critical', 'warning', 'none'], lostAfterMinutes: 7.5 },
      startAtLogin: true,
    });
  });

  test('peers, headers, files, copies and their order', async () => {
    const page = await open(bootstrapOf(one));
    await page.evaluate(() =>
      Object.assign(window.batchwatch ?? {}, {
        pickFile: (purpose: string) =>
          Promise.resolve({ ok: true, value: `/certs/${purpose}.pem` }),
      }),
    );
    await page.getByRole('button', { name: 'Add a peer' }).click();
    await url(page, 'Alertmanager, peer 2').fill('http://am-b:9093');
    await unfold(page, 'Prometheus');
    const prometheus = card(page, 'Prometheus');
    await prometheus.getByRole('button', { name: 'Add X-Scope-OrgID' }).click();
    await prometheus.getByLabel('Value of header 1').fill('team-a');
    await prometheus.getByRole('button', { name: /^Choose a file: Own/ }).click();
    await expect(prometheus.getByRole('textbox', { name: /^Own certificate/ })).toHaveValue(
      '/certs/ca.pem',
    );
    await prometheus.getByRole('checkbox', { name: 'Accept any certificate' }).click();
    await expect(prometheus.getByText(/Anybody between you and this server/)).toBeVisible();
    await expect(
      prometheus.getByText(/1 header · own CA · certificates not checked/),
    ).toBeVisible();

    await page.getByRole('button', { name: 'Duplicate' }).click();
    await expect(page.getByLabel('Id', { exact: true })).toHaveValue('prod-copy');
    await page.getByRole('button', { name: 'Move prod (copy) up' }).click();
    await save(page).click();
    await expect(status(page, 'Saved')).toBeVisible();
    const { environments } = await savedSettings(page);
    expect(environments.map((item) => item.id)).toEqual(['prod-copy', 'prod']);
    for (const item of environments) {
      expect(item.alertmanagers.map((peer) => peer.url)).toEqual([
        'http://localhost:9093',
        'http://am-b:9093',
      ]);
      expect(item.prometheus).toMatchObject({
        headers: [{ name: 'X-Scope-OrgID', value: 'team-a' }],
        tls: { caFile: '/certs/ca.pem', skipVerify: true },
      });
    }
  });

  test('a broken settings file is explained with where it was kept', async () => {
    const base = bootstrapOf({ environments: [] });
    const keptAs = '/home/ops/.config/batchwatch/settings.broken.json';
    const page = await open({
      ...base,
      info: { ...base.info, settingsProblem: { message: 'theme must be dark', keptAs } },
    });
    const main = page.getByRole('main');
    await expect(main.getByText('could not be used when Batchwatch started')).toBeVisible();
    await expect(main.getByText('theme must be dark')).toBeVisible();
    await expect(main.getByText(keptAs)).toBeVisible();
  });
});

test.describe('is for everybody', () => {
  const sections = {
    en: ['Polling and thresholds', 'Popups', 'Language and theme', 'General'],
    zh: ['轮询与阈值', '弹窗', '语言与主题', '通用'],
  } as const;

  for (const language of ['en', 'zh'] as const) {
    for (const theme of ['dark', 'light'] as const) {
      test(`axe finds nothing, ${language}, ${theme}`, async () => {
        const page = await open(bootstrapOf({ ...one, language, theme }, { stored: ['a'] }));
        await answerTests(
          page,
          { kind: 'ok', version: '3.5.0', latencyMs: 12, notes: ['19 alerting rules loaded'] },
          { kind: 'wrong-server', found: 'Prometheus 3.5.0', latencyMs: 9 },
          {
            kind: 'failed',
            failure: { kind: 'network', message: 'connect ECONNREFUSED 127.0.0.1:3200' },
            latencyMs: 2,
          },
        );
        await page
          .getByRole('button', { name: language === 'en' ? 'Test all' : '全部测试' })
          .click();
        expect(await axe(page, '#content')).toEqual([]);
        await screenshots(page, `settings-${language}-${theme}`);

        await page.locator('button[aria-expanded]').filter({ hasText: 'TLS' }).first().click();
        await page
          .getByText(language === 'en' ? 'User and password' : '用户名和密码')
          .first()
          .click();
        await page.getByRole('checkbox').first().click();
        await page.locator('[data-field="environments[0].prometheus.url"]').fill('x');
        await page
          .getByRole('button', { name: language === 'en' ? 'Save' : '保存', exact: true })
          .click();
        expect(await axe(page, '#content')).toEqual([]);
        await screenshots(page, `settings-details-${language}-${theme}`);

        for (const [index, section] of sections[language].entries()) {
          await page.getByRole('button', { name: section, exact: true }).click();
          expect(await axe(page, '#content')).toEqual([]);
          await screenshots(page, `settings-section-${index + 1}-${language}-${theme}`, ['wide']);
        }
      });
    }
  }

  test('three URLs are entered and saved by keyboard alone', async () => {
    const page = await open(firstRun());
    await page.getByRole('button', { name: 'My servers', exact: true }).focus();
    const reach = async (target: Locator) => {
      for (let i = 0; i < 60; i++) {
        if (await target.evaluate((node) => node === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error('it cannot be reached with Tab');
    };
    await reach(url(page, 'Prometheus'));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('http://prom:9090');
    await reach(url(page, 'Alertmanager'));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('http://am:9093');
    await reach(url(page, 'Tempo'));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('http://tempo:3200');
    await reach(save(page));
    await page.keyboard.press('Enter');
    await expect(status(page, 'Saved')).toBeVisible();
    expect((await savedSettings(page)).environments).toMatchObject([
      {
        prometheus: { url: 'http://prom:9090' },
        alertmanagers: [{ url: 'http://am:9093' }],
        tempo: { url: 'http://tempo:3200' },
      },
    ]);
  });
});
