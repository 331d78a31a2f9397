import type { Page } from 'playwright';
import type { Verbs } from '../../electron/stand-in/control';
import type { MenuModel } from '../../electron/stand-in/menu';
import type { NotificationModel } from '../../electron/stand-in/notification';
import type { TrayModel } from '../../electron/stand-in/tray';

export interface LaunchOptions {
  /** Settings as in the settings file; written to a temporary file and given as `--config`. */
  readonly config?: object;
  readonly demo?: boolean;
  /** Kept after the test where it is given; a temporary folder otherwise. */
  readonly userDataDir?: string;
  readonly secretsBackend?: 'basic_text' | 'gnome_libsecret' | 'unavailable';
  /** BCP 47. */
  readonly locale?: string;
  /** What the system is set to. */
  readonly colorScheme?: 'dark' | 'light';
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Another app than the console: the stand-in's own fixture. */
  readonly folder?: string;
}

export type Popup = Pick<NotificationModel, 'title' | 'body' | 'urgency' | 'timeoutType'>;
export type TrayState = Pick<TrayModel, 'icon' | 'tooltip' | 'menu'>;
export type { MenuModel };

/** The running console as its user meets it: the page, and everything the desktop shows of it. */
export interface AppHandle {
  readonly runtime: 'electron' | 'chromium';
  readonly page: Page;
  readonly userDataDir: string;
  /** Every popup shown so far, oldest first. */
  popups(): Promise<readonly Popup[]>;
  /** Negative counts from the newest. */
  clickPopup(index: number): Promise<void>;
  /** `null` before the tray icon exists. */
  tray(): Promise<TrayState | null>;
  /** Clicks the entry at a path of labels; without labels, the icon itself. */
  clickTray(...labels: string[]): Promise<void>;
  isVisible(): Promise<boolean>;
  /** What the title bar's button does. */
  closeWindow(): Promise<void>;
  reload(): Promise<void>;
  openedLinks(): Promise<readonly string[]>;
  badge(): Promise<number>;
  /** Web preferences the window was made with. */
  webPreferences(): Promise<Readonly<Record<string, unknown>>>;
  suspend(): Promise<void>;
  resume(): Promise<void>;
  setTheme(scheme: 'dark' | 'light'): Promise<void>;
  /** The answer to the next file dialog. */
  answerFiles(...paths: string[]): Promise<void>;
  stdout(): string;
  stderr(): string;
  /** Ends the program as its user does; resolves with the exit code. Safe to call again. */
  quit(): Promise<number>;
  /** Everything the stand-in can do besides; absent on Electron. */
  readonly standIn?: RemoteVerbs;
}

/** The stand-in's verbs from another process. */
export type RemoteVerbs = {
  readonly [K in keyof Verbs]: (
    ...args: Parameters<Verbs[K]>
  ) => Promise<Awaited<ReturnType<Verbs[K]>>>;
};
