import type * as Electron from 'electron';
import type { NativeImage } from './image';
import { Menu } from './menu';
import { Notification, type NotificationHost, type NotificationOptions } from './notification';
import { Tray, type TrayHost } from './tray';
import type { WebContents } from './web-contents';
import { BrowserWindow, type WindowHost } from './window';

export interface BrowserWindowClass {
  new (options?: Electron.BrowserWindowConstructorOptions): BrowserWindow;
  getAllWindows(): BrowserWindow[];
  getFocusedWindow(): BrowserWindow | null;
  fromWebContents(contents: WebContents): BrowserWindow | null;
  fromId(id: number): BrowserWindow | null;
}

export interface MenuClass {
  new (): Menu;
  buildFromTemplate: typeof Menu.buildFromTemplate;
  setApplicationMenu(menu: Menu | null): void;
  getApplicationMenu(): Menu | null;
}

export interface NotificationClass {
  new (options?: NotificationOptions): Notification;
  isSupported(): boolean;
}

export type TrayClass = new (image: NativeImage | string) => Tray;

export function browserWindowClass(
  host: WindowHost,
  windows: readonly BrowserWindow[],
  focused: () => BrowserWindow | undefined,
): BrowserWindowClass {
  return class extends BrowserWindow {
    constructor(options?: Electron.BrowserWindowConstructorOptions) {
      super(host, options);
    }

    static getAllWindows = () => [...windows];
    static getFocusedWindow = () => focused() ?? null;
    static fromWebContents = (contents: WebContents) =>
      windows.find((window) => window.webContents === contents) ?? null;
    static fromId = (id: number) => windows.find((window) => window.id === id) ?? null;
  };
}

export function menuClass(slot: { menu: Menu | null }): MenuClass {
  return class extends Menu {
    static setApplicationMenu(menu: Menu | null): void {
      slot.menu = menu;
    }

    static getApplicationMenu = () => slot.menu;
  };
}

export function trayClass(host: TrayHost): TrayClass {
  return class extends Tray {
    constructor(image: NativeImage | string) {
      super(host, image);
    }
  };
}

export function notificationClass(host: NotificationHost): NotificationClass {
  return class extends Notification {
    constructor(options?: NotificationOptions) {
      super(host, options);
    }

    static isSupported = () => true;
  };
}
