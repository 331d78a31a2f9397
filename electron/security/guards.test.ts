import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardNavigation } from './navigation';
import { guardNetwork } from './network';
import { denyPermissions } from './permissions';

/** Stands for `WebContents`: events, and the handler of window.open. */
class Contents extends EventEmitter {
  open: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.open = handler;
  }
}

const event = (url: string, more: object = {}) => ({
  url,
  prevented: false,
  preventDefault() {
    this.prevented = true;
  },
  ...more,
});

function guarded() {
  const app = new EventEmitter();
  const opened: string[] = [];
  const refused: string[] = [];
  guardNavigation(app as unknown as Pick<App, 'on'>, {
    page: { kind: 'app' },
    openOutside: (address) => opened.push(address),
    onRefused: (what, address) => refused.push(`${what} ${address}`.trim()),
  });
  const contents = new Contents();
  app.emit('web-contents-created', {}, contents);
  return { contents, opened, refused };
}

describe('navigation guard', () => {
  it('stops every way out of the page and says so', () => {
    const { contents, refused } = guarded();
    for (const name of ['will-navigate', 'will-redirect']) {
      const away = event('https://evil.example/');
      contents.emit(name, away);
      expect(away.prevented).toBe(true);
      const home = event('app://batchwatch/index.html');
      contents.emit(name, home);
      expect(home.prevented).toBe(false);
    }
    const frame = event('app://batchwatch/index.html', { isMainFrame: false });
    contents.emit('will-frame-navigate', frame);
    expect(frame.prevented).toBe(true);
    const view = event('');
    contents.emit('will-attach-webview', view);
    expect(view.prevented).toBe(true);
    expect(refused).toEqual([
      'navigation https://evil.example/',
      'redirect https://evil.example/',
      'frame app://batchwatch/index.html',
      'webview',
    ]);
  });

  it('opens no window: what a page wants to open goes to the link filter', () => {
    const { contents, opened } = guarded();
    expect(contents.open?.({ url: 'https://example.org/runbook' })).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://example.org/runbook']);
  });
});

describe('network guard', () => {
  it('cancels what is not ours', () => {
    type Listener = (details: { url: string }, respond: (answer: object) => void) => void;
    let listener: Listener | undefined;
    const webRequest = {
      onBeforeRequest: (given: Listener) => {
        listener = given;
      },
    };
    const cancelled: string[] = [];
    guardNetwork({ webRequest } as unknown as Pick<Session, 'webRequest'>, { kind: 'app' }, (url) =>
      cancelled.push(url),
    );
    const ask = (url: string) => {
      let answer: object = {};
      listener?.({ url }, (given) => {
        answer = given;
      });
      return answer;
    };
    expect(ask('app://batchwatch/index.html')).toEqual({ cancel: false });
    expect(ask('https://evil.example/?data')).toEqual({ cancel: true });
    expect(cancelled).toEqual(['https://evil.example/?data']);
  });
});

describe('permissions', () => {
  it('are all denied', () => {
    const handlers: Record<string, (...args: unknown[]) => unknown> = {};
    const keep = (name: string) => (handler: (...args: unknown[]) => unknown) => {
      handlers[name] = handler;
    };
    const session = {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
    };
    const denied: string[] = [];
    denyPermissions(session as unknown as Parameters<typeof denyPermissions>[0], (permission) =>
      denied.push(permission),
    );
    let granted: unknown;
    handlers['request']?.({}, 'media', (answer: unknown) => {
      granted = answer;
    });
    expect(granted).toBe(false);
    expect(denied).toEqual(['media']);
    expect(handlers['check']?.({}, 'notifications')).toBe(false);
    expect(handlers['device']?.({})).toBe(false);
  });
});
