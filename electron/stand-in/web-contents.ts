import { EventEmitter } from 'node:events';
import type { Page } from 'playwright';
import { encode } from './codec';
import { frameOf, type StandInFrame } from './frames';
import type { ToPage } from './page/bridge';
import type { SchemeServers } from './scheme-servers';
import type { Session } from './session';

export interface OpenRequest {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  readonly disposition: 'foreground-tab' | 'new-window';
  readonly referrer: { readonly url: string; readonly policy: 'default' };
}

type OpenHandler = (details: OpenRequest) => { readonly action: 'allow' | 'deny' };

export interface ContentsOptions {
  readonly id: number;
  readonly session: Session;
  readonly schemes: SchemeServers;
  /** Name of the page's receiver for what main sends. */
  readonly receiver: string;
  readonly webPreferences: object;
  /** Loads an address on behalf of main. */
  load(url: string): Promise<void>;
  reload(): void;
  close(): void;
}

/** Electron's `webContents` over a Playwright page, which may be absent: not loaded yet, or closed by the user. */
export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: Session;
  readonly #options: ContentsOptions;
  #page: Page | undefined;
  #openHandler: OpenHandler | undefined;
  #destroyed = false;
  #zoom = 1;
  #loading = false;

  constructor(options: ContentsOptions) {
    super();
    this.id = options.id;
    this.session = options.session;
    this.#options = options;
  }

  get mainFrame(): StandInFrame | null {
    return this.#page === undefined ? null : frameOf(this.#page.mainFrame(), this.#options.schemes);
  }

  get zoomFactor(): number {
    return this.#zoom;
  }

  set zoomFactor(factor: number) {
    this.#zoom = factor;
  }

  send(channel: string, ...args: readonly unknown[]): void {
    this.$post({ kind: 'push', channel, args: encode(args) });
  }

  getURL(): string {
    return this.#page === undefined ? '' : this.#options.schemes.toApp(this.#page.url());
  }

  $webPreferences(): object {
    return this.#options.webPreferences;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isLoading(): boolean {
    return this.#loading;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    await this.#options.load(url);
  }

  reload(): void {
    this.#options.reload();
  }

  close(): void {
    this.#options.close();
  }

  focus(): void {
    void this.#page?.bringToFront().catch(() => undefined);
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor;
  }

  getZoomFactor(): number {
    return this.#zoom;
  }

  setBackgroundThrottling(_allowed: boolean): void {}

  async setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> {}

  openDevTools(): void {}

  closeDevTools(): void {}

  isDevToolsOpened(): boolean {
    return false;
  }

  toggleDevTools(): void {}

  async executeJavaScript(code: string): Promise<unknown> {
    return this.#page?.evaluate(code);
  }

  $page(): Page | undefined {
    return this.#page;
  }

  $attach(page: Page | undefined): void {
    this.#page = page;
  }

  $setLoading(loading: boolean): void {
    this.#loading = loading;
  }

  $destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#page = undefined;
    this.emit('destroyed');
  }

  $origin(): string {
    return this.#page === undefined ? '' : this.#options.schemes.originOf(this.#page.url());
  }

  /** As in Electron without a handler: opening is allowed. */
  $askToOpen(url: string): 'allow' | 'deny' {
    const answer = this.#openHandler?.({
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: this.getURL(), policy: 'default' },
    });
    return answer?.action ?? 'allow';
  }

  /** A page that is being replaced or closed has nobody to receive: as in Electron, the message is lost. */
  $post(message: ToPage): void {
    const deliver = `globalThis[${JSON.stringify(this.#options.receiver)}]?.(${JSON.stringify(JSON.stringify(message))})`;
    void this.#page?.evaluate(deliver).catch(() => undefined);
  }
}
