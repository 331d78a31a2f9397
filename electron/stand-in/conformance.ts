import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { ElectronModule } from './electron';

/**
 * Checked by the compiler alone: the stand-in promises nothing that Electron has not. Members that begin with `$` are
 * the stand-in's own; the emitter's are checked by `knownEvents`.
 */
type Ours = ElectronModule;

type Public<T> = Exclude<keyof T, keyof EventEmitter | `$${string}`>;

/** Members that Electron lacks. */
type Invented<Own, Real> = Exclude<Public<Own>, keyof Real>;

/** Members that are a function on one side and something else on the other. */
type Mistaken<Own, Real> = {
  [K in Public<Own> & keyof Real]: Own[K] extends CallableFunction
    ? Real[K] extends CallableFunction
      ? never
      : K
    : Real[K] extends CallableFunction
      ? K
      : never;
}[Public<Own> & keyof Real];

type Faithful<Own, Real> = [Invented<Own, Real> | Mistaken<Own, Real>] extends [never]
  ? true
  : Invented<Own, Real> | Mistaken<Own, Real>;

export const faithful = {
  module: true satisfies Faithful<Ours, typeof Electron>,
  app: true satisfies Faithful<Ours['app'], Electron.App>,
  commandLine: true satisfies Faithful<Ours['app']['commandLine'], Electron.CommandLine>,
  window: true satisfies Faithful<InstanceType<Ours['BrowserWindow']>, Electron.BrowserWindow>,
  windows: true satisfies Faithful<Ours['BrowserWindow'], typeof Electron.BrowserWindow>,
  contents: true satisfies Faithful<
    InstanceType<Ours['BrowserWindow']>['webContents'],
    Electron.WebContents
  >,
  session: true satisfies Faithful<Ours['session']['defaultSession'], Electron.Session>,
  webRequest: true satisfies Faithful<
    Ours['session']['defaultSession']['webRequest'],
    Electron.WebRequest
  >,
  ipcMain: true satisfies Faithful<Ours['ipcMain'], Electron.IpcMain>,
  protocol: true satisfies Faithful<Ours['protocol'], Electron.Protocol>,
  tray: true satisfies Faithful<InstanceType<Ours['Tray']>, Electron.Tray>,
  menu: true satisfies Faithful<InstanceType<Ours['Menu']>, Electron.Menu>,
  menus: true satisfies Faithful<Ours['Menu'], typeof Electron.Menu>,
  menuItem: true satisfies Faithful<InstanceType<Ours['MenuItem']>, Electron.MenuItem>,
  notification: true satisfies Faithful<InstanceType<Ours['Notification']>, Electron.Notification>,
  notifications: true satisfies Faithful<Ours['Notification'], typeof Electron.Notification>,
  nativeTheme: true satisfies Faithful<Ours['nativeTheme'], Electron.NativeTheme>,
  nativeImage: true satisfies Faithful<Ours['nativeImage'], typeof Electron.nativeImage>,
  image: true satisfies Faithful<
    ReturnType<Ours['nativeImage']['createEmpty']>,
    Electron.NativeImage
  >,
  safeStorage: true satisfies Faithful<Ours['safeStorage'], Electron.SafeStorage>,
  shell: true satisfies Faithful<Ours['shell'], Electron.Shell>,
  dialog: true satisfies Faithful<Ours['dialog'], Electron.Dialog>,
  screen: true satisfies Faithful<Ours['screen'], Electron.Screen>,
  powerMonitor: true satisfies Faithful<Ours['powerMonitor'], Electron.PowerMonitor>,
} as const;

/** Every event that the stand-in emits, written once where Electron's overloads accept or refuse its name. */
export function knownEvents(
  app: Electron.App,
  window: Electron.BrowserWindow,
  contents: Electron.WebContents,
  session: Electron.Session,
  others: {
    readonly tray: Electron.Tray;
    readonly notification: Electron.Notification;
    readonly theme: Electron.NativeTheme;
    readonly power: Electron.PowerMonitor;
  },
): void {
  const nothing = () => {};
  app.on('will-finish-launching', nothing).on('ready', nothing).on('window-all-closed', nothing);
  app.on('before-quit', nothing).on('will-quit', nothing).on('quit', nothing);
  app.on('second-instance', nothing);
  app.on('browser-window-created', nothing).on('web-contents-created', nothing);
  window.on('ready-to-show', nothing).on('show', nothing).on('hide', nothing);
  window.on('focus', nothing).on('blur', nothing).on('close', nothing).on('closed', nothing);
  window.on('minimize', nothing).on('restore', nothing);
  window.on('maximize', nothing).on('unmaximize', nothing);
  window.on('enter-full-screen', nothing).on('leave-full-screen', nothing);
  window.on('resize', nothing).on('move', nothing);
  contents.on('did-start-loading', nothing).on('did-stop-loading', nothing);
  contents.on('did-finish-load', nothing).on('did-fail-load', nothing).on('dom-ready', nothing);
  contents.on('did-start-navigation', nothing);
  contents.on('will-navigate', nothing).on('will-frame-navigate', nothing);
  contents.on('console-message', nothing).on('render-process-gone', nothing);
  contents.on('destroyed', nothing);
  session.on('will-download', nothing);
  others.tray.on('click', nothing);
  others.notification.on('show', nothing).on('click', nothing).on('close', nothing);
  others.notification.on('action', nothing);
  others.theme.on('updated', nothing);
  others.power.on('suspend', nothing).on('resume', nothing);
}
