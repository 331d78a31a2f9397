import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { Preventable } from './preventable';
import type { BrowserWindow } from './window';

/** A menu entry as the app describes it. */
type Template = Omit<Electron.MenuItemConstructorOptions, 'click' | 'submenu' | 'icon'> & {
  readonly click?: (item: MenuItem, window: BrowserWindow | undefined, event: object) => void;
  readonly submenu?: readonly Template[] | Menu;
  readonly icon?: unknown;
};

/** A menu entry as a test sees it. */
export interface MenuModel {
  readonly label: string;
  readonly type: string;
  readonly role?: string;
  readonly enabled: boolean;
  readonly checked: boolean;
  readonly submenu?: readonly MenuModel[];
}

export class MenuItem {
  readonly id: string;
  label: string;
  readonly type: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio' | 'header' | 'palette';
  readonly sublabel: string;
  readonly toolTip: string;
  readonly accelerator: string | null;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly submenu?: Menu;
  readonly #template: Template;

  constructor(template: Template) {
    this.#template = template;
    const { submenu } = template;
    if (submenu !== undefined) {
      this.submenu = submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu);
    }
    this.id = template.id ?? '';
    this.label = template.label ?? template.role ?? '';
    this.type = template.type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.sublabel = template.sublabel ?? '';
    this.toolTip = template.toolTip ?? '';
    this.accelerator = template.accelerator ?? null;
    this.enabled = template.enabled ?? true;
    this.visible = template.visible ?? true;
    this.checked = template.checked ?? false;
  }

  /** As a user would: what is disabled or hidden does nothing, a check box turns over first. */
  $activate(window: BrowserWindow | undefined, roles: (role: string) => void): void {
    if (!this.enabled || !this.visible) throw new Error(`"${this.label}" cannot be chosen`);
    if (this.type === 'checkbox') this.checked = !this.checked;
    const { click, role } = this.#template;
    if (click !== undefined) click(this, window, new Preventable());
    else if (role !== undefined) roles(role);
  }

  $model(): MenuModel {
    const { role } = this.#template;
    return {
      label: this.label,
      type: this.type,
      enabled: this.enabled,
      checked: this.checked,
      ...(role === undefined ? {} : { role }),
      ...(this.submenu === undefined ? {} : { submenu: this.submenu.$model() }),
    };
  }
}

export class Menu extends EventEmitter {
  items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (Template | MenuItem)[]): Menu {
    const menu = new Menu();
    menu.items = template.map((entry) => (entry instanceof MenuItem ? entry : new MenuItem(entry)));
    return menu;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found != null) return found;
    }
    return null;
  }

  popup(): void {}

  closePopup(): void {}

  /** The entry at a path of labels. */
  $find(labels: readonly string[]): MenuItem {
    const [label, ...rest] = labels;
    const item = this.items.find((entry) => entry.visible && entry.label === label);
    if (item === undefined) {
      const there = this.items
        .filter(({ visible }) => visible)
        .map((entry) => entry.label)
        .join(' | ');
      throw new Error(`the menu has no "${label}"; it has: ${there}`);
    }
    if (rest.length === 0) return item;
    if (item.submenu === undefined) throw new Error(`"${label}" has no submenu`);
    return item.submenu.$find(rest);
  }

  $model(): readonly MenuModel[] {
    return this.items.filter((item) => item.visible).map((item) => item.$model());
  }
}
