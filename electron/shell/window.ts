import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  NativeTheme,
  Screen,
  WebContents,
} from 'electron';
import { indexOf, type PageOrigin } from '../security/origin';
import { webPreferences } from '../security/web-preferences';
import type { StateStore } from '../settings/state-store';
import type { Log } from './log';
import { backgroundColor } from './theme';
import { MIN_SIZE, startBounds } from './window-bounds';

/** A page that keeps crashing is not started again and again. */
const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 10 * 60_000;

export interface WindowOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>;
  readonly page: PageOrigin;
  readonly preload: string;
  readonly icon: string;
  readonly state: StateStore;
  readonly log: Log;
  readonly now: () => number;
  /** While true, closing closes; otherwise it hides. */
  readonly isQuitting: () => boolean;
  readonly onHiddenToTray: () => void;
  readonly onVisible: (visible: boolean) => void;
  /** A new page begins to load, or the old one died: nothing can be pushed until it asks for its bootstrap. */
  readonly onPageGone: () => void;
}

export interface MainWindow {
  /** Creates it if need be, shows it and brings it to the front. */
  show(): void;
  current(): BrowserWindow | undefined;
  destroy(): void;
}

export function createMainWindow(options: WindowOptions): MainWindow {
  let window: BrowserWindow | undefined;

  const open = (): BrowserWindow => {
    const { maximized, ...bounds } = startBounds(
      options.state.current().window,
      options.screen.getAllDisplays().map((display) => display.workArea),
    );
    const created = options.create({
      ...bounds,
      minWidth: MIN_SIZE.width,
      minHeight: MIN_SIZE.height,
      title: 'Batchwatch',
      icon: options.icon,
      backgroundColor: backgroundColor(options.nativeTheme),
      autoHideMenuBar: true,
      webPreferences: webPreferences(options.preload, options.page.kind === 'dev'),
    });
    if (maximized) created.maximize();
    watchVisibility(created, options);
    created.on('close', (event) => {
      keepBounds(created, options.state);
      if (options.isQuitting()) return;
      event.preventDefault();
      created.hide();
      options.onHiddenToTray();
    });
    created.on('closed', () => {
      window = undefined;
      options.onPageGone();
      options.onVisible(false);
    });
    watchPage(created.webContents, options);
    created.loadURL(indexOf(options.page)).catch((error: unknown) => {
      options.log.error('The page could not be loaded', error);
    });
    options.onVisible(true);
    return created;
  };

  return {
    show() {
      if (window === undefined || window.isDestroyed()) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    current: () => (window === undefined || window.isDestroyed() ? undefined : window),
    destroy() {
      if (window === undefined || window.isDestroyed()) return;
      keepBounds(window, options.state);
      window.destroy();
    },
  };
}

function watchVisibility(window: BrowserWindow, options: WindowOptions): void {
  const tell = () => options.onVisible(window.isVisible() && !window.isMinimized());
  window.on('show', tell);
  window.on('hide', tell);
  window.on('minimize', tell);
  window.on('restore', tell);
}

function keepBounds(window: BrowserWindow, state: StateStore): void {
  state.update({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
}

function watchPage(contents: WebContents, options: WindowOptions): void {
  const { log } = options;
  let crashes: number[] = [];
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) options.onPageGone();
  });
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame) log.error(`The page did not load: ${description} (${code})`);
  });
  contents.on('preload-error', (_event, _path, error) => log.error('The preload failed', error));
  contents.on('unresponsive', () => log.warn('The page does not respond'));
  contents.on('responsive', () => log.info('The page responds again'));
  contents.on('console-message', (event) => {
    if (event.level === 'error') log.warn(`The page says: ${event.message.slice(0, 500)}`);
  });
  contents.on('render-process-gone', (_event, details) => {
    options.onPageGone();
    if (details.reason === 'clean-exit') return;
    log.error(`The page's process ended: ${details.reason} (${details.exitCode})`);
    const now = options.now();
    crashes = [...crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    if (crashes.length <= MAX_CRASHES) contents.reload();
    else log.error('The page keeps crashing and is not started again; popups go on');
  });
}
