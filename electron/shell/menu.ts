import type { MenuItemConstructorOptions } from 'electron';
import type { Messages } from '../../shared/i18n/messages';

/** Editing, zoom and the window; on macOS with the menu every program has. Developer tools only in development. */
export function applicationMenu(
  messages: Messages,
  platform: string,
  development: boolean,
): MenuItemConstructorOptions[] {
  const { menu } = messages.shell;
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (development) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' });
  return [
    platform === 'darwin'
      ? { role: 'appMenu' }
      : { label: menu.file, submenu: [{ role: 'close' }, { role: 'quit' }] },
    { label: menu.edit, role: 'editMenu' },
    { label: menu.view, submenu: view },
    { label: menu.window, role: 'windowMenu' },
  ];
}
