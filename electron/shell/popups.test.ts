import { EventEmitter } from 'node:events';
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

function setup(supported = true) {
  const made: { options: NotificationConstructorOptions; notification: FakeNotification }[] = [];
  const clicks: Route[] = [];
  const logged: string[] = [];
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
    log: {
      info: () => undefined,
      warn: (text) => logged.push(text),
      error: (text) => logged.push(text),
    },
  });
  const later = (ms: number) => {
    now += ms;
  };
  return { popups, made, clicks, logged, later };
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
