import { homedir } from 'node:os';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { resolveLanguage } from '../shared/i18n/language';
import { messagesFor } from '../shared/i18n/messages';
import type { AppInfo, Route } from '../shared/ipc/api';
import { launchDemo } from './demo/launch';
import { createWorkerEngine } from './engine/worker-client';
import { appHandlers } from './ipc/handlers/app';
import { connectionHandlers } from './ipc/handlers/connection';
import { engineHandlers } from './ipc/handlers/engine';
import { outsideHandlers } from './ipc/handlers/outside';
import { popupHandlers } from './ipc/handlers/popups';
import { secretHandlers } from './ipc/handlers/secrets';
import { settingsHandlers } from './ipc/handlers/settings';
import { silenceHandlers } from './ipc/handlers/silences';
import { installRequests } from './ipc/install';
import { createPage } from './ipc/page';
import { closeThePageIn } from './security/install';
import { originOf, pageOrigin } from './security/origin';
import { describeError, type KnownSecrets } from './security/redact';
import { isTrustedSender } from './security/sender';
import { createSecretGuard } from './settings/secret-guard';
import type { CommandLine } from './shell/command-line';
import { createDemoKeeper } from './shell/demo-keeper';
import { createDesktop } from './shell/desktop';
import { engineConfig, withFreeId } from './shell/engine-config';
import { passOn } from './shell/engine-events';
import { followSettings } from './shell/follow-settings';
import { appIconFile } from './shell/icons';
import { openLink } from './shell/links';
import type { Log } from './shell/log';
import { watchPower } from './shell/power';
import { openStores } from './shell/stores';
import { secretsProblem, settingsProblem } from './shell/trouble';
import { createWatcher } from './shell/watcher';
import { createMainWindow } from './shell/window';

/** What of Electron the program uses; handed in, so that everything but main.ts loads without it. */
export type ElectronApi = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
>;

export interface ComposeOptions {
  readonly electron: ElectronApi;
  readonly commandLine: CommandLine;
  readonly log: Log;
  readonly known: KnownSecrets;
  /** What came with Electron's `ready`. */
  readonly launchInfo: unknown;
  /** The folder of the built main process; preload, page and assets lie beside it. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => number;
}

export interface Program {
  /** Shows the window, on a view if one is named. */
  show(route?: Route): void;
  /** Tells the user of trouble inside the program. */
  tell(title: string, body: string): void;
  /** From now on closing the window closes it. */
  startQuitting(): void;
  stop(): Promise<void>;
}

/** Builds everything and passes it on: the only place that knows all parts. */
export async function compose(options: ComposeOptions): Promise<Program> {
  const { electron, commandLine, log, now } = options;
  const { app } = electron;
  const { platform } = process;
  const built = join(options.folder, '..');
  const assets = join(built, '..', 'assets');
  const origin = pageOrigin(options.env['BATCHWATCH_DEV_SERVER'], app.isPackaged);

  const stores = await openStores({
    userData: app.getPath('userData'),
    config: commandLine.config,
    safeStorage: electron.safeStorage,
    platform,
    log,
    now: now(),
  });
  const { settings, told, state, secrets } = stores;
  const guard = createSecretGuard({
    saved: settings.current,
    stored: () => secrets.state().stored,
  });
  options.known.readFrom(() => Object.values(secrets.all()));

  const language = () => resolveLanguage(settings.current().language, app.getLocale());
  const messages = () => messagesFor(language());
  let quitting = false;
  let selected: string | undefined;
  let ledger = told.ledger;

  closeThePageIn({
    electron,
    origin,
    root: join(built, 'renderer'),
    openOutside: (address) => {
      openLink(electron.shell, address).catch((error: unknown) => {
        log.error('A link could not be opened', error);
      });
    },
    log,
  });

  const window = createMainWindow({
    create: (given) => new electron.BrowserWindow(given),
    screen: electron.screen,
    nativeTheme: electron.nativeTheme,
    page: origin,
    preload: join(built, 'preload', 'preload.cjs'),
    icon: appIconFile(assets, platform),
    state,
    log,
    now,
    isQuitting: () => quitting,
    onHiddenToTray: () => desktop.hintOnce(),
    onVisible: (visible) => {
      if (visible) desktop.windowOpened();
      watcher.setVisible(visible).catch((error: unknown) => log.error('Not told', error));
    },
    onPageGone: () => page.detach(),
  });
  const page = createPage(() => window.current()?.webContents);
  const show = (route?: Route) => {
    if (route !== undefined) page.navigate(route);
    window.show();
  };

  const demo = createDemoKeeper({
    launch: async () => {
      const running = await launchDemo(join(options.folder, 'demo-worker.cjs'));
      const environment = withFreeId(running.environment, settings.current());
      if (commandLine.demo) selected ??= environment.id;
      return { environment, stop: () => running.stop() };
    },
    log,
  });

  const watcher = createWatcher({
    start: (onDied) =>
      createWorkerEngine(join(options.folder, 'engine-worker.cjs'), {
        ledger,
        onFatal: onDied,
        onDefect: (where, message) => log.error(`The watcher failed at ${where}: ${message}`),
      }),
    config: () =>
      engineConfig({
        settings: settings.current(),
        demo: demo.environment(),
        secrets: secrets.all(),
        language: language(),
        selected,
      }),
    onEvent: (event) => {
      passOn(event, {
        page,
        desktop,
        log,
        keep: (next) => {
          ledger = next;
          told.save(next);
        },
      });
    },
    onWatching: (watching) => page.push('engine.watching', watching),
    onDied: (outcome, error) => {
      log.error(`The watcher died (${outcome})`, error);
      desktop.blind(outcome);
    },
    now,
  });

  const pause = async (until: number | null) => {
    const end = until !== null && until > now() ? until : null;
    state.update({ pausedUntil: end });
    await watcher.pausePopups(end);
  };

  const desktop = createDesktop({
    electron,
    assets,
    platform,
    launchInfo: options.launchInfo,
    development: origin.kind === 'dev',
    messages,
    language,
    now,
    log,
    state,
    window: () => window.current(),
    show,
    pause: (until) => {
      pause(until).catch((error: unknown) => log.error('Pausing failed', error));
    },
    quit: () => app.quit(),
  });

  // Before the engine is configured, so that nothing slips through a pause that outlived a restart.
  const { pausedUntil } = state.current();
  if (pausedUntil !== null) {
    pause(pausedUntil).catch((error: unknown) => log.error('Still not paused', error));
  }
  const ready = followSettings({
    settings,
    demoAsked: commandLine.demo,
    demo,
    watcher,
    desktop,
    page,
    nativeTheme: electron.nativeTheme,
    autostart: {
      app,
      platform,
      executable: options.env['APPIMAGE'] ?? app.getPath('exe'),
      configHome: options.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
    },
    messages,
    log,
  });

  const info = (): AppInfo => {
    const ofSettings = settingsProblem(settings.trouble, settings.file, messages());
    const ofSecrets = secretsProblem(secrets.trouble, secrets.file, messages());
    return {
      version: app.getVersion(),
      runtime: process.versions['electron'] === undefined ? 'chromium' : 'electron',
      platform,
      locale: app.getLocale(),
      demo: demo.environment() !== undefined,
      ...(ofSettings === undefined ? {} : { settingsProblem: ofSettings }),
      ...(ofSecrets === undefined ? {} : { secretsProblem: ofSecrets }),
    };
  };
  const select = (env: string) => {
    const configured = settings.current().environments.some((one) => one.id === env);
    if (!configured && demo.environment()?.id !== env) return false;
    selected = env;
    if (configured) void settings.remember((current) => ({ ...current, selected: env }));
    return true;
  };
  const { remember } = settings;

  installRequests(
    electron.ipcMain,
    {
      ...appHandlers({ watcher, settings, secrets, page, info, ready }),
      ...engineHandlers({ watcher, select, remember }),
      ...silenceHandlers({ watcher, remember }),
      ...popupHandlers({ pause }),
      ...settingsHandlers({ settings, guard, messages }),
      ...secretHandlers({ secrets, guard, watcher, messages }),
      ...connectionHandlers({ watcher, guard, messages }),
      ...outsideHandlers({
        shell: electron.shell,
        dialog: electron.dialog,
        window: () => window.current(),
        messages,
      }),
    },
    {
      isTrusted: (event) =>
        isTrustedSender(event, {
          contentsId: window.current()?.webContents.id,
          origin: originOf(origin),
        }),
      describe: (error) => describeError(error, options.known.list()),
      onRefused: (name, refusal, error) =>
        log.warn(`Refused ${name}: ${refusal.kind}`, error ?? refusal.message),
    },
  );
  watchPower(electron.powerMonitor, watcher, log);
  if (!commandLine.hidden) window.show();

  return {
    show,
    tell: (title, body) => desktop.tell(title, body),
    startQuitting() {
      quitting = true;
    },
    async stop() {
      quitting = true;
      desktop.destroy();
      window.destroy();
      const ends = await Promise.allSettled([watcher.stop(), demo.ensure(false)]);
      for (const end of ends) {
        if (end.status === 'rejected') log.error('A part did not end cleanly', end.reason);
      }
      await stores.settled();
    },
  };
}
