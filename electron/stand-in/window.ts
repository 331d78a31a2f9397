import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { CDPSession, Page } from 'playwright';
import { Preventable } from './preventable';
import type { WebContents } from './web-contents';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a window needs of the world around it. */
export interface WindowHost {
  /** A prepared page of the browser for this window. */
  openPage(window: BrowserWindow, url: string): Promise<Page>;
  /** The browser's address of an app URL. */
  toHttp(url: string): Promise<string>;
  makeContents(
    window: BrowserWindow,
    options: Electron.BrowserWindowConstructorOptions,
  ): WebContents;
  created(window: BrowserWindow): number;
  closed(window: BrowserWindow): void;
  focused(window: BrowserWindow | undefined): void;
  say(what: string, detail?: unknown): void;
  /** Minimise the real window where hiding is asked for: a browser's window cannot vanish. */
  readonly visibleToPeople: boolean;
}

/** Electron's `BrowserWindow` as a model that a Chromium window follows. */
export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  readonly #host: WindowHost;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  #bounds: Bounds;
  #title: string;
  #visible: boolean;
  #focused = false;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;
  #destroyed = false;
  #closing = false;
  #shownOnce = false;
  /** The browser's address that main itself is loading: not a navigation of the page's own. */
  #loading: string | undefined;
  #lastUrl: string | undefined;
  #opening = false;
  #crashed: Page | undefined;

  constructor(host: WindowHost, options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.#host = host;
    this.#options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? '';
    this.#visible = options.show !== false;
    this.id = host.created(this);
    this.webContents = host.makeContents(this, options);
  }

  async loadURL(url: string): Promise<void> {
    this.#lastUrl = url;
    this.#opening = true;
    const http = await this.#host.toHttp(url);
    const page = this.webContents.$page() ?? (await this.#open(http));
    this.#opening = false;
    this.#loading = http;
    this.webContents.$setLoading(true);
    this.webContents.emit('did-start-loading');
    try {
      await page.goto(http, { waitUntil: 'load' });
    } catch (error) {
      const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      this.webContents.emit('did-fail-load', new Preventable(), -2, text, url, true, 0, 0);
      throw new Error(`${text} loading '${url}'`);
    } finally {
      this.#loading = undefined;
      this.webContents.$setLoading(false);
      this.webContents.emit('did-stop-loading');
    }
    this.webContents.emit('did-finish-load');
    if (!this.#shownOnce) {
      this.#shownOnce = true;
      this.emit('ready-to-show');
    }
  }

  show(): void {
    if (this.#destroyed) return;
    this.#reopen();
    const wasVisible = this.#visible;
    this.#visible = true;
    this.#setWindowState('normal');
    if (!wasVisible) {
      this.#host.say('window shown');
      this.emit('show');
    }
    this.focus();
  }

  showInactive(): void {
    if (this.#destroyed || this.#visible) return;
    this.#reopen();
    this.#visible = true;
    this.#setWindowState('normal');
    this.emit('show');
  }

  hide(): void {
    if (this.#destroyed || !this.#visible) return;
    this.#visible = false;
    this.#setWindowState('minimized');
    this.#host.say('window hidden; the program goes on (start it again to see it, Ctrl+C ends it)');
    this.blur();
    this.emit('hide');
  }

  focus(): void {
    if (this.#destroyed) return;
    this.webContents.focus();
    if (this.#focused) return;
    this.#focused = true;
    this.#host.focused(this);
    this.emit('focus');
  }

  blur(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.#host.focused(undefined);
    this.emit('blur');
  }

  close(): void {
    if (this.#destroyed || this.#closing) return;
    if (this.#askToClose()) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    const page = this.webContents.$page();
    this.webContents.$destroy();
    void page?.close().catch(() => undefined);
    this.emit('closed');
    this.#host.closed(this);
  }

  minimize(): void {
    if (this.#destroyed || this.#minimized) return;
    this.#minimized = true;
    this.#setWindowState('minimized');
    this.emit('minimize');
  }

  restore(): void {
    if (this.#destroyed) return;
    const { minimized, maximized } = { minimized: this.#minimized, maximized: this.#maximized };
    this.#minimized = false;
    this.#maximized = false;
    this.#setWindowState('normal');
    if (minimized) this.emit('restore');
    else if (maximized) this.emit('unmaximize');
  }

  maximize(): void {
    if (this.#destroyed || this.#maximized) return;
    this.#maximized = true;
    this.#setWindowState('maximized');
    this.emit('maximize');
  }

  unmaximize(): void {
    if (!this.#maximized) return;
    this.#maximized = false;
    this.#setWindowState('normal');
    this.emit('unmaximize');
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isFocused(): boolean {
    return this.#focused;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isFullScreen(): boolean {
    return this.#fullScreen;
  }

  setFullScreen(flag: boolean): void {
    this.#fullScreen = flag;
    this.#setWindowState(flag ? 'fullscreen' : 'normal');
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setMinimumSize(_width: number, _height: number): void {}

  center(): void {}

  moveTop(): void {}

  setMenu(_menu: Electron.Menu | null): void {}

  removeMenu(): void {}

  setMenuBarVisibility(_visible: boolean): void {}

  setAutoHideMenuBar(_hide: boolean): void {}

  setIcon(_icon: Electron.NativeImage | string): void {}

  setBackgroundColor(_color: string): void {}

  setSkipTaskbar(_skip: boolean): void {}

  setProgressBar(_progress: number): void {}

  setAlwaysOnTop(_flag: boolean): void {}

  setOverlayIcon(_overlay: Electron.NativeImage | null, description: string): void {
    this.#host.say('taskbar overlay', { description });
  }

  flashFrame(flag: boolean): void {
    this.#host.say('taskbar flashes', { flag });
  }

  $options(): Electron.BrowserWindowConstructorOptions {
    return this.#options;
  }

  $isLoading(http: string): boolean {
    return this.#loading === http;
  }

  $reload(): void {
    if (this.#lastUrl === undefined || this.#opening) return;
    void this.loadURL(this.#lastUrl).catch((error: unknown) => {
      this.#host.say('page does not reload', { reason: String(error) });
    });
  }

  /** A dead page cannot be loaded again. It is closed when its successor is there, else the browser would end. */
  $pageCrashed(page: Page): void {
    this.#crashed = page;
    this.webContents.$attach(undefined);
  }

  /** The user closed the browser's window. What the app keeps is shown again on a new page. */
  $pageGone(page: Page): void {
    if (this.webContents.$page() !== page) return;
    this.webContents.$attach(undefined);
    if (this.#destroyed) return;
    if (this.#askToClose()) this.destroy();
  }

  /** Emits `close`; false where the app prevents it. */
  #askToClose(): boolean {
    this.#closing = true;
    const event = new Preventable();
    this.emit('close', event);
    this.#closing = false;
    return !event.defaultPrevented;
  }

  async #open(http: string): Promise<Page> {
    const page = await this.#host.openPage(this, http);
    this.webContents.$attach(page);
    void this.#crashed?.close().catch(() => undefined);
    this.#crashed = undefined;
    return page;
  }

  #reopen(): void {
    if (this.webContents.$page() === undefined) this.$reload();
  }

  #setWindowState(windowState: 'normal' | 'minimized' | 'maximized' | 'fullscreen'): void {
    const page = this.webContents.$page();
    if (page === undefined || !this.#host.visibleToPeople) return;
    void applyWindowState(page, windowState).catch(() => undefined);
  }
}

async function applyWindowState(
  page: Page,
  windowState: 'normal' | 'minimized' | 'maximized' | 'fullscreen',
): Promise<void> {
  const debug: CDPSession = await page.context().newCDPSession(page);
  try {
    const { windowId } = await debug.send('Browser.getWindowForTarget');
    await debug.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  } finally {
    await debug.detach();
  }
}
