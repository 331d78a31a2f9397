import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright';
import type { StandInOptions } from './options';

const FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
  '--password-store=basic',
  // The page's world ends at the loopback interface: not even a name is looked up for it.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export interface BrowserRequest {
  readonly profile: string;
  /** Where the window starts: a page of the app's own origin, so that Chromium shows no address bar for it. */
  readonly startUrl: string;
  readonly size: { readonly width: number; readonly height: number };
  /** Port of Chromium's own debugger, if one was asked for; 0 lets it choose. */
  readonly debuggingPort: number | null;
  /** Switches of the app's own. */
  readonly switches: readonly string[];
}

/** The installed Chromium, started when the first window needs a page and again when its last one was closed. */
export class Browser {
  readonly #options: StandInOptions;
  readonly #asRoot: boolean;
  readonly #onContext: (context: BrowserContext) => Promise<void>;
  #running: Promise<BrowserContext> | undefined;
  /** The one before, on its way out: it holds the profile until it is gone. */
  #ending: Promise<unknown> = Promise.resolve();
  #context: BrowserContext | undefined;
  #profile = '';

  /** `onContext` prepares a fresh browser before any page of the app is loaded into it. */
  constructor(
    options: StandInOptions,
    asRoot: boolean,
    onContext: (context: BrowserContext) => Promise<void>,
  ) {
    this.#options = options;
    this.#asRoot = asRoot;
    this.#onContext = onContext;
  }

  /** A page for a window: the one Chromium opened with, or a new one. */
  async page(request: BrowserRequest): Promise<Page> {
    const fresh = this.#running === undefined;
    this.#running ??= this.#start(request);
    const context = await this.#running;
    const first = context.pages()[0];
    return fresh && first !== undefined ? first : context.newPage();
  }

  /** The debugger's port once Chromium runs, where it was asked for. */
  debuggingPort(): number | null {
    const file = join(this.#profile, 'DevToolsActivePort');
    if (this.#running === undefined || !existsSync(file)) return null;
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  }

  async close(): Promise<void> {
    const context = await this.#running?.catch(() => undefined);
    if (context !== undefined) this.#end(context);
    // A browser that hangs is ended with this process, whose pipe it lives on.
    await Promise.race([this.#ending, sleep(5_000, undefined, { ref: false })]);
  }

  #end(context: BrowserContext): void {
    if (this.#context !== context) return;
    this.#context = undefined;
    this.#running = undefined;
    this.#ending = context.close().catch(() => undefined);
  }

  async #start(request: BrowserRequest): Promise<BrowserContext> {
    const { headless, chromium: executablePath, locale, chromiumArgs } = this.#options;
    await this.#ending;
    this.#profile = request.profile;
    mkdirSync(request.profile, { recursive: true, mode: 0o700 });
    rmSync(join(request.profile, 'DevToolsActivePort'), { force: true });
    const context = await chromium.launchPersistentContext(request.profile, {
      ...(executablePath === null ? {} : { executablePath }),
      ...(locale === null ? {} : { locale }),
      headless: false,
      // Chromium refuses its sandbox to root.
      chromiumSandbox: !this.#asRoot,
      viewport: null,
      colorScheme: null,
      acceptDownloads: false,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ignoreDefaultArgs: ['--enable-automation'],
      args: [
        ...FLAGS,
        ...(headless ? ['--headless=new', '--hide-scrollbars'] : []),
        ...(request.debuggingPort === null
          ? []
          : [`--remote-debugging-port=${request.debuggingPort}`]),
        `--app=${request.startUrl}`,
        `--window-size=${request.size.width},${request.size.height}`,
        ...request.switches,
        ...chromiumArgs,
      ],
    });
    context.once('close', () => this.#end(context));
    // Chromium ends with its last window; a page asked of it meanwhile would be lost.
    const watch = (page: Page) =>
      page.once('close', () => {
        if (context.pages().length === 0) this.#end(context);
      });
    context.pages().forEach(watch);
    context.on('page', watch);
    this.#context = context;
    await this.#onContext(context);
    return context;
  }
}
