import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  type Settings,
  suggestedEnvironment,
} from '../../shared/settings/settings';
import type { WatchedEnvironment } from '../engine/engine';
import { desktopEntry, setAutostart } from './autostart';
import { parseCommandLine } from './command-line';
import { routeOfLink } from './deep-link';
import { createDemoKeeper, wantsDemo } from './demo-keeper';
import { engineConfig, withFreeId } from './engine-config';
import { type Log, redactingLog } from './log';
import { startBounds } from './window-bounds';

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('command line', () => {
  it('knows its switches in both spellings and leaves the rest to Chromium', () => {
    expect(
      parseCommandLine(
        ['.', '--config', 'a.json', '--user-data-dir=/data', '--no-sandbox'],
        '/home/u',
      ),
    ).toEqual({
      config: '/home/u/a.json',
      userDataDir: '/data',
      demo: false,
      hidden: false,
      problems: [],
    });
    expect(parseCommandLine(['--demo', '--hidden'], '/')).toMatchObject({
      demo: true,
      hidden: true,
    });
  });

  it('names a switch without its value', () => {
    expect(parseCommandLine(['--config'], '/').problems).toEqual(['--config']);
    expect(parseCommandLine(['--config', '--demo'], '/')).toMatchObject({
      problems: ['--config'],
      demo: true,
    });
    expect(parseCommandLine(['--config='], '/').problems).toEqual(['--config']);
  });

  it('ignores what a link brings along', () => {
    const parsed = parseCommandLine(['batchwatch://alerts', '--config', '/tmp/evil.json'], '/');
    expect(parsed.link).toBe('batchwatch://alerts');
    expect(parsed.config).toBeUndefined();
  });
});

describe('links into the program', () => {
  it('choose a view', () => {
    expect(routeOfLink('batchwatch://alerts')).toEqual({ page: 'alerts' });
    expect(routeOfLink('batchwatch://alerts/')).toEqual({ page: 'alerts' });
    expect(routeOfLink('batchwatch://alert/00FF')).toEqual({ page: 'fingerprint', id: '00ff' });
    expect(routeOfLink('batchwatch://alert/prod/00ff')).toEqual({
      page: 'alert',
      env: 'prod',
      id: '00ff',
    });
  });

  it('lead nowhere otherwise', () => {
    for (const link of [
      'batchwatch://',
      'batchwatch://silence/prod/x',
      'batchwatch://alert/prod',
      'batchwatch://alert/',
      'batchwatch://alert/prod/a/b',
      'batchwatch://alert/prod/<script>',
      'batchwatch://alerts?env=1',
      'batchwatch://alerts/prod',
      'https://alerts',
      `batchwatch://alert/prod/${'x'.repeat(400)}`,
    ]) {
      expect(routeOfLink(link), link).toBeUndefined();
    }
  });
});

describe('window bounds', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const saved = { x: 100, y: 50, width: 1200, height: 800, maximized: false };

  it('are the default, within the screen, the first time', () => {
    expect(startBounds(undefined, [screen])).toEqual({
      width: 1440,
      height: 900,
      maximized: false,
    });
    expect(startBounds(undefined, [{ ...screen, width: 1280, height: 700 }])).toEqual({
      width: 1280,
      height: 700,
      maximized: false,
    });
    expect(startBounds(undefined, [])).toMatchObject({ width: 1440, height: 900 });
  });

  it('are where the window was, if a screen is still there', () => {
    expect(startBounds(saved, [screen])).toEqual(saved);
    const second = { ...saved, x: 2000 };
    expect(startBounds(second, [screen, { ...screen, x: 1920 }])).toEqual(second);
    expect(startBounds(second, [screen])).toEqual({ width: 1200, height: 800, maximized: false });
    expect(startBounds({ ...saved, y: -500 }, [screen])).not.toHaveProperty('x');
  });

  it('are never smaller than the page can be', () => {
    expect(startBounds({ ...saved, width: 10, height: 10 }, [screen])).toMatchObject({
      width: 960,
      height: 600,
    });
  });
});

const demo: WatchedEnvironment = { ...suggestedEnvironment('demo', 'Demo'), demo: true };
const configured: Settings = {
  ...defaultSettings(),
  environments: [suggestedEnvironment('prod', 'P'), suggestedEnvironment('demo', 'Mine')],
  selected: 'demo',
};

describe('engine configuration', () => {
  const input = { settings: configured, demo: undefined, secrets: {}, language: 'en' as const };

  it('selects what was chosen, else what is remembered, else the first', () => {
    expect(engineConfig({ ...input, selected: 'prod' }).selected).toBe('prod');
    expect(engineConfig({ ...input, selected: 'gone' }).selected).toBe('demo');
    const forgotten = { ...configured, selected: 'gone' };
    expect(engineConfig({ ...input, settings: forgotten, selected: undefined }).selected).toBe(
      'prod',
    );
    expect(
      engineConfig({ ...input, settings: defaultSettings(), selected: undefined }).selected,
    ).toBe('');
  });

  it('adds the demo under an id of its own and marks it', () => {
    const free = withFreeId(demo, configured);
    expect(free.id).toBe('demo-2');
    const { environments } = engineConfig({ ...input, demo: free, selected: 'demo-2' });
    expect(environments.map(({ id, demo: isDemo }) => [id, isDemo])).toEqual([
      ['prod', false],
      ['demo', false],
      ['demo-2', true],
    ]);
  });
});

describe('demo', () => {
  it('runs when asked for or when nothing is configured, not when settings could not be used', () => {
    const none = defaultSettings();
    expect(wantsDemo(false, none, undefined)).toBe(true);
    expect(wantsDemo(false, none, { kind: 'missing' })).toBe(true);
    expect(wantsDemo(false, configured, undefined)).toBe(false);
    expect(wantsDemo(true, configured, undefined)).toBe(true);
    expect(wantsDemo(false, none, { kind: 'broken', detail: 'x' })).toBe(false);
    expect(wantsDemo(false, none, { kind: 'newer', version: 2 })).toBe(false);
  });

  it('is started once and stopped once', async () => {
    const events: string[] = [];
    const keeper = createDemoKeeper({
      launch: async () => {
        events.push('start');
        return { environment: demo, stop: async () => void events.push('stop') };
      },
      log: quiet,
    });
    const outcomes: string[] = [];
    for (const wanted of [false, true, true, false, false])
      outcomes.push(await keeper.ensure(wanted));
    expect(outcomes).toEqual(['unchanged', 'started', 'unchanged', 'stopped', 'unchanged']);
    expect(events).toEqual(['start', 'stop']);
    expect(keeper.environment()).toBeUndefined();
  });

  it('that does not start is reported, not thrown', async () => {
    const keeper = createDemoKeeper({ launch: () => Promise.reject(new Error('no')), log: quiet });
    expect(await keeper.ensure(true)).toBe('failed');
  });
});

describe('start at login', () => {
  it('quotes whatever the path holds', () => {
    const entry = desktopEntry('/opt/my "app" $x`y\\z/100%/batchwatch');
    expect(entry).toContain(
      'Exec="/opt/my \\\\"app\\\\" \\\\$x\\\\`y\\\\\\\\z/100%%/batchwatch" --hidden\n',
    );
    expect(entry.split('\n')[0]).toBe('[Desktop Entry]');
  });

  it('writes and removes an entry on Linux, tells the OS elsewhere, and only when installed', async () => {
    const home = await mkdtemp(join(tmpdir(), 'autostart-'));
    try {
      const told: unknown[] = [];
      const options = {
        app: { isPackaged: true, setLoginItemSettings: (given: unknown) => void told.push(given) },
        platform: 'linux',
        executable: '/opt/batchwatch',
        configHome: home,
      };
      const file = join(home, 'autostart', 'batchwatch.desktop');
      expect(await setAutostart(true, options)).toBe('done');
      expect(await readFile(file, 'utf8')).toContain('Exec="/opt/batchwatch" --hidden');
      await setAutostart(false, options);
      await expect(readFile(file)).rejects.toThrow();
      expect(told).toEqual([]);
      await setAutostart(true, { ...options, platform: 'win32' });
      expect(told).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
      expect(
        await setAutostart(true, { ...options, app: { ...options.app, isPackaged: false } }),
      ).toBe('not-installed');
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });
});

describe('log', () => {
  it('redacts text and errors, by value and by shape', () => {
    const lines: string[] = [];
    const log = redactingLog(
      (level, line) => lines.push(`${level} ${line}`),
      () => ['hunter2'],
    );
    const error = Object.assign(new Error('token=abc for hunter2'), {
      config: { headers: { Authorization: 'Bearer deadbeef' } },
    });
    log.error('Polling hunter2 failed', error);
    log.info('plain');
    expect(lines).toEqual([
      'error Polling [hidden] failed: Error: token=[hidden] for [hidden]',
      'info plain',
    ]);
  });
});
