import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { App } from './app';
import { Browser, type BrowserRequest } from './browser';
import {
  type BrowserWindowClass,
  browserWindowClass,
  type MenuClass,
  menuClass,
  type NotificationClass,
  notificationClass,
  type TrayClass,
  trayClass,
} from './classes';
import { showOnDesktop } from './desktop';
import { Dialog, PowerMonitor, Screen, Shell } from './desktop-models';
import { nativeImage } from './image';
import { IpcMain } from './ipc-main';
import { type Menu, MenuItem } from './menu';
import type { Notification } from './notification';
import type { StandInOptions } from './options';
import { prepareContext, preparePage } from './pages';
import { Permissions } from './permissions';
import { Preventable } from './preventable';
import { SafeStorage } from './safe-storage';
import { SchemeServers } from './scheme-servers';
import { type Protocol, Session } from './session';
import { NativeTheme } from './theme';
import type { Tray } from './tray';
import { WebContents } from './web-contents';
import type { BrowserWindow, WindowHost } from './window';

export interface StandInParts {
  readonly options: StandInOptions;
  readonly platform: NodeJS.Platform;
  /** The project's folder. */
  readonly root: string;
  /** The app's own arguments. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The page's half, as built from page/bridge.ts. */
  readonly pageScript: string;
  say(what: string, detail?: unknown): void;
  exit(code: number): void;
}

/** What the app gets for `electron`. conformance.ts holds it to Electron's own types. */
export interface ElectronModule {
  readonly app: App;
  readonly BrowserWindow: BrowserWindowClass;
  readonly ipcMain: IpcMain;
  readonly protocol: Protocol;
  readonly session: { readonly defaultSession: Session };
  readonly Tray: TrayClass;
  readonly Menu: MenuClass;
  readonly MenuItem: typeof MenuItem;
  readonly Notification: NotificationClass;
  readonly nativeTheme: NativeTheme;
  readonly nativeImage: typeof nativeImage;
  readonly powerMonitor: PowerMonitor;
  readonly safeStorage: SafeStorage;
  readonly shell: Shell;
  readonly dialog: Dialog;
  readonly screen: Screen;
  readonly crashReporter: { start(): void };
}

export interface StandIn {
  readonly electron: ElectronModule;
  /** For a test's remote control: what there is and what was shown, in order. */
  readonly shown: {
    readonly windows: readonly BrowserWindow[];
    readonly trays: readonly Tray[];
    readonly notifications: readonly Notification[];
    readonly browser: Browser;
    focused(): BrowserWindow | undefined;
  };
}

/** Builds the module. Nothing runs yet: the browser starts with the first page, `app` is ready when it is told so. */
export function createStandIn(parts: StandInParts): StandIn {
  const { options, platform, say } = parts;
  const about = readPackage(parts.root);
  const windows: BrowserWindow[] = [];
  const trays: Tray[] = [];
  const notifications: Notification[] = [];
  /** A page that is being prepared belongs to a window before the window knows it. */
  const owners = new WeakMap<Page, BrowserWindow>();
  const menu: { menu: Menu | null } = { menu: null };
  const focus: { window: BrowserWindow | undefined } = { window: undefined };
  const lastId = { window: 0 };

  const schemes = new SchemeServers();
  const permissions = new Permissions();
  const session = new Session(schemes, permissions);
  const ipcMain = new IpcMain();
  const nativeTheme = new NativeTheme(options.colorScheme, () =>
    windows.flatMap((window) => window.webContents.$page() ?? []),
  );
  const pageParts = {
    names: { binding: randomName(), receiver: randomName(), platform },
    pageScript: parts.pageScript,
    schemes,
    session,
    permissions,
    nativeTheme,
    ipcMain,
    windowOf: (page: Page) => owners.get(page),
    say,
  };
  const browser = new Browser(options, process.getuid?.() === 0, (context) =>
    prepareContext(context, pageParts),
  );
  const app = new App({
    platform,
    root: parts.root,
    args: parts.args,
    name: about.name,
    version: about.version,
    locale: options.locale,
    env: parts.env,
    say,
    closeWindows: () => {
      for (const window of [...windows]) window.close();
      return windows.length === 0;
    },
    focusBrowser: () => windows[0]?.focus(),
    shutDown: async () => {
      await browser.close();
      await schemes.close();
    },
    exit: parts.exit,
  });

  /** A browser that does not start leaves a program that nobody can see or end. */
  const openedPage = (request: BrowserRequest) =>
    browser.page(request).catch((error: unknown) => {
      const [reason] = String(error).split('\n');
      say('no window: the browser did not start', { browser: options.chromium, reason });
      app.exit(1);
      throw error;
    });

  const host: WindowHost = {
    visibleToPeople: !options.driven && !options.headless,
    say,
    toHttp: (url) => schemes.toHttp(url),
    created: (window) => {
      windows.push(window);
      lastId.window += 1;
      return lastId.window;
    },
    closed: (window) => {
      windows.splice(windows.indexOf(window), 1);
      if (windows.length === 0) app.$allWindowsClosed();
    },
    focused: (window) => {
      focus.window = window;
    },
    makeContents: (window, windowOptions) => {
      const contents = new WebContents({
        id: window.id,
        session,
        schemes,
        receiver: pageParts.names.receiver,
        webPreferences: windowOptions.webPreferences ?? {},
        load: (url) => window.loadURL(url),
        reload: () => window.$reload(),
        close: () => window.close(),
      });
      app.emit('web-contents-created', new Preventable(), contents);
      // Listeners expect a window that is whole, as Electron gives it: the constructor ends first.
      queueMicrotask(() => app.emit('browser-window-created', new Preventable(), window));
      return contents;
    },
    openPage: async (window, url) => {
      const { commandLine } = app;
      const port = commandLine.getSwitchValue('remote-debugging-port');
      const page = await openedPage({
        profile: join(app.getPath('userData'), 'stand-in-chromium'),
        startUrl: url,
        size: window.getBounds(),
        switches: commandLine.$forChromium(),
        debuggingPort: commandLine.hasSwitch('remote-debugging-port') ? Number(port) : null,
      });
      owners.set(page, window);
      await preparePage(page, window, pageParts);
      return page;
    },
  };

  const modelHost = { driven: options.driven, platform, say };
  return {
    electron: {
      app,
      BrowserWindow: browserWindowClass(host, windows, () => focus.window),
      ipcMain,
      protocol: session.protocol,
      session: { defaultSession: session },
      Tray: trayClass({
        made: (tray) => trays.push(tray),
        gone: (tray) => trays.splice(trays.indexOf(tray), 1),
        say,
      }),
      Menu: menuClass(menu),
      MenuItem,
      Notification: notificationClass({
        shown: (notification) => notifications.push(notification),
        say,
        showOnDesktop: (popup) => {
          if (!options.driven) showOnDesktop(platform, popup);
        },
      }),
      nativeTheme,
      nativeImage,
      powerMonitor: new PowerMonitor(),
      safeStorage: new SafeStorage(options.secretsBackend, () =>
        join(app.getPath('userData'), 'stand-in-keychain'),
      ),
      shell: new Shell(modelHost),
      dialog: new Dialog(modelHost),
      screen: new Screen(),
      // A crash of the browser is told on stderr; there is nothing to collect.
      crashReporter: { start: () => undefined },
    },
    shown: { windows, trays, notifications, browser, focused: () => focus.window },
  };
}

function randomName(): string {
  return `standIn${randomBytes(8).toString('hex')}`;
}

function readPackage(root: string): { name: string; version: string } {
  const about: Record<string, unknown> = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return {
    name: String(about['productName'] ?? about['name'] ?? 'app'),
    version: String(about['version'] ?? '0.0.0'),
  };
}
