import type { StandIn } from './electron';
import { describeFrame } from './frames';
import type { MenuModel } from './menu';
import type { NotificationModel } from './notification';
import type { TrayModel } from './tray';

/** What a test sees of everything outside the page. */
export interface ShownState {
  readonly windows: readonly {
    readonly id: number;
    readonly visible: boolean;
    readonly focused: boolean;
    readonly minimized: boolean;
    readonly url: string;
    readonly title: string;
    readonly webPreferences: Readonly<Record<string, unknown>>;
  }[];
  readonly tray: TrayModel | null;
  readonly popups: readonly NotificationModel[];
  readonly openedLinks: readonly string[];
  readonly dialogs: readonly string[];
  readonly menu: readonly MenuModel[];
  readonly badge: number;
  readonly openAtLogin: boolean;
  readonly themeSource: string;
  readonly channels: readonly string[];
  /** Port of Chromium's debugger, once it listens. */
  readonly debuggingPort: number | null;
}

/** What a test can do from outside the page. Each is what a user, the desktop or a foreign page would do. */
export interface Verbs {
  state(): ShownState;
  clickPopup(index: number): void;
  dismissPopup(index: number): void;
  popupAction(index: number, action: number): void;
  clickTray(...labels: string[]): void;
  clickMenu(...labels: string[]): void;
  closeWindow(): void;
  minimizeWindow(): void;
  reload(): void;
  suspend(): void;
  resume(): void;
  setTheme(scheme: 'dark' | 'light'): void;
  answerFiles(...paths: string[]): void;
  answerButton(index: number): void;
  /** Calls a handler the way a frame of another origin, an inner frame or one that is gone would. */
  invokeAs(
    frame: { readonly origin: string; readonly inner?: boolean } | null,
    channel: string,
    args: readonly unknown[],
  ): Promise<unknown>;
  quit(): void;
}

export interface ControlRequest {
  readonly id: number;
  readonly verb: keyof Verbs;
  readonly args: readonly unknown[];
}

export type ControlAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

export function createVerbs(standIn: StandIn): Verbs {
  const { electron, shown } = standIn;
  const popup = (index: number) => {
    const found = shown.notifications.at(index);
    if (found === undefined) throw new Error(`there is no popup ${index}`);
    return found;
  };
  const tray = () => {
    const found = shown.trays.at(0);
    if (found === undefined) throw new Error('there is no tray icon');
    return found;
  };
  const window = () => {
    const found = shown.windows.at(0);
    if (found === undefined) throw new Error('there is no window');
    return found;
  };
  const roles = (role: string) => {
    if (role === 'quit') electron.app.quit();
    else if (role === 'close') window().close();
    else if (role === 'minimize') window().minimize();
    else throw new Error(`the role ${role} does nothing in the stand-in`);
  };
  return {
    state: () => ({
      windows: shown.windows.map((shownWindow) => ({
        id: shownWindow.id,
        visible: shownWindow.isVisible(),
        focused: shownWindow.isFocused(),
        minimized: shownWindow.isMinimized(),
        url: shownWindow.webContents.getURL(),
        title: shownWindow.getTitle(),
        webPreferences: { ...shownWindow.webContents.$webPreferences() },
      })),
      tray: shown.trays.at(0)?.$model() ?? null,
      popups: shown.notifications.map((notification) => notification.$model()),
      openedLinks: electron.shell.$opened(),
      dialogs: electron.dialog.$shown(),
      menu: electron.Menu.getApplicationMenu()?.$model() ?? [],
      badge: electron.app.getBadgeCount(),
      openAtLogin: electron.app.getLoginItemSettings().openAtLogin,
      themeSource: electron.nativeTheme.themeSource,
      channels: electron.ipcMain.$channels(),
      debuggingPort: shown.browser.debuggingPort(),
    }),
    clickPopup: (index) => popup(index).$click(),
    dismissPopup: (index) => popup(index).$dismiss(),
    popupAction: (index, action) => popup(index).$action(action),
    clickTray: (...labels) => {
      if (labels.length === 0) tray().$click();
      else tray().$menu().$find(labels).$activate(shown.focused(), roles);
    },
    clickMenu: (...labels) => {
      electron.Menu.getApplicationMenu()?.$find(labels).$activate(shown.focused(), roles);
    },
    closeWindow: () => window().close(),
    minimizeWindow: () => window().minimize(),
    reload: () => window().webContents.reload(),
    suspend: () => {
      electron.powerMonitor.emit('suspend');
    },
    resume: () => {
      electron.powerMonitor.emit('resume');
    },
    setTheme: (scheme) => electron.nativeTheme.$setSystem(scheme),
    answerFiles: (...paths) => electron.dialog.$answerFiles(paths),
    answerButton: (index) => electron.dialog.$answerButton(index),
    invokeAs: (frame, channel, args) => {
      const own = frame === null ? null : foreignFrame(frame.origin, frame.inner === true);
      return electron.ipcMain.$invoke(
        { contents: window().webContents, frame: own },
        channel,
        args,
      );
    },
    quit: () => electron.app.quit(),
  };
}

function foreignFrame(origin: string, inner: boolean) {
  const top = describeFrame({
    url: `${origin}/`,
    origin,
    name: '',
    parent: null,
    destroyed: () => false,
  });
  if (!inner) return top;
  return describeFrame({
    url: `${origin}/`,
    origin,
    name: '',
    parent: top,
    destroyed: () => false,
  });
}

/** Serves a test over Node's channel between parent and child process; the program ends with its test. */
export function serveControl(standIn: StandIn): void {
  const verbs: Record<string, (...args: never[]) => unknown> = { ...createVerbs(standIn) };
  process.on('message', (request: ControlRequest) => {
    void answer(request).then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => standIn.electron.app.exit(0));

  async function answer({ id, verb, args }: ControlRequest): Promise<ControlAnswer> {
    try {
      const run = verbs[verb];
      if (run === undefined) throw new Error(`no such verb: ${verb}`);
      return { id, ok: true, value: await Reflect.apply(run, undefined, args) };
    } catch (error) {
      return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  }
}
