import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { openOnDesktop } from './desktop';

interface ModelHost {
  readonly driven: boolean;
  readonly platform: NodeJS.Platform;
  say(what: string, detail?: unknown): void;
}

/** Electron's `shell`: what is opened outside is recorded, and opened unless a test drives. */
export class Shell {
  readonly #host: ModelHost;
  readonly #opened: string[] = [];

  constructor(host: ModelHost) {
    this.#host = host;
  }

  async openExternal(url: string): Promise<void> {
    this.#opened.push(url);
    this.#host.say('opened outside', { url });
    if (!this.#host.driven) openOnDesktop(this.#host.platform, url);
  }

  async openPath(path: string): Promise<string> {
    this.#host.say('opened', { path });
    return '';
  }

  showItemInFolder(fullPath: string): void {
    this.#host.say('shown in its folder', { path: fullPath });
  }

  beep(): void {
    this.#host.say('beep');
  }

  $opened(): readonly string[] {
    return [...this.#opened];
  }
}

/** Electron's `dialog`: a test lays the answers ready; without one every dialog is cancelled and said. */
export class Dialog {
  readonly #host: ModelHost;
  readonly #files: string[][] = [];
  readonly #buttons: number[] = [];
  readonly #shown: string[] = [];

  constructor(host: ModelHost) {
    this.#host = host;
  }

  async showOpenDialog(...args: readonly unknown[]): Promise<Electron.OpenDialogReturnValue> {
    this.#show('file dialog (there is none here: write the path)', textOf(args));
    const filePaths = this.#files.shift() ?? [];
    return { canceled: filePaths.length === 0, filePaths };
  }

  async showSaveDialog(...args: readonly unknown[]): Promise<Electron.SaveDialogReturnValue> {
    this.#show('save dialog (there is none here)', textOf(args));
    const filePath = this.#files.shift()?.[0] ?? '';
    return { canceled: filePath === '', filePath };
  }

  async showMessageBox(...args: readonly unknown[]): Promise<Electron.MessageBoxReturnValue> {
    this.#show('message', textOf(args));
    return { response: this.#answerOf(args), checkboxChecked: false };
  }

  showMessageBoxSync(...args: readonly unknown[]): number {
    this.#show('message', textOf(args));
    return this.#answerOf(args);
  }

  showErrorBox(title: string, content: string): void {
    this.#show('error', { title, content });
  }

  $answerFiles(paths: readonly string[]): void {
    this.#files.push([...paths]);
  }

  $answerButton(index: number): void {
    this.#buttons.push(index);
  }

  $shown(): readonly string[] {
    return [...this.#shown];
  }

  #show(what: string, detail: unknown): void {
    this.#shown.push(JSON.stringify(detail));
    this.#host.say(what, detail);
  }

  /** Cancelled where nobody answered, as by the Escape key. */
  #answerOf(args: readonly unknown[]): number {
    const options = args.at(-1);
    const cancel =
      typeof options === 'object' && options !== null && 'cancelId' in options
        ? Number(options.cancelId)
        : 0;
    return this.#buttons.shift() ?? cancel;
  }
}

function textOf(args: readonly unknown[]): object {
  const options = args.at(-1);
  if (typeof options !== 'object' || options === null) return {};
  return Object.fromEntries(
    Object.entries(options).filter(([key]) =>
      ['title', 'message', 'detail', 'buttons'].includes(key),
    ),
  );
}

/** Electron's `powerMonitor`; a test lets the machine sleep. */
export class PowerMonitor extends EventEmitter {
  readonly onBatteryPower = false;

  isOnBatteryPower(): boolean {
    return false;
  }

  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(_idleThreshold: number): 'active' {
    return 'active';
  }
}

/** Electron's `screen`: one display of a usual size. */
export class Screen extends EventEmitter {
  getPrimaryDisplay(): Electron.Display {
    const bounds = { x: 0, y: 0, width: 1920, height: 1080 };
    return {
      accelerometerSupport: 'unknown',
      bounds,
      colorDepth: 24,
      colorSpace: '',
      depthPerComponent: 8,
      detected: true,
      displayFrequency: 60,
      id: 1,
      internal: false,
      label: '',
      maximumCursorSize: { width: 0, height: 0 },
      monochrome: false,
      nativeOrigin: { x: 0, y: 0 },
      rotation: 0,
      scaleFactor: 1,
      size: { width: bounds.width, height: bounds.height },
      touchSupport: 'unknown',
      workArea: bounds,
      workAreaSize: { width: bounds.width, height: bounds.height },
    };
  }

  getAllDisplays(): Electron.Display[] {
    return [this.getPrimaryDisplay()];
  }

  getDisplayMatching(_rect: Electron.Rectangle): Electron.Display {
    return this.getPrimaryDisplay();
  }

  getDisplayNearestPoint(_point: Electron.Point): Electron.Display {
    return this.getPrimaryDisplay();
  }

  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }
}
