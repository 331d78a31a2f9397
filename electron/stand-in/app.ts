import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { Preventable } from './preventable';
import { SingleInstance } from './single-instance';

type PathName = Parameters<Electron.App['getPath']>[0];

export interface AppHost {
  readonly platform: NodeJS.Platform;
  readonly root: string;
  readonly args: readonly string[];
  readonly name: string;
  readonly version: string;
  readonly locale: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  say(what: string, detail?: unknown): void;
  /** Asks every window to close; false where one stays. */
  closeWindows(): boolean;
  focusBrowser(): void;
  /** Ends what the stand-in runs: browser, servers. */
  shutDown(): Promise<void>;
  exit(code: number): void;
}

/** Electron's `app`: life cycle, paths, and what it tells the desktop. */
export class App extends EventEmitter {
  readonly commandLine: CommandLine;
  readonly isPackaged = false;
  readonly runningUnderARM64Translation = false;
  /** macOS only, as its type says. */
  readonly dock = undefined;
  applicationMenu: Electron.Menu | null = null;
  readonly #host: AppHost;
  readonly #ready: Promise<void>;
  #becomeReady: () => void = () => {};
  readonly #paths = new Map<PathName, string>();
  #name: string;
  #isReady = false;
  #quitting = false;
  #exiting = false;
  #badge = 0;
  #login: Electron.Settings = { openAtLogin: false };
  #lock: SingleInstance | undefined;

  constructor(host: AppHost) {
    super();
    this.#host = host;
    this.#name = host.name;
    this.commandLine = new CommandLine(host.args);
    this.#ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  quit(): void {
    if (this.#quitting || this.#exiting) return;
    this.#quitting = true;
    this.#quitting = this.#mayQuit();
    if (this.#quitting) this.exit(0);
  }

  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    this.emit('quit', new Preventable(), code);
    this.#lock?.release();
    const told = this.#lock?.settled() ?? Promise.resolve();
    void Promise.allSettled([this.#host.shutDown(), told]).then(() => this.#host.exit(code));
  }

  relaunch(): void {
    this.#host.say('relaunch asked for: start the program again');
  }

  focus(): void {
    this.#host.focusBrowser();
  }

  hide(): void {}

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return this.#host.version;
  }

  getAppPath(): string {
    return this.#host.root;
  }

  getPath(name: PathName): string {
    const set = this.#paths.get(name);
    if (set !== undefined) return set;
    switch (name) {
      case 'home':
        return homedir();
      case 'temp':
        return tmpdir();
      case 'appData':
        return appData(this.#host.platform, this.#host.env);
      case 'userData':
        return (
          this.commandLine.getSwitchValue('user-data-dir') ||
          join(this.getPath('appData'), this.#name)
        );
      case 'sessionData':
        return this.getPath('userData');
      case 'logs':
        return join(this.getPath('userData'), 'logs');
      case 'crashDumps':
        return join(this.getPath('userData'), 'Crashpad');
      case 'exe':
      case 'module':
        return process.execPath;
      case 'assets':
        return this.#host.root;
      case 'desktop':
        return join(homedir(), 'Desktop');
      case 'documents':
        return join(homedir(), 'Documents');
      case 'downloads':
        return join(homedir(), 'Downloads');
      case 'music':
        return join(homedir(), 'Music');
      case 'pictures':
        return join(homedir(), 'Pictures');
      case 'videos':
        return join(homedir(), 'Videos');
      case 'recent':
        throw new Error('recent: Windows only');
    }
  }

  setPath(name: PathName, path: string): void {
    mkdirSync(path, { recursive: true });
    this.#paths.set(name, path);
  }

  setAppLogsPath(path?: string): void {
    this.setPath('logs', path ?? this.getPath('logs'));
  }

  getLocale(): string {
    return this.#host.locale ?? Intl.DateTimeFormat().resolvedOptions().locale;
  }

  getSystemLocale(): string {
    return this.getLocale();
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    this.#lock ??= new SingleInstance(this.getPath('userData'), this.#host.platform);
    const argv = [process.execPath, this.#host.root, ...this.#host.args];
    return this.#lock.request({ argv, cwd: process.cwd(), data: additionalData ?? {} }, (second) =>
      this.emit('second-instance', new Preventable(), second.argv, second.cwd, second.data),
    );
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock?.has() ?? false;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release();
  }

  setBadgeCount(count = 0): boolean {
    this.#badge = count;
    this.#host.say('badge', { count });
    return true;
  }

  getBadgeCount(): number {
    return this.#badge;
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    this.#login = settings;
    this.#host.say('start at login', settings);
  }

  getLoginItemSettings(): Electron.LoginItemSettings {
    const openAtLogin = this.#login.openAtLogin ?? false;
    return {
      openAtLogin,
      wasOpenedAtLogin: false,
      status: openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    };
  }

  setAppUserModelId(_id: string): void {}

  setDesktopName(_name: string): void {}

  setAboutPanelOptions(_options: Electron.AboutPanelOptionsOptions): void {}

  setJumpList(_categories: Electron.JumpListCategory[] | null): 'ok' {
    return 'ok';
  }

  enableSandbox(): void {}

  disableHardwareAcceleration(): void {}

  isAccessibilitySupportEnabled(): boolean {
    return false;
  }

  $start(): void {
    this.#isReady = true;
    this.emit('will-finish-launching');
    this.emit('ready', new Preventable(), {});
    this.#becomeReady();
  }

  /** The last window is gone: the app may stay if it listens, else the program ends. */
  $allWindowsClosed(): void {
    if (this.#quitting || this.#exiting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  /** The order of events is Electron's. */
  #mayQuit(): boolean {
    const before = new Preventable();
    this.emit('before-quit', before);
    if (before.defaultPrevented || !this.#host.closeWindows()) return false;
    const will = new Preventable();
    this.emit('will-quit', will);
    return !will.defaultPrevented;
  }
}

/** The switches of the program's own command line, `--name=value` or `--name value`. */
export class CommandLine {
  readonly #switches = new Map<string, string>();
  readonly #appended = new Map<string, string>();

  constructor(args: readonly string[]) {
    args.forEach((arg, index) => {
      const match = /^--([^=]+)(?:=([\s\S]*))?$/.exec(arg);
      if (match === null) return;
      const next = args[index + 1] ?? '';
      this.#switches.set(match[1] ?? '', match[2] ?? (next.startsWith('--') ? '' : next));
    });
  }

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value);
    this.#appended.set(name, value);
  }

  /** What the app itself wants of Chromium, as Chromium takes it. */
  $forChromium(): readonly string[] {
    return [...this.#appended].map(([name, value]) =>
      value === '' ? `--${name}` : `--${name}=${value}`,
    );
  }

  appendArgument(_value: string): void {}

  hasSwitch(name: string): boolean {
    return this.#switches.has(name);
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? '';
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name);
  }
}

function appData(platform: NodeJS.Platform, env: AppHost['env']): string {
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    case 'win32':
      return env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
    default:
      return env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  }
}
