import { EventEmitter } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Notification, NotificationConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { Popup } from '../../shared/domain/popups';
import type { Route } from '../../shared/ipc/api';
import { popupOptions, popupRoute } from './popup-options';
import { createPopups } from './popups';

const popup = (change: Partial<Popup> = {}): Popup => ({
  id: 'p1',
  env: 'prod',
  kind: 'alert',
  severity: 'critical',
  title: 'KvCacheFull · gpu-a',
  body: 'KV cache above 8 GiB',
  alerts: ['a1'],
  reason: 'new episode',
  sticky: true,
  at: 0,
  ...change,
});

describe('popup options', () => {
  it('let severity decide urgency and stickiness', () => {
    expect(popupOptions(popup(), 'win32')).toMatchObject({
      title: 'KvCacheFull · gpu-a',
      body: 'KV cache above 8 GiB',
      urgency: 'critical',
      timeoutType: 'never',
    });
    expect(popupOptions(popup({ severity: 'info', sticky: false }), 'linux')).toMatchObject({
      urgency: 'low',
      timeoutType: 'default',
    });
    expect(popupOptions(popup({ severity: 'none' }), 'linux').urgency).toBe('normal');
  });

  it('keep hostile text out of the markup that Linux reads in a body', () => {
    const body = 'a <b>bold</b> & <a href="http://evil">link</a>';
    const shown = popupOptions(popup({ body }), 'linux').body ?? '';
    expect(shown).not.toContain('<');
    expect(shown.replaceAll('&lt;', '<').replaceAll('&amp;', '&')).toBe(body);
    expect(popupOptions(popup({ body }), 'win32').body).toBe(body);
    expect(popupOptions(popup({ body: 'KV > 8 GiB' }), 'linux').body).toBe('KV > 8 GiB');
  });

  it('are single lines of bounded length', () => {
    const { title = '', body = '' } = popupOptions(
      popup({ title: `x\r\n${'t'.repeat(500)}`, body: `\u0007${'b'.repeat(5000)}` }),
      'win32',
    );
    expect(title).toHaveLength(120);
    expect(title.startsWith('x t')).toBe(true);
    expect(body).toHaveLength(400);
  });
});

describe('popup route', () => {
  it('leads to the alert where there is one, else to the list', () => {
    expect(popupRoute(popup())).toEqual({ page: 'alert', env: 'prod', id: 'a1' });
    expect(popupRoute(popup({ kind: 'baseline', alerts: ['a1'] }))).toEqual({
      page: 'alert',
      env: 'prod',
      id: 'a1',
    });
    expect(popupRoute(popup({ alerts: ['a1', 'a2'] }))).toEqual({ page: 'alerts' });
    expect(popupRoute(popup({ alerts: [] }))).toEqual({ page: 'alerts' });
  });
});

class FakeNotification extends EventEmitter {
  shown = 0;
  show() {
    this.shown += 1;
  }
}

/** A reference that a `WeakRef` just gave out lives until the present task ends. */
async function collectGarbage() {
  setFlagsFromString('--expose-gc');
  await new Promise((resolve) => setImmediate(resolve));
  runInNewContext('gc')();
}

function setup(supported = true) {
  const made: { options: NotificationConstructorOptions; notification: FakeNotification }[] = [];
  const clicks: Route[] = [];
  const logged: string[] = [];
  const keptIds: string[] = [];
  let now = 0;
  const popups = createPopups({
    isSupported: () => supported,
    create: (options) => {
      const notification = new FakeNotification();
      made.push({ options, notification });
      return notification as unknown as Notification;
    },
    platform: 'linux',
    now: () => now,
    onClick: (route) => clicks.push(route),
    keep: ({ id }) => keptIds.push(`${id}, ${made.length} shown`),
    log: {
      info: () => undefined,
      warn: (text) => logged.push(text),
      error: (text) => logged.push(text),
    },
  });
  const later = (ms: number) => {
    now += ms;
  };
  return { popups, made, clicks, keptIds, logged, later };
}

describe('popups', () => {
  it('show once and lead a click to the alert', () => {
    const { popups, made, clicks } = setup();
    popups.show(popup());
    expect(made).toHaveLength(1);
    expect(made[0]?.notification.shown).toBe(1);
    made[0]?.notification.emit('click', {});
    expect(clicks).toEqual([{ page: 'alert', env: 'prod', id: 'a1' }]);
  });

  it('are kept before they can be clicked, notices never', () => {
    const { popups, keptIds } = setup();
    popups.show(popup());
    popups.notice('Trouble', 'x');
    expect(keptIds).toEqual(['p1, 0 shown']);
  });

  it('tell when one was clicked last, an adopted one too', () => {
    const { popups, made, later } = setup();
    popups.show(popup());
    expect(popups.lastClick()).toBeUndefined();
    later(10);
    made[0]?.notification.emit('click', {});
    expect(popups.lastClick()).toBe(10);
    later(10);
    const earlier = new FakeNotification();
    let led = 0;
    popups.adopt(earlier as unknown as Notification, () => {
      led += 1;
    });
    earlier.emit('click', {});
    expect([led, popups.lastClick()]).toEqual([1, 20]);
  });

  it('hold on to what they adopt, which is collected otherwise and its click with it', async () => {
    const { popups } = setup();
    const adopt = () => {
      const earlier = new FakeNotification();
      popups.adopt(earlier as unknown as Notification, () => undefined);
      return new WeakRef(earlier);
    };
    const held = adopt();
    const free = (() => new WeakRef(new FakeNotification()))();
    await collectGarbage();
    expect(free.deref()).toBeUndefined();
    expect(held.deref()).toBeDefined();
    expect(popups.lastClick()).toBeUndefined();
  });

  it('put into the log what the desktop cannot show', () => {
    const { popups, made, logged } = setup(false);
    popups.show(popup());
    expect(made).toHaveLength(0);
    expect(logged.join()).toContain('KvCacheFull');
  });

  it('say when the OS refused one', () => {
    const { popups, made, logged } = setup();
    popups.show(popup());
    made[0]?.notification.emit('failed', {}, 'no shortcut in the start menu');
    expect(logged.join()).toContain('no shortcut');
  });

  it('repeat the same trouble once a minute at most', () => {
    const { popups, made, later } = setup();
    for (let n = 0; n < 5; n += 1) popups.notice('Trouble', 'x');
    popups.notice('Trouble', 'worse');
    expect(made).toHaveLength(2);
    later(60_000);
    popups.notice('Trouble', 'x');
    expect(made).toHaveLength(3);
  });
});
