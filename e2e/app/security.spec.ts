import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { requestChannel } from '../../shared/ipc/channels';
import type { AppHandle } from '../support/app-handle';
import { launchApp } from '../support/launch-app';

test.describe('the page cannot get out', () => {
  let app: AppHandle;
  /** A server on this machine that nothing in the page may ever ask: it counts every request. */
  const trap = { server: createServer(), requests: 0, url: '' };

  test.beforeAll(async () => {
    trap.server.on('request', (_request, response) => {
      trap.requests += 1;
      response.end('caught');
    });
    trap.server.on('upgrade', (_request, socket) => {
      trap.requests += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => trap.server.listen(0, '127.0.0.1', resolve));
    const { port } = trap.server.address() as AddressInfo;
    trap.url = `http://127.0.0.1:${port}`;
    app = await launchApp({ demo: true });
  });

  test.afterAll(async () => {
    await app?.quit();
    trap.server.closeAllConnections();
    trap.server.close();
  });

  test.afterEach(async () => {
    // Whatever was tried, the same page is still there and works.
    expect(await app.page.evaluate('typeof window.batchwatch.bootstrap')).toBe('function');
    // Not by a locator: Playwright goes on waiting for a navigation that the policy cancelled.
    expect(await app.page.evaluate(() => document.querySelector('main') !== null)).toBe(true);
  });

  test('the window was asked for with every protection', async () => {
    expect(await app.webPreferences()).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    });
  });

  test('there is no Node and no Electron in the page, and its API is frozen', async () => {
    const found = await app.page.evaluate(() => ({
      names: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
      verbs: Object.entries({ ...Reflect.get(window, 'batchwatch') }).map(([name, member]) => [
        name,
        typeof member,
      ]),
      frozen: Object.isFrozen(Reflect.get(window, 'batchwatch')),
      replaced: Reflect.set(window, 'batchwatch', {}),
    }));
    expect(found).toMatchObject({ names: [], frozen: true, replaced: false });
    expect(found.verbs.length).toBeGreaterThan(5);
    for (const [name, kind] of found.verbs) {
      expect(kind, name).toBe('function');
      expect(name).not.toMatch(/^(send|invoke|on|ipc)$/i);
    }
  });

  test('the policy comes in the header and forbids everything but our own files', async () => {
    const policies = await policiesOf(app);
    expect(policies).toContain("default-src 'none'");
    expect(policies).toContain("connect-src 'none'");
    expect(policies).toContain("script-src 'self'");
    expect(policies).not.toContain('unsafe-eval');
    expect(policies).not.toMatch(/script-src[^;]*unsafe-inline/);
  });

  test('inline scripts, event attributes and eval do not run', async () => {
    const ran = await app.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.escaped = "inline"';
      document.body.append(script);
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.escaped = "attribute"');
      document.body.append(button);
      button.click();
      const link = document.createElement('a');
      link.href = 'javascript:window.escaped="link"';
      document.body.append(link);
      link.click();
      const data = document.createElement('script');
      data.src = 'data:text/javascript,window.escaped="data"';
      document.body.append(data);
      const blob = document.createElement('script');
      blob.src = URL.createObjectURL(new Blob(['window.escaped="blob"']));
      document.body.append(blob);
      await new Promise((resolve) => setTimeout(resolve, 300));
      for (const element of [script, button, link, data, blob]) element.remove();
      return Reflect.get(window, 'escaped') ?? 'nothing';
    });
    expect(ran).toBe('nothing');
    // A timer with a text is eval in the page's own name; the debugger's would be allowed.
    await app.page.evaluate(() => {
      Reflect.apply(setTimeout, window, ['window.escaped = "timer"', 0]);
    });
    await app.page.waitForTimeout(200);
    expect(await app.page.evaluate(() => Reflect.get(window, 'escaped') ?? 'nothing')).toBe(
      'nothing',
    );
  });

  test('nothing the page can load from ever leaves it', async () => {
    const before = trap.requests;
    const outcomes = await app.page.evaluate(async (url) => {
      const outcome = (attempt: Promise<unknown>) =>
        Promise.race([
          attempt.then(
            () => 'went through',
            () => 'refused',
          ),
          new Promise<string>((resolve) => setTimeout(() => resolve('silent'), 1_500)),
        ]);
      const element = (tag: string, attributes: Record<string, string>) =>
        outcome(
          new Promise((resolve, reject) => {
            const made = document.createElement(tag);
            made.addEventListener('load', resolve);
            made.addEventListener('error', reject);
            for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
            document.body.append(made);
            setTimeout(() => made.remove(), 1_400);
          }),
        );
      const socket = () =>
        outcome(
          new Promise((resolve, reject) => {
            const opened = new WebSocket(url.replace('http', 'ws'));
            opened.onopen = resolve;
            opened.onerror = reject;
          }),
        );
      return {
        fetch: await outcome(fetch(url)),
        noCors: await outcome(fetch(url, { mode: 'no-cors' })),
        socket: await socket().catch(() => 'refused'),
        beacon: navigator.sendBeacon(`${url}/beacon`) ? 'queued' : 'refused',
        image: await element('img', { src: `${url}/a.png` }),
        script: await element('script', { src: `${url}/a.js` }),
        style: await element('link', { rel: 'stylesheet', href: `${url}/a.css` }),
        prefetch: await element('link', { rel: 'prefetch', href: `${url}/prefetch` }),
        preconnect: await element('link', { rel: 'preconnect', href: url }),
        media: await element('video', { src: `${url}/a.mp4` }),
        object: await element('object', { data: `${url}/a.swf` }),
        file: await outcome(fetch('file:///etc/passwd')),
        worker: await outcome(
          new Promise((resolve, reject) => {
            const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
            worker.onmessage = resolve;
            worker.onerror = reject;
          }),
        ),
      };
    }, trap.url);
    const through = Object.entries(outcomes).filter(([, outcome]) => outcome === 'went through');
    expect(through).toEqual([]);
    expect(outcomes).toMatchObject({ fetch: 'refused', noCors: 'refused', image: 'refused' });
    // The trap can be sprung: the test itself reaches it.
    expect(trap.requests - before).toBe(0);
    await (await fetch(trap.url)).text();
    expect(trap.requests - before).toBe(1);
  });

  test('frames and forms lead nowhere', async () => {
    const before = trap.requests;
    await app.page.evaluate(async (url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      const form = document.createElement('form');
      form.action = url;
      form.method = 'post';
      document.body.append(form);
      form.submit();
      await new Promise((resolve) => setTimeout(resolve, 500));
      frame.remove();
      form.remove();
    }, trap.url);
    expect(trap.requests - before).toBe(0);
  });

  test('the window goes nowhere else', async () => {
    const before = trap.requests;
    const address = app.page.url();
    for (const target of [trap.url, 'https://example.org/', 'file:///etc/passwd']) {
      await app.page.evaluate((url) => {
        location.href = url;
      }, target);
      await app.page.waitForTimeout(200);
      expect(new URL(app.page.url()).origin).toBe(new URL(address).origin);
    }
    expect(trap.requests - before).toBe(0);
  });

  test('new windows are not opened: http and https links go outside, all else is refused', async () => {
    const before = trap.requests;
    const opened = await app.openedLinks();
    const targets = [`${trap.url}/outside`, 'file:///etc/passwd', 'https://user:pw@example.org/'];
    for (const target of targets) {
      await app.page.evaluate((url) => {
        window.open(url);
      }, target);
    }
    await app.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.org/runbook';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await expect
      .poll(async () => (await app.openedLinks()).slice(opened.length).sort())
      .toEqual([`${trap.url}/outside`, 'https://example.org/runbook'].sort());
    await expect.poll(() => app.page.context().pages().length).toBe(1);
    expect(trap.requests - before).toBe(0);
  });

  test('links that a page asks for pass the one filter', async () => {
    const opened = await app.openedLinks();
    const ask = (url: string) =>
      app.page.evaluate(`window.batchwatch.openLink(${JSON.stringify(url)})`);
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'ssh://host',
      ' ',
      'x'.repeat(9000),
    ]) {
      expect(await ask(url), url.slice(0, 40)).toMatchObject({
        ok: false,
        error: { message: expect.stringMatching(/./) },
      });
    }
    expect(await ask('https://example.org/a?b=c')).toMatchObject({ ok: true });
    expect((await app.openedLinks()).slice(opened.length)).toEqual(['https://example.org/a?b=c']);
  });

  test('every permission is denied', async () => {
    const states = await app.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
        'clipboard-read',
        'persistent-storage',
      ];
      const asked = names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return [name, state];
      });
      const media = await navigator.mediaDevices
        ?.getUserMedia({ audio: true })
        .then(() => 'granted')
        .catch(() => 'refused');
      const notification = await Notification.requestPermission();
      return { states: await Promise.all(asked), media: media ?? 'refused', notification };
    });
    expect(states.states.filter(([, state]) => state !== 'denied')).toEqual([]);
    expect(states.media).toBe('refused');
    expect(states.notification).toBe('denied');
  });

  test('a request with a wrong payload is refused with a reason and without an echo', async () => {
    const refused = await app.page.evaluate(
      `window.batchwatch.createSilence({ token: 'tell-nobody' }, 'nonsense')`,
    );
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'invalid-payload', message: expect.stringMatching(/./) },
    });
    expect(JSON.stringify(refused)).not.toContain('tell-nobody');
  });

  test('nobody but the main frame of our own page is answered', async () => {
    const verbs = app.standIn;
    test.skip(verbs === undefined, 'on Electron no frame of another origin can be made: see above');
    if (verbs === undefined) return;
    const strangers = [
      null,
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'file://' },
      { origin: trap.url },
      { origin: 'app://batchwatch.evil.example' },
      { origin: 'app://batchwatch', inner: true },
    ];
    const { channels } = await verbs.state();
    expect(channels).toContain(requestChannel('app.bootstrap'));
    for (const stranger of strangers) {
      for (const channel of channels) {
        expect(
          await verbs.invokeAs(stranger, channel, [null]),
          `${channel} by ${JSON.stringify(stranger)}`,
        ).toMatchObject({
          ok: false,
          error: { kind: 'bad-sender', message: expect.stringMatching(/./) },
        });
      }
    }
    // The same call from where it may come from is answered.
    const own = await verbs.invokeAs(
      { origin: 'app://batchwatch' },
      requestChannel('app.bootstrap'),
      [null],
    );
    expect(own).toMatchObject({ ok: true });
  });

  test('the scheme serves the built page and nothing beside it', async () => {
    test.skip(app.runtime === 'electron', 'asks the loopback server behind the scheme');
    const statuses = await Promise.all(
      [
        '/index.html',
        '/../package.json',
        '/..%2fpackage.json',
        '/%2e%2e/main/main.cjs',
        '/..\\main\\main.cjs',
        '//etc/passwd',
        '/assets/../../main/main.cjs',
        '/.built',
      ].map(async (path) => [path, await rawStatus(app.page.url(), path)] as const),
    );
    expect(statuses[0]).toEqual(['/index.html', 200]);
    for (const [path, status] of statuses.slice(1)) {
      expect(status, path).toBeGreaterThanOrEqual(400);
    }
  });
});

/** Asked for by the browser itself: the page may not fetch even its own address. */
async function policiesOf(app: AppHandle): Promise<string> {
  const loaded = app.page.waitForResponse((response) => response.request().isNavigationRequest());
  await app.reload();
  return (await (await loaded).headerValue('content-security-policy')) ?? '';
}

/** Sends the path as it is written; fetch would tidy it up first. */
function rawStatus(base: string, path: string): Promise<number> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
