import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { root } from '../../electron/scripts/bundle.mjs';
import { chooseRuntime } from '../../electron/scripts/runtime.mjs';
import type { AppHandle, RemoteVerbs } from '../support/app-handle';
import { axe } from '../support/axe';
import { launchApp } from '../support/launch-app';

const folder = join(root, 'electron', 'stand-in', 'fixtures', 'app');

/** What the fixture's preload exposes. */
declare global {
  interface Window {
    readonly api: {
      invoke(channel: string, ...args: unknown[]): Promise<unknown>;
      burst(count: number): void;
      onTick(listener: (tick: { n: number; ratio: number }) => void): () => void;
      nodeless(): boolean;
    };
  }
}

test.describe('the stand-in for Electron', () => {
  let app: AppHandle;
  let verbs: RemoteVerbs;

  test.beforeAll(async () => {
    const runtime = await chooseRuntime(process.env, () => undefined);
    test.skip(runtime.kind === 'electron', 'runs where Electron itself does not');
    app = await launchApp({ folder, secretsBackend: 'gnome_libsecret', locale: 'zh-CN' });
    if (app.standIn === undefined) throw new Error('this is not the stand-in');
    verbs = app.standIn;
  });

  test.afterAll(async () => {
    await app?.quit();
  });

  const invoke = (channel: string, ...args: unknown[]) =>
    app.page.evaluate(([name, list]) => window.api.invoke(name, ...list), [channel, args] as const);
  const seen = async () => JSON.stringify(await invoke('seen'));

  test('serves the app under its own policy and shows its page', async () => {
    await expect(app.page.locator('h1')).toHaveText('page script 4');
    // An inline script is there and must not have run.
    expect(await app.page.title()).toBe('fixture');
    expect((await verbs.state()).windows[0]).toMatchObject({
      url: 'app://fixture/index.html',
      visible: true,
    });
    // The policy does not keep axe out: it sees what is wrong with this page.
    expect(await axe(app.page)).toContainEqual(expect.stringMatching(/^html-has-lang: html/));
  });

  test('gives the preload electron and nothing else, and freezes what it exposes', async () => {
    expect(await app.page.evaluate(() => window.api.nodeless())).toBe(true);
    const found = await app.page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
      frozen: Object.isFrozen(window.api),
      replaced: Reflect.set(window, 'api', {}),
    }));
    expect(found).toEqual({ globals: [], frozen: true, replaced: false });
  });

  test('carries structured clones both ways and refuses what Electron refuses', async () => {
    const kept = await app.page.evaluate(async () => {
      const sent = {
        nan: Number.NaN,
        none: undefined,
        when: new Date(5),
        map: new Map([['a', new Set([1])]]),
      };
      const got = await window.api.invoke('echo', sent);
      if (typeof got !== 'object' || got === null) return got;
      const { nan, none, when, map } = { ...sent, ...got };
      return [Number.isNaN(nan), none, when.getTime(), [...(map.get('a') ?? [])]];
    });
    expect(kept).toEqual([true, undefined, 5, [1]]);
    const refused = (code: string) =>
      app.page.evaluate(code).then(
        () => 'went through',
        (error: unknown) => String(error),
      );
    expect(await refused('window.api.invoke("echo", Symbol("s"))')).toMatch(/cannot cross/);
    expect(await refused('window.api.invoke("unclonable")')).toMatch(/could not be cloned/);
    expect(await refused('window.api.invoke("fail")')).toMatch(
      /Error invoking remote method 'fail': Error: no such thing/,
    );
    expect(await refused('window.api.invoke("nobody")')).toMatch(/No handler registered/);
  });

  test('pushes in order', async () => {
    const ticks = await app.page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const got: number[] = [];
          const off = window.api.onTick(({ n, ratio }) => {
            got.push(n === 0 && !Number.isNaN(ratio) ? -1 : n);
            if (got.length < 200) return;
            off();
            resolve(got);
          });
          window.api.burst(200);
        }),
    );
    expect(ticks).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  test('tells handlers who calls', async () => {
    expect(await invoke('who')).toMatchObject({ origin: 'app://fixture', top: true });
    const evil = { origin: 'https://evil.example' };
    expect(await verbs.invokeAs(evil, 'who', [])).toMatchObject({ origin: evil.origin, top: true });
    const inner = { origin: 'app://fixture', inner: true };
    expect(await verbs.invokeAs(inner, 'who', [])).toMatchObject({ top: false });
    expect(await verbs.invokeAs(null, 'who', [])).toMatchObject({ origin: null });
  });

  test('puts the guards of the app in the way of every escape', async () => {
    await app.page.evaluate(() => {
      window.open('https://popup.example/a');
      location.href = 'http://127.0.0.1:9/elsewhere';
    });
    await expect.poll(seen).toContain('["navigation","http://127.0.0.1:9/elsewhere"]');
    await expect.poll(seen).toContain('["open","https://popup.example/a"]');
    await expect
      .poll(async () => (await verbs.state()).openedLinks)
      .toEqual(['https://popup.example/a']);
    await expect.poll(() => app.page.context().pages().length).toBe(1);
    await expect(app.page.locator('h1')).toHaveText('page script 4');
    const geolocation = await app.page.evaluate(() =>
      navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state),
    );
    expect(geolocation).toBe('denied');
  });

  test('plays the desktop', async () => {
    expect(await app.popups()).toMatchObject([{ title: 'KV cache', urgency: 'critical' }]);
    // Neither the colour code nor the mark that turns the writing around reaches the terminal.
    expect(app.stderr()).toContain('[window] popup');
    expect(app.stderr()).not.toContain('\u001b');
    expect(app.stderr()).not.toContain('\u202e');
    expect(await app.tray()).toMatchObject({ tooltip: 'all is well' });
    // A picture that is not there is told from one that is.
    expect((await app.tray())?.icon).toMatch(/^\(empty\).*missing\.png$/);
    await app.clickPopup(0);
    await app.clickTray('Pause', '30 min');
    await expect(app.clickTray('Off')).rejects.toThrow('cannot be chosen');
    await expect(app.clickTray('Nowhere')).rejects.toThrow('has no "Nowhere"');
    await app.suspend();
    await app.resume();
    expect(await seen()).toContain('["popup"],["pause",30],["suspend"],["resume"]');
    expect(await invoke('keep-secret', 's3cret')).toEqual({
      backend: 'gnome_libsecret',
      hidden: true,
      result: 's3cret',
    });
    expect(await invoke('pick')).toEqual([]);
    await app.answerFiles('/etc/ca.pem');
    expect(await invoke('pick')).toEqual(['/etc/ca.pem']);
  });

  test('follows the system theme and locale', async () => {
    const scheme = () =>
      app.page.evaluate(() => [
        matchMedia('(prefers-color-scheme: dark)').matches,
        navigator.language,
      ]);
    expect(await scheme()).toEqual([true, 'zh-CN']);
    expect(await invoke('dark')).toBe(true);
    await app.setTheme('light');
    await expect.poll(scheme).toEqual([false, 'zh-CN']);
    expect(await seen()).toContain('["theme",false]');
  });

  test('keeps the page while the window is closed to the tray', async () => {
    await app.page.evaluate(() => Reflect.set(window, 'mark', 1));
    await app.closeWindow();
    expect(await app.isVisible()).toBe(false);
    await app.clickPopup(0);
    expect(await app.isVisible()).toBe(true);
    expect(await app.page.evaluate(() => Reflect.get(window, 'mark'))).toBe(1);
  });

  test('lets one program run for a user-data folder', async () => {
    await app.closeWindow();
    const second = await run(['--user-data-dir', app.userDataDir, 'from-second']);
    expect(second).toBe(0);
    await expect.poll(seen).toContain('from-second');
    await expect.poll(() => app.isVisible()).toBe(true);
  });

  test('ends in order, and its browser with it', async () => {
    const debuggingPort = (await verbs.state()).debuggingPort;
    expect(await app.quit()).toBe(0);
    await expect(fetch(`http://127.0.0.1:${debuggingPort}/json/version`)).rejects.toThrow();
  });
});

test.describe('the stand-in without a policy', () => {
  test('still cancels what the app cancels', async () => {
    const runtime = await chooseRuntime(process.env, () => undefined);
    test.skip(runtime.kind === 'electron', 'runs where Electron itself does not');
    let arrived = 0;
    const server = createServer((_request, response) => {
      arrived += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const app = await launchApp({
      folder,
      env: { FIXTURE_POLICY: "default-src * 'unsafe-inline'" },
    });
    try {
      // The same page, and the inline script runs now: the policy was what held it.
      await expect.poll(() => app.page.title()).toBe('inline ran');
      const outcome = await app.page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'answered',
            () => 'failed',
          ),
        `http://127.0.0.1:${port}/`,
      );
      expect(outcome).toBe('failed');
      expect(arrived).toBe(0);
    } finally {
      await app.quit();
      server.close();
    }
  });
});

test.describe('a window that its user closes', () => {
  test('goes with its browser, and comes back in a new one with the same page', async () => {
    const runtime = await chooseRuntime(process.env, () => undefined);
    test.skip(runtime.kind === 'electron', 'runs where Electron itself does not');
    const app = await launchApp({ folder });
    const verbs = app.standIn;
    if (verbs === undefined) throw new Error('this is not the stand-in');
    try {
      await app.page.close();
      await expect.poll(() => app.isVisible()).toBe(false);
      await expect.poll(async () => (await verbs.state()).windows[0]?.url).toBe('');
      await app.clickPopup(0);
      await expect.poll(() => app.isVisible()).toBe(true);
      await expect
        .poll(async () => (await verbs.state()).windows[0]?.url)
        .toBe('app://fixture/index.html');
    } finally {
      expect(await app.quit()).toBe(0);
    }
  });
});

function run(args: readonly string[]): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [join(root, 'dist', 'stand-in', 'stand-in.cjs'), folder, ...args],
    { stdio: 'ignore', env: { ...process.env, BATCHWATCH_CHROMIUM: '/bin/false' } },
  );
  return new Promise((resolve) => child.once('exit', resolve));
}
