import { EventEmitter } from 'node:events';
import { imageName, type NativeImage } from './image';
import type { Menu, MenuModel } from './menu';
import { Preventable } from './preventable';

export interface TrayModel {
  readonly icon: string;
  readonly tooltip: string;
  readonly title: string;
  readonly menu: readonly MenuModel[];
}

export interface TrayHost {
  made(tray: Tray): void;
  gone(tray: Tray): void;
  say(what: string, detail?: unknown): void;
}

export class Tray extends EventEmitter {
  readonly #host: TrayHost;
  #icon: string;
  #tooltip = '';
  #title = '';
  #menu: Menu | null = null;
  #destroyed = false;
  #said = '';

  constructor(host: TrayHost, image: NativeImage | string) {
    super();
    this.#host = host;
    this.#icon = imageName(image);
    host.made(this);
  }

  setImage(image: NativeImage | string): void {
    this.#icon = imageName(image);
    this.#say();
  }

  setPressedImage(_image: NativeImage | string): void {}

  setToolTip(tooltip: string): void {
    this.#tooltip = tooltip;
    this.#say();
  }

  setTitle(title: string): void {
    this.#title = title;
    this.#say();
  }

  getTitle(): string {
    return this.#title;
  }

  setContextMenu(menu: Menu | null): void {
    this.#menu = menu;
  }

  setIgnoreDoubleClickEvents(_ignore: boolean): void {}

  popUpContextMenu(): void {}

  closeContextMenu(): void {}

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    this.#destroyed = true;
    this.#host.gone(this);
  }

  $click(): void {
    const bounds = { x: 0, y: 0, width: 16, height: 16 };
    this.emit('click', new Preventable(), bounds, { x: 8, y: 8 });
  }

  $menu(): Menu {
    if (this.#menu === null) throw new Error('the tray has no menu');
    return this.#menu;
  }

  $model(): TrayModel {
    return {
      icon: this.#icon,
      tooltip: this.#tooltip,
      title: this.#title,
      menu: this.#menu?.$model() ?? [],
    };
  }

  /** Image and tooltip are set one after the other: say what differs from the last line, once both are set. */
  #say(): void {
    queueMicrotask(() => {
      const text = JSON.stringify([this.#icon, this.#tooltip, this.#title]);
      if (text === this.#said) return;
      this.#said = text;
      this.#host.say('tray', { icon: this.#icon, tooltip: this.#tooltip });
    });
  }
}
