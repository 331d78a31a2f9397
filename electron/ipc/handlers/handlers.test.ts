import { describe, expect, it } from 'vitest';
import { NOTHING_SEEN, WATCHING, type Watching } from '../../../shared/domain/watching';
import { messagesFor } from '../../../shared/i18n/messages';
import type { SecretStoreState } from '../../../shared/ipc/api';
import { err, ok } from '../../../shared/result';
import { defaultSettings, parseSettings, type Settings } from '../../../shared/settings/settings';
import { createSecretGuard, type SecretGuard } from '../../settings/secret-guard';
import { appHandlers } from './app';
import { connectionHandlers } from './connection';
import { engineHandlers } from './engine';
import { outsideHandlers } from './outside';
import { secretHandlers } from './secrets';
import { settingsHandlers } from './settings';
import { silenceHandlers } from './silences';

const messages = () => messagesFor('en');
const secretState: SecretStoreState = {
  available: true,
  reason: 'ok',
  backend: 'x',
  stored: ['a'],
};

function valid(input: unknown): Settings {
  const parsed = parseSettings(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const trusting: SecretGuard = {
  typed: () => undefined,
  strayedIn: () => [],
  mayUse: () => true,
  settled: () => undefined,
};

describe('settings.save', () => {
  const save = (outcome: Parameters<typeof settingsHandlers>[0]['settings']['save']) =>
    settingsHandlers({ settings: { save: outcome, file: '/s.json' }, guard: trusting, messages })[
      'settings.save'
    ];

  it('gives back what is in force', async () => {
    const answer = await save(async (settings) => ok(settings))({
      settings: { version: 1, environments: [] },
    });
    expect(answer).toEqual({ ok: true, value: { ok: true, value: defaultSettings() } });
  });

  it('names the field that is wrong and writes nothing', async () => {
    let written = 0;
    const answer = await save(async (settings) => {
      written += 1;
      return ok(settings);
    })({ settings: { version: 1, environments: [{}] } });
    expect(answer).toMatchObject({ ok: true, value: { ok: false } });
    expect(JSON.stringify(answer)).toContain('environments[0].id');
    expect(written).toBe(0);
  });

  it('says why the disk or the file forbids it', async () => {
    for (const [failure, text] of [
      [{ kind: 'unwritable', detail: 'ENOSPC' }, 'ENOSPC'],
      [{ kind: 'protected' }, '/s.json'],
    ] as const) {
      const answer = await save(async () => err(failure))({ settings: defaultSettings() });
      expect(JSON.stringify(answer)).toContain(text);
      expect(answer).toMatchObject({ ok: true, value: { ok: false } });
    }
  });
});

describe('secrets', () => {
  function setup(
    outcome: Awaited<ReturnType<Parameters<typeof secretHandlers>[0]['secrets']['put']>>,
  ) {
    let reconfigured = 0;
    const handlers = secretHandlers({
      secrets: {
        state: () => secretState,
        all: () => ({ a: 'hunter2' }),
        put: async () => outcome,
        remove: async () => outcome,
      },
      watcher: {
        reconfigure: async () => {
          reconfigured += 1;
        },
      },
      guard: trusting,
      messages,
    });
    return { handlers, reconfigured: () => reconfigured };
  }

  it('reach the engine and never come back', async () => {
    const { handlers, reconfigured } = setup(ok(null));
    const answer = await handlers['secrets.put']({ id: 'a', value: 'hunter2' });
    expect(answer).toEqual({ ok: true, value: secretState });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(reconfigured()).toBe(1);
  });

  it('are refused with the explanation', async () => {
    const { handlers, reconfigured } = setup(err({ kind: 'plain' }));
    const answer = await handlers['secrets.put']({ id: 'a', value: 'hunter2' });
    expect(answer).toEqual({
      ok: false,
      error: { kind: 'failed', message: messages().shell.secrets.plain },
    });
    expect(reconfigured()).toBe(0);
  });
});

describe('silences', () => {
  it('have their author remembered once they are in force, not before', async () => {
    let settings: Settings = defaultSettings();
    const draft = { matchers: [], startsAt: null, endsAt: 1, createdBy: 'on call', comment: 'x' };
    const remember = async (change: (current: Settings) => Settings) => {
      settings = change(settings);
    };
    const handlers = (kind: 'done' | 'unknown') =>
      silenceHandlers({
        watcher: {
          createSilence: async () =>
            kind === 'done'
              ? { kind, id: '1', source: 'am' }
              : { kind, source: 'am', message: 'no answer' },
          expireSilence: async () => ({ kind: 'gone' }),
        },
        remember,
      });
    await handlers('unknown')['silence.create']({ env: 'prod', draft });
    expect(settings.author).toBe('');
    await handlers('done')['silence.create']({ env: 'prod', draft });
    expect(settings.author).toBe('on call');
  });
});

describe('engine', () => {
  it('selects only what is watched', async () => {
    const handlers = engineHandlers({
      watcher: {
        snapshot: () => Promise.reject(new Error('not asked')),
        refresh: async () => undefined,
        reconfigure: async () => undefined,
        restart: () => undefined,
      },
      select: (env) => env === 'prod',
      remember: async () => undefined,
    });
    expect(await handlers['engine.select']({ env: 'prod' })).toEqual({ ok: true, value: null });
    expect(await handlers['engine.select']({ env: 'other' })).toMatchObject({ ok: false });
  });
});

describe('connection.test', () => {
  it('refuses a bad endpoint by its field before anything is sent', async () => {
    const handlers = connectionHandlers({
      watcher: { testConnection: () => Promise.reject(new Error('sent')) },
      guard: trusting,
      messages,
    });
    const answer = await handlers['connection.test']({
      source: 'prometheus',
      endpoint: { url: 'file:///etc/passwd' },
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-payload' } });
    expect(JSON.stringify(answer)).toContain('url');
  });
});

describe('a stored secret', () => {
  const endpoint = (url: string) => ({
    url,
    auth: { kind: 'bearer', token: { secret: 'prod.prometheus.token' } },
  });
  const settingsWith = (url: string) =>
    valid({
      version: 1,
      environments: [
        {
          id: 'prod',
          name: 'prod',
          prometheus: endpoint(url),
          alertmanagers: [{ url: 'http://am:9093' }],
        },
      ],
    });

  function setup() {
    let saved = settingsWith('https://prom.example/base');
    const sent: string[] = [];
    const stored = ['prod.prometheus.token'];
    const guard = createSecretGuard({ saved: () => saved, stored: () => stored });
    const handlers = {
      ...settingsHandlers({
        settings: {
          save: async (settings) => {
            saved = settings;
            return ok(settings);
          },
          file: '/s.json',
        },
        guard,
        messages,
      }),
      ...secretHandlers({
        secrets: {
          state: () => secretState,
          all: () => ({}),
          put: async () => ok(null),
          remove: async () => ok(null),
        },
        guard,
        watcher: { reconfigure: async () => undefined },
        messages,
      }),
      ...connectionHandlers({
        watcher: {
          testConnection: async (_source, { url }) => {
            sent.push(url);
            return { kind: 'ok', version: '3', latencyMs: 1, notes: [] };
          },
        },
        guard,
        messages,
      }),
    };
    const test = (url: string, secret?: string) =>
      handlers['connection.test']({
        source: 'prometheus',
        endpoint: endpoint(url),
        ...(secret === undefined ? {} : { secret }),
      });
    const save = (url: string) => handlers['settings.save']({ settings: settingsWith(url) });
    return { handlers, test, save, sent, saved: () => saved };
  }

  it('goes to the server it was typed for, under any path', async () => {
    const { test, save, sent } = setup();
    expect(await test('https://prom.example/other')).toMatchObject({ ok: true });
    expect(await save('https://prom.example/other')).toMatchObject({ value: { ok: true } });
    expect(sent).toEqual(['https://prom.example/other']);
  });

  it.each([
    'https://evil.example/base',
    'http://prom.example/base',
    'https://prom.example:8443/base',
  ])('is neither tested against nor saved for %s', async (url) => {
    const { test, save, sent, saved } = setup();
    const before = saved();
    expect(await test(url)).toMatchObject({ ok: false, error: { kind: 'failed' } });
    expect(await save(url)).toMatchObject({ ok: true, value: { ok: false } });
    expect(sent).toEqual([]);
    expect(saved()).toBe(before);
  });

  it('is not set free by saving settings without it first', async () => {
    const { handlers, save } = setup();
    const without = { ...settingsWith('https://prom.example'), environments: [] };
    expect(await handlers['settings.save']({ settings: without })).toMatchObject({
      value: { ok: true },
    });
    expect(await save('https://evil.example')).toMatchObject({ value: { ok: false } });
  });

  it('typed again may go elsewhere, until that is saved', async () => {
    const { handlers, test, save, sent } = setup();
    expect(await test('https://new.example', 'typed')).toMatchObject({ ok: true });
    expect(
      await handlers['secrets.put']({ id: 'prod.prometheus.token', value: 'x' }),
    ).toMatchObject({ ok: true });
    expect(await save('https://new.example')).toMatchObject({ value: { ok: true } });
    expect(await save('https://prom.example')).toMatchObject({ value: { ok: false } });
    expect(sent).toEqual(['https://new.example']);
  });
});

describe('outside', () => {
  const handlers = (window: object | undefined, chosen: string[]) =>
    outsideHandlers({
      shell: { openExternal: async () => undefined },
      dialog: {
        showOpenDialog: async () => ({ canceled: chosen.length === 0, filePaths: chosen }),
      },
      window: () => window as never,
      messages,
    });

  it('opens links through the filter only', async () => {
    const { 'link.open': open } = handlers({}, []);
    expect(await open({ url: 'https://example.org' })).toEqual({ ok: true, value: null });
    expect(await open({ url: 'file:///etc/passwd' })).toMatchObject({
      ok: false,
      error: { kind: 'failed' },
    });
  });

  it('hands a chosen path on, and null for none', async () => {
    const pick = (window: object | undefined, chosen: string[]) =>
      handlers(window, chosen)['file.pick']({ purpose: 'ca' });
    expect(await pick({}, ['/ca.pem'])).toEqual({ ok: true, value: '/ca.pem' });
    expect(await pick({}, [])).toEqual({ ok: true, value: null });
    expect(await pick(undefined, ['/ca.pem'])).toEqual({ ok: true, value: null });
  });
});

describe('app.bootstrap', () => {
  it('waits for the engine, listens before it takes the snapshot, and brings the waiting route', async () => {
    const order: string[] = [];
    const handlers = appHandlers({
      watcher: {
        snapshot: async () => {
          order.push('snapshot');
          return {
            revision: 1,
            environments: [],
            selected: '',
            range: '1h',
            tray: { state: 'unknown', firing: 0, critical: 0, tooltip: '', worst: [] },
            popups: [],
          };
        },
        watching: () => WATCHING,
      },
      settings: { current: defaultSettings },
      secrets: { state: () => secretState },
      page: {
        attach: () => {
          order.push('attach');
          return { page: 'alert', env: 'prod', id: 'a' };
        },
      },
      info: () => ({
        version: '1',
        runtime: 'electron',
        platform: 'linux',
        locale: 'en',
        demo: false,
      }),
      ready: Promise.resolve().then(() => void order.push('ready')),
    });
    const answer = await handlers['app.bootstrap'](null);
    expect(order).toEqual(['ready', 'attach', 'snapshot']);
    expect(answer).toMatchObject({
      ok: true,
      value: { route: { page: 'alert', env: 'prod', id: 'a' }, settings: defaultSettings() },
    });
  });

  it('opens the window also where no watcher is left to ask, and says so', async () => {
    const bootstrap = (watching: Watching) =>
      appHandlers({
        watcher: { snapshot: () => Promise.reject(new Error('it died')), watching: () => watching },
        settings: { current: defaultSettings },
        secrets: { state: () => secretState },
        page: { attach: () => undefined },
        info: () => ({
          version: '1',
          runtime: 'electron',
          platform: 'linux',
          locale: 'en',
          demo: false,
        }),
        ready: Promise.resolve(),
      })['app.bootstrap'](null);
    const gone = { kind: 'gone', since: 9 } as const;
    expect(await bootstrap(gone)).toMatchObject({
      ok: true,
      value: { watching: gone, snapshot: NOTHING_SEEN },
    });
    // Any other reason is a defect, and is said as one.
    await expect(bootstrap(WATCHING)).rejects.toThrow('it died');
  });
});
