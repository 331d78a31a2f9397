import { join } from 'node:path';
import type { TrayState } from '../../shared/domain/tray';

/** Files of `assets/`. Electron adds the `@2x` variant by itself, and macOS recolours a `Template` picture. */
export function trayIconFile(assets: string, state: TrayState, platform: string): string {
  return join(assets, 'tray', platform === 'darwin' ? `${state}Template.png` : `${state}.png`);
}

/** In colour on every platform: over the taskbar button. */
export function overlayIconFile(assets: string, state: TrayState): string {
  return join(assets, 'tray', `${state}.png`);
}

export function appIconFile(assets: string, platform: string): string {
  return join(assets, platform === 'win32' ? 'icon.ico' : 'icon.png');
}
