import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { TrayModel, TrayState } from '../../shared/domain/tray';
import type { Messages } from '../../shared/i18n/messages';
import { assertNever } from '../../shared/result';
import { oneLine } from '../../shared/wire/text';
import { type TrayAction, type TrayItem, trayMenu } from './tray-menu';

/** Windows cuts a longer tooltip off in the middle of a word. */
const MAX_TOOLTIP = 120;

export interface TrayOptions {
  readonly createTray: (icon: NativeImage | string) => Tray;
  readonly buildMenu: (template: MenuItemConstructorOptions[]) => Menu;
  readonly icon: (state: TrayState) => NativeImage | string;
  readonly messages: () => Messages;
  readonly now: () => number;
  readonly timeOf: (at: number) => string;
  readonly act: (action: TrayAction) => void;
}

export interface TrayView {
  /** Rendering the same model twice touches nothing. */
  render(model: TrayModel): void;
  destroy(): void;
}

export function createTrayView(first: TrayModel, options: TrayOptions): TrayView {
  const tray = options.createTray(options.icon(first.state));
  tray.on('click', () => options.act({ kind: 'open' }));
  let shown: { icon: TrayState; tooltip: string; menu: string } = {
    icon: first.state,
    tooltip: '',
    menu: '',
  };

  const render = (model: TrayModel) => {
    const tooltip = oneLine(model.tooltip, MAX_TOOLTIP);
    const items = trayMenu(model, options.messages(), options.now(), options.timeOf);
    const menu = JSON.stringify(items);
    if (model.state !== shown.icon) tray.setImage(options.icon(model.state));
    if (tooltip !== shown.tooltip) tray.setToolTip(tooltip);
    if (menu !== shown.menu) {
      tray.setContextMenu(options.buildMenu(toTemplate(items, options.act)));
    }
    shown = { icon: model.state, tooltip, menu };
  };
  render(first);
  return { render, destroy: () => tray.destroy() };
}

/** A menu may stay up for hours: what an item means is worked out again at the moment of the click. */
/** Electron's template. `&` marks a shortcut letter on Windows and Linux, so it is doubled in text of others. */
export function toTemplate(
  items: readonly TrayItem[],
  act: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return items.map((item) => {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: escapeLabel(item.label), enabled: false };
      case 'action':
        return { label: escapeLabel(item.label), click: () => act(item.action) };
      case 'submenu':
        return { label: escapeLabel(item.label), submenu: toTemplate(item.items, act) };
      default:
        return assertNever(item);
    }
  });
}

function escapeLabel(label: string): string {
  return label.replaceAll('&', '&&');
}
