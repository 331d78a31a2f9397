import { EventEmitter } from 'node:events';
import type { BrowserWindow, NativeImage } from 'electron';
import { describe, expect, it } from 'vitest';
import type { Popup } from '../../shared/domain/popups';
import type { TrayModel } from '../../shared/domain/tray';
import type { Language } from '../../shared/i18n/language';
import { messagesFor } from '../../shared/i18n/messages';
import type { Route } from '../../shared/ipc/api';
import type { AppState, StateStore } from '../settings/state-store';
import { createBadge } from './badge';
import { createDesktop, type DesktopOptions } from './desktop';
import type { Log } from './log';

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const model = (change: Partial<TrayModel> = {}): TrayModel => ({
  state: 'ok',
  firing: 0,
  critical: 0,
  tooltip: 'all quiet',
  worst: [],
  ...change,
});

const popup: Popup = {
  id: 'p1',
  env: 'prod',
  kind: 'alert',
  severity: 'critical',
  title: 'KvCacheFull',
  body: '',
  alerts: ['a1'],
  reason: 'new episode',
  sticky: true,
  at: 0,
};

function memoryState(): StateStore {
  let current: AppState = { trayHintGiven: false, pausedUntil: null, popups: [] };
  return {
    current: () => current,
    update: (change) => {
      current = { ...current, ...change };
    },
    settled: async () => undefined,
  };
}

function setup(tray = true) {
  const said: string[] = [];
  const shown: (Route | undefined)[] = [];
  const paused: (number | null)[] = [];
  const menus: { label?: string; click?: () => void; submenu?: unknown }[][] = [];
  let language: Language = 'en';
  class Tray extends EventEmitter {
    constructor(image: string) {
      super();
      if (!tray) throw new Error('no tray here');
      said.push(`tray ${image}`);
    }
    setImage(image: string) {
      said.push(`tray ${image}`);
    }
    setToolTip(text: string) {
      said.push(`tooltip ${text}`);
    }
    setContextMenu() {}
    destroy() {}
  }
  class Notification extends EventEmitter {
    constructor(readonly options: { title: string }) {
      super();
    }
    show() {
      said.push(`popup ${this.options.title}`);
    }
    static isSupported() {
      return true;
    }
  }
  const electron = {
    app: { setBadgeCount: (count: number) => said.push(`badge ${count}`) },
    Menu: {
      buildFromTemplate: (template: never) => {
        menus.push(template);
        return template;
      },
      setApplicationMenu: () => said.push('menu'),
    },
    nativeImage: {
      createFromPath: (path: string) => path.replace(/.*\//, '') as unknown as NativeImage,
    },
    Notification,
    Tray,
  };
  const state = memoryState();
  const desktop = createDesktop({
    // Only what the shell touches is modelled.
    electron: electron as unknown as DesktopOptions['electron'],
    assets: '/assets',
    platform: 'linux',
    launchInfo: {},
    development: false,
    messages: () => messagesFor(language),
    language: () => language,
    now: () => 1000,
    log: quiet,
    state,
    window: () => undefined,
    show: (route) => shown.push(route),
    pause: (until) => paused.push(until),
    quit: () => said.push('quit'),
  });
  const choose = (label: string) => {
    const find = (items: { label?: string; click?: () => void }[]) =>
      items.find((item) => item.label === label);
    find(menus.at(-1) ?? [])?.click?.();
  };
  return {
    desktop,
    state,
    said,
    shown,
    paused,
    choose,
    speak: (next: Language) => {
      language = next;
    },
  };
}

describe('desktop', () => {
  it('begins unknown: nothing has been seen yet', () => {
    expect(setup().said[0]).toBe('tray unknown-large.png');
  });

  it('turns unknown and says so when the watcher dies, whatever was shown before', () => {
    const { desktop, said } = setup();
    desktop.render(model({ state: 'ok' }));
    said.length = 0;
    desktop.blind('gone');
    expect(said).toContain('tray unknown-large.png');
    expect(said).toContain(`tooltip Batchwatch: ${messagesFor('en').shell.watcherGone}`);
    expect(said).toContain(`popup ${messagesFor('en').shell.watcherStoppedTitle}`);
  });

  it('hints once that closing is not quitting', () => {
    const { desktop, said } = setup();
    desktop.hintOnce();
    desktop.hintOnce();
    expect(said.filter((line) => line.startsWith('popup'))).toHaveLength(1);
  });

  it('does what the tray menu says', () => {
    const { desktop, paused, shown, said, choose } = setup();
    const { tray } = messagesFor('en');
    desktop.render(model({ tooltip: 'x' }));
    choose(tray.pause30);
    choose(tray.open);
    choose(tray.quit);
    expect(paused).toEqual([1000 + 1_800_000]);
    expect(shown).toEqual([undefined]);
    expect(said.at(-1)).toBe('quit');
  });

  it('writes its menus anew in another language only', () => {
    const { desktop, said, speak } = setup();
    desktop.languageChanged();
    desktop.languageChanged();
    expect(said.filter((line) => line === 'menu')).toHaveLength(1);
    speak('zh');
    desktop.languageChanged();
    expect(said.filter((line) => line === 'menu')).toHaveLength(2);
  });

  it('remembers which alert a popup told of, for clicks in a later run', () => {
    const { desktop, state } = setup();
    desktop.popup(popup);
    expect(state.current().popups).toEqual([{ id: 'p1', env: 'prod', alert: 'a1' }]);
  });

  it('goes on without a tray', () => {
    const { desktop, said } = setup(false);
    desktop.render(model({ firing: 2 }));
    expect(said).toContain('badge 2');
  });
});

describe('badge', () => {
  it('tells the count once, and on Windows lays the state over the button of each new window', () => {
    const said: string[] = [];
    const window = {
      setOverlayIcon: (icon: unknown, text: string) => said.push(`${String(icon)} ${text}`),
    };
    let current: Pick<BrowserWindow, 'setOverlayIcon'> | undefined;
    const badge = createBadge({
      app: { setBadgeCount: (count) => said.push(`count ${count}`) > 0 },
      platform: 'win32',
      window: () => current,
      icon: (state) => state as unknown as NativeImage,
    });
    badge.render(model({ state: 'critical', firing: 1, tooltip: 't' }));
    expect(said).toEqual(['count 1']);
    current = window as unknown as BrowserWindow;
    badge.render(model({ state: 'critical', firing: 1, tooltip: 't' }));
    badge.render(model({ state: 'critical', firing: 1, tooltip: 't' }));
    badge.forget();
    badge.render(model({ state: 'ok', firing: 0, tooltip: 'q' }));
    expect(said).toEqual(['count 1', 'critical t', 'count 0', 'null q']);
  });
});
