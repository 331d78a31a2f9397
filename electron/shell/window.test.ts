import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { AppState, StateStore } from '../settings/state-store';
import type { Log } from './log';
import { createMainWindow } from './window';

class Contents extends EventEmitter {
  reloads = 0;
  reload() {
    this.reloads += 1;
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new Contents();
  visible = true;
  minimized = false;
  destroyed = false;
  url = '';
  async loadURL(url: string) {
    this.url = url;
  }
  isDestroyed() {
    return this.destroyed;
  }
  isVisible() {
    return this.visible;
  }
  isMinimized() {
    return this.minimized;
  }
  isMaximized() {
    return false;
  }
  getNormalBounds() {
    return { x: 5, y: 6, width: 1000, height: 700 };
  }
  restore() {
    this.minimized = false;
    this.emit('restore');
  }
  maximize() {}
  focus() {}
  show() {
    this.visible = true;
    this.emit('show');
  }
  hide() {
    this.visible = false;
    this.emit('hide');
  }
  destroy() {
    this.destroyed = true;
    this.emit('closed');
  }
  /** As a user does it: the program may prevent it. */
  close() {
    const event = {
      prevented: false,
      preventDefault() {
        this.prevented = true;
      },
    };
    this.emit('close', event);
    if (!event.prevented) this.destroy();
  }
}

function setup() {
  const made: { options: BrowserWindowConstructorOptions; window: FakeWindow }[] = [];
  const logged: string[] = [];
  const visible: boolean[] = [];
  const events: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: (text) => logged.push(text),
    error: (text) => logged.push(text),
  };
  let current: AppState = { trayHintGiven: false, pausedUntil: null, popups: [] };
  const state: StateStore = {
    current: () => current,
    update: (change) => {
      current = { ...current, ...change };
    },
    settled: async () => undefined,
  };
  const flags = { quitting: false, now: 0 };
  const main = createMainWindow({
    create: (options) => {
      const window = new FakeWindow();
      made.push({ options, window });
      return window as unknown as BrowserWindow;
    },
    screen: { getAllDisplays: () => [] },
    nativeTheme: { shouldUseDarkColors: true },
    page: { kind: 'app' },
    preload: '/preload.cjs',
    icon: '/icon.png',
    state,
    log,
    now: () => flags.now,
    isQuitting: () => flags.quitting,
    onHiddenToTray: () => events.push('hidden'),
    onVisible: (value) => visible.push(value),
    onPageGone: () => events.push('page gone'),
  });
  const first = () => {
    const entry = made[0];
    if (entry === undefined) throw new Error('no window');
    return entry;
  };
  return { main, made, first, logged, visible, events, state, flags };
}

describe('main window', () => {
  it('is made when first shown, isolated, dark before the page has drawn, on our page', () => {
    const { main, made, first } = setup();
    expect(made).toHaveLength(0);
    main.show();
    main.show();
    expect(made).toHaveLength(1);
    expect(first().window.url).toBe('app://batchwatch/index.html');
    expect(first().options).toMatchObject({
      width: 1440,
      height: 900,
      minWidth: 960,
      minHeight: 600,
      backgroundColor: '#0d1117',
      webPreferences: { sandbox: true, contextIsolation: true, preload: '/preload.cjs' },
    });
  });

  it('hides into the tray when closed, keeps its place, and comes back', () => {
    const { main, first, events, visible, state } = setup();
    main.show();
    first().window.close();
    expect(first().window.destroyed).toBe(false);
    expect(events).toEqual(['hidden']);
    expect(state.current().window).toEqual({
      x: 5,
      y: 6,
      width: 1000,
      height: 700,
      maximized: false,
    });
    main.show();
    expect(visible).toEqual([true, false, true]);
  });

  it('closes when the program quits', () => {
    const { main, first, flags, visible } = setup();
    main.show();
    flags.quitting = true;
    first().window.close();
    expect(first().window.destroyed).toBe(true);
    expect(main.current()).toBeUndefined();
    expect(visible.at(-1)).toBe(false);
  });

  it('tells when nobody can see it', () => {
    const { main, first, visible } = setup();
    main.show();
    first().window.minimized = true;
    first().window.emit('minimize');
    main.show();
    expect(visible).toEqual([true, false, true, true]);
  });

  it('starts a crashed page again, but not for ever', () => {
    const { main, first, flags, logged, events } = setup();
    main.show();
    const { webContents } = first().window;
    const crash = () =>
      webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    for (let n = 0; n < 5; n += 1) crash();
    expect(webContents.reloads).toBe(3);
    expect(logged.join()).toContain('not started again');
    expect(events).toContain('page gone');
    flags.now = 3_600_000;
    crash();
    expect(webContents.reloads).toBe(4);
  });

  it('knows a new page from a move within it', () => {
    const { main, first, events } = setup();
    main.show();
    const { webContents } = first().window;
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    webContents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    expect(events).toEqual([]);
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(events).toEqual(['page gone']);
  });
});
