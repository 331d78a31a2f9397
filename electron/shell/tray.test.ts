import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { describe, expect, it } from 'vitest';
import type { TrayAlert, TrayModel, TrayState } from '../../shared/domain/tray';
import { messagesFor } from '../../shared/i18n/messages';
import { overlayIconFile, trayIconFile } from './icons';
import { createTrayView, toTemplate } from './tray';
import { pauseEnd, type TrayAction, type TrayItem, trayMenu } from './tray-menu';

const messages = messagesFor('en');
const NOW = new Date(2027, 2, 10, 14, 30).getTime();
const timeOf = (at: number) => new Date(at).toISOString();

const alert = (n: number, change: Partial<TrayAlert> = {}): TrayAlert => ({
  env: 'prod',
  id: `id${n}`,
  name: `Alert${n}`,
  instance: 'gpu-a',
  severity: 'warning',
  startsAt: 0,
  ...change,
});
const model = (change: Partial<TrayModel> = {}): TrayModel => ({
  state: 'ok',
  firing: 0,
  critical: 0,
  tooltip: 'Batchwatch: all quiet',
  worst: [],
  ...change,
});
const menu = (change: Partial<TrayModel>) => trayMenu(model(change), messages, NOW, timeOf);
const labels = (items: readonly TrayItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'separator' ? [] : [item.label]));
const actions = (items: readonly TrayItem[]): TrayAction[] =>
  items.flatMap((item) =>
    item.kind === 'action' ? [item.action] : item.kind === 'submenu' ? actions(item.items) : [],
  );

describe('tray menu', () => {
  it('offers the worst alerts with Show and Silence', () => {
    const items = menu({
      state: 'critical',
      worst: [alert(1, { severity: 'critical' }), alert(2)],
    });
    expect(labels(items).slice(0, 2)).toEqual([
      '[critical] Alert1 · gpu-a',
      '[warning] Alert2 · gpu-a',
    ]);
    expect(actions(items).slice(0, 2)).toEqual([
      { kind: 'go', route: { page: 'alert', env: 'prod', id: 'id1' } },
      { kind: 'go', route: { page: 'silence', env: 'prod', alert: 'id1', durationMs: 3_600_000 } },
    ]);
  });

  it('offers three pauses, and in a pause only its end', () => {
    const pauses = (change: Partial<TrayModel>) =>
      actions(menu(change)).flatMap((action) => (action.kind === 'pause' ? [action.choice] : []));
    expect(pauses({})).toEqual(['30m', '1h', 'tomorrow']);
    expect(pauses({ state: 'paused', pausedUntil: NOW + 1 })).toEqual(['end']);
    expect(pauses({ pausedUntil: NOW })).toEqual(['30m', '1h', 'tomorrow']);
  });

  it('always ends with open and quit', () => {
    for (const items of [menu({}), menu({ worst: [alert(1)] }), menu({ pausedUntil: NOW + 1 })]) {
      expect(actions(items).slice(-2)).toEqual([{ kind: 'open' }, { kind: 'quit' }]);
    }
  });

  it('never says that nothing fires when nobody knows', () => {
    expect(labels(menu({}))[0]).toBe(messages.tray.noAlerts);
    expect(labels(menu({ state: 'unknown', tooltip: 'Cannot vouch for: prod' }))[0]).toBe(
      'Cannot vouch for: prod',
    );
  });

  it('says of an alert that it is not in Alertmanager', () => {
    expect(labels(menu({ state: 'critical', worst: [alert(1, { undelivered: true })] }))[0]).toBe(
      '[warning] Alert1 · gpu-a · not in Alertmanager',
    );
  });

  it.each(['info', 'warning', 'critical'] as const)(
    'does not say that nothing fires while the icon is %s',
    (state) => {
      expect(labels(menu({ state, tooltip: 'Batchwatch: something' }))[0]).toBe(
        'Batchwatch: something',
      );
    },
  );

  it('shows hostile names as one bounded line', () => {
    const [label = ''] = labels(
      menu({ worst: [alert(1, { name: `a\nb\u202Egpj${'x'.repeat(500)}`, instance: '\u0000' })] }),
    );
    expect(label).toMatch(/^\[warning\] a b gpjx+…/);
    expect([...label].length).toBeLessThan(130);
  });

  it('lists a handful of many', () => {
    const worst = Array.from({ length: 10 }, (_, n) => alert(n));
    const items = menu({ worst });
    expect(items.filter((item) => item.kind === 'submenu')).toHaveLength(8);
  });
});

describe('pauseEnd', () => {
  it('counts from the click', () => {
    expect(pauseEnd('30m', NOW)).toBe(NOW + 1_800_000);
    expect(pauseEnd('1h', NOW)).toBe(NOW + 3_600_000);
    expect(pauseEnd('end', NOW)).toBeNull();
  });

  it('offers this morning to those who are up before nine, and means it only until then', () => {
    const night = new Date(2027, 2, 10, 3, 5).getTime();
    const morning = new Date(2027, 2, 10, 9).getTime();
    const offered = (now: number) =>
      JSON.stringify(trayMenu(model(), messages, now, timeOf)).includes('"today"');
    expect(offered(night)).toBe(true);
    expect(offered(morning)).toBe(false);
    expect(pauseEnd('today', night)).toBe(morning);
    expect(pauseEnd('today', morning)).toBeNull();
  });

  it('means nine in the morning of the next day, also at the end of a year and at night', () => {
    for (const [now, end] of [
      [new Date(2027, 2, 10, 14, 30), new Date(2027, 2, 11, 9)],
      [new Date(2027, 11, 31, 23, 59), new Date(2028, 0, 1, 9)],
      [new Date(2027, 5, 1, 0, 5), new Date(2027, 5, 2, 9)],
    ] as const) {
      expect(pauseEnd('tomorrow', now.getTime())).toBe(end.getTime());
    }
  });
});

describe('toTemplate', () => {
  it('doubles the ampersand, which would mark a shortcut', () => {
    const [item] = toTemplate([{ kind: 'text', label: 'R&D' }], () => undefined);
    expect(item).toEqual({ label: 'R&&D', enabled: false });
  });
});

class FakeTray {
  readonly calls: string[] = [];
  click: (() => void) | undefined;
  on(_event: string, listener: () => void) {
    this.click = listener;
  }
  setImage(image: string) {
    this.calls.push(`image ${image}`);
  }
  setToolTip(text: string) {
    this.calls.push(`tooltip ${text}`);
  }
  setContextMenu(_menu: unknown) {
    this.calls.push('menu');
  }
  destroy() {
    this.calls.push('destroy');
  }
}

describe('tray', () => {
  function setup() {
    const fake = new FakeTray();
    const acted: TrayAction[] = [];
    const built: MenuItemConstructorOptions[][] = [];
    const view = createTrayView(model({ state: 'unknown' }), {
      createTray: () => fake as unknown as Tray,
      buildMenu: (template) => {
        built.push(template);
        return {} as Menu;
      },
      icon: (state) => state as unknown as NativeImage,
      messages: () => messages,
      now: () => NOW,
      timeOf,
      act: (action) => acted.push(action),
    });
    return { fake, view, acted, built };
  }

  it('renders a model once and touches nothing when it is the same', () => {
    const { fake, view } = setup();
    const next = model({ state: 'warning', firing: 1, tooltip: 'one', worst: [alert(1)] });
    fake.calls.length = 0;
    view.render(next);
    expect(fake.calls).toEqual(['image warning', 'tooltip one', 'menu']);
    view.render({ ...next, worst: [...next.worst] });
    expect(fake.calls).toHaveLength(3);
    view.render({ ...next, tooltip: 'two' });
    expect(fake.calls.slice(3)).toEqual(['tooltip two']);
  });

  it('opens the window on a click and hands on what was chosen', () => {
    const { fake, view, acted, built } = setup();
    fake.click?.();
    view.render(model({ worst: [alert(1)] }));
    const submenu = built.at(-1)?.[0]?.submenu;
    if (!Array.isArray(submenu)) throw new Error('no submenu');
    const choose = submenu[1]?.click as unknown as () => void;
    choose();
    expect(acted).toEqual([
      { kind: 'open' },
      { kind: 'go', route: { page: 'silence', env: 'prod', alert: 'id1', durationMs: 3_600_000 } },
    ]);
  });
});

describe('icons', () => {
  const assets = join(import.meta.dirname, '..', '..', 'assets');
  const states: TrayState[] = ['ok', 'info', 'warning', 'critical', 'unknown', 'paused'];

  it('exist for every state on every platform', () => {
    for (const state of states) {
      for (const platform of ['linux', 'win32', 'darwin']) {
        expect(existsSync(trayIconFile(assets, state, platform)), `${state} ${platform}`).toBe(
          true,
        );
      }
      expect(existsSync(overlayIconFile(assets, state))).toBe(true);
      expect(existsSync(join(assets, 'tray', `${state}@2x.png`))).toBe(true);
      expect(existsSync(join(assets, 'tray', `${state}Template@2x.png`))).toBe(true);
    }
  });
});
