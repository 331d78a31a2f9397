import { describe, expect, test, vi } from 'vitest';
import { CommandLine } from './app';
import { findChromium } from './find-chromium.mjs';
import { nativeImage } from './image';
import { IpcMain } from './ipc-main';
import { logLine } from './log-line';
import { Menu } from './menu';
import { readOptions } from './options';
import { SchemeServers } from './scheme-servers';
import { Protocol } from './session';
import { WebRequests } from './web-requests';

describe('a line on the terminal', () => {
  test('shows hostile text without obeying it', () => {
    const line = logLine('popup', {
      title: '\u001b[2J\u202eevil\n[window] popup {"title":"fake"}',
    });
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(line.split('\n')).toHaveLength(1);
  });
});

describe('an installed Chromium', () => {
  const only = (there: string) => (path: string) => path === there;

  test('is found on PATH, in order of preference', () => {
    const env = { PATH: '/a:/b' };
    expect(findChromium(env, 'linux', only('/b/google-chrome'))).toBe('/b/google-chrome');
    const both = (path: string) => ['/b/chromium', '/a/microsoft-edge'].includes(path);
    expect(findChromium(env, 'linux', both)).toBe('/b/chromium');
    expect(findChromium(env, 'linux', () => false)).toBeUndefined();
  });

  test('is found where macOS and Windows put it', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findChromium({ HOME: '/Users/a' }, 'darwin', only(mac))).toBe(mac);
    const edge = 'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(findChromium({ PROGRAMFILES: 'C:\\Program Files' }, 'win32', only(edge))).toBe(edge);
  });

  test('is the one named by hand, or none', () => {
    const env = { PATH: '/a', BATCHWATCH_CHROMIUM: '/my/chrome' };
    expect(findChromium(env, 'linux', () => true)).toBe('/my/chrome');
    expect(findChromium(env, 'linux', only('/a/chromium'))).toBeUndefined();
  });
});

describe('options', () => {
  test('come from the environment; what is unknown counts as not given', () => {
    const given = JSON.stringify({ colorScheme: 'dark', secretsBackend: 'vault', locale: 7 });
    const options = readOptions({ BATCHWATCH_STAND_IN: given }, true, 'linux');
    expect(options).toMatchObject({
      colorScheme: 'dark',
      secretsBackend: 'basic_text',
      locale: null,
      headless: true,
    });
    expect(readOptions({ DISPLAY: ':0' }, false, 'linux').headless).toBe(false);
    expect(readOptions({}, false, 'darwin').headless).toBe(false);
  });
});

describe("the app's command line", () => {
  test('gives switches in both spellings, and to Chromium only what the app appends', () => {
    const line = new CommandLine(['--demo', '--config', 'a b', '--remote-debugging-port=1', 'x']);
    expect(line.hasSwitch('demo')).toBe(true);
    expect(line.getSwitchValue('demo')).toBe('');
    expect(line.getSwitchValue('config')).toBe('a b');
    expect(line.getSwitchValue('remote-debugging-port')).toBe('1');
    line.appendSwitch('disable-preconnect');
    line.appendSwitch('host-rules', 'MAP * 0');
    expect(line.$forChromium()).toEqual(['--disable-preconnect', '--host-rules=MAP * 0']);
  });
});

describe('web requests', () => {
  const request = { url: 'app://a/x.js', method: 'GET', resourceType: 'script', referrer: '' };

  test('pass where nobody listens, and where the filter does not fit', async () => {
    const requests = new WebRequests();
    expect(await requests.$ask(request)).toEqual({});
    const listener = vi.fn((_details: object, respond: (verdict: object) => void) =>
      respond({ cancel: true }),
    );
    requests.onBeforeRequest({ urls: ['https://*/*'] }, listener);
    expect(await requests.$ask(request)).toEqual({});
    requests.onBeforeRequest({ urls: ['app://a/*.js'] }, listener);
    expect(await requests.$ask(request)).toEqual({ cancel: true });
    requests.onBeforeRequest({ urls: ['<all_urls>'], types: ['image'] }, listener);
    expect(await requests.$ask(request)).toEqual({});
    requests.onBeforeRequest(listener);
    expect(await requests.$ask(request)).toEqual({ cancel: true });
    requests.onBeforeRequest(null);
    expect(await requests.$ask(request)).toEqual({});
  });
});

describe('schemes', () => {
  test('must be registered before they are handled, as for Electron', () => {
    const protocol = new Protocol(new SchemeServers());
    expect(() => protocol.handle('app', () => new Response())).toThrow(/privileged/);
  });

  test('are served with every header, under their own names, to their own host only', async () => {
    const schemes = new SchemeServers();
    const asked: string[] = [];
    schemes.handle('app', (request) => {
      asked.push(request.url);
      return new Response('hello', {
        status: 203,
        headers: { 'content-security-policy': 'script-src app://one', 'x-own': 'kept' },
      });
    });
    try {
      const http = await schemes.toHttp('app://one/a?b#c');
      expect(http).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a\?b#c$/);
      const { origin } = new URL(http);
      const answer = await fetch(http);
      expect([answer.status, await answer.text()]).toEqual([203, 'hello']);
      expect(answer.headers.get('x-own')).toBe('kept');
      expect(answer.headers.get('content-security-policy')).toBe(`script-src ${origin}`);
      expect(asked).toEqual(['app://one/a?b']);
      expect(schemes.toApp(`${origin}/x`)).toBe('app://one/x');
      expect(schemes.originOf(`${origin}/x`)).toBe('app://one');
      const other = origin.replace('127.0.0.1', '127.0.0.2');
      expect(schemes.originOf(`${other}/x`)).toBe(other);
      expect(schemes.originOf('about:blank')).toBe('null');
      // Another name for the same address is another site.
      const rebound = http.replace('127.0.0.1', 'localhost');
      expect((await fetch(rebound).catch(() => undefined))?.status ?? 403).toBe(403);
      expect(await schemes.toHttp('https://example.org/')).toBe('https://example.org/');
    } finally {
      await schemes.close();
    }
  });
});

describe('ipcMain', () => {
  test('takes one handler a channel', () => {
    const ipcMain = new IpcMain();
    ipcMain.handle('a', () => 1);
    expect(() => ipcMain.handle('a', () => 2)).toThrow(/second handler/);
    ipcMain.removeHandler('a');
    ipcMain.handle('a', () => 2);
    expect(ipcMain.$channels()).toEqual(['a']);
  });
});

describe('menus', () => {
  test('are clicked by their labels; what is disabled or hidden cannot be', () => {
    const clicked: string[] = [];
    const menu = Menu.buildFromTemplate([
      {
        label: 'Pause',
        submenu: [
          { label: '1 h', type: 'checkbox', click: (item) => clicked.push(String(item.checked)) },
        ],
      },
      { label: 'Off', enabled: false },
      { label: 'Gone', visible: false },
    ]);
    menu.$find(['Pause', '1 h']).$activate(undefined, () => undefined);
    expect(clicked).toEqual(['true']);
    expect(() => menu.$find(['Off']).$activate(undefined, () => undefined)).toThrow(/cannot/);
    expect(() => menu.$find(['Gone'])).toThrow(/has no "Gone"; it has: Pause \| Off/);
    expect(menu.$model().map(({ label }) => label)).toEqual(['Pause', 'Off']);
  });
});

describe('images', () => {
  test('tell a picture from a missing file', () => {
    expect(nativeImage.createFromPath('/no/such.png').isEmpty()).toBe(true);
    const pixel =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    expect(nativeImage.createFromDataURL(pixel).isEmpty()).toBe(false);
    expect(nativeImage.createFromDataURL(pixel).getSize()).toEqual({ width: 1, height: 1 });
  });
});
