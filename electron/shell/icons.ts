import { join } from 'node:path';
import type { TrayState } from '../../shared/domain/tray';

/** macOS recolours a template; Linux panels scale one large picture to their own height. */
const SUFFIX: Readonly<Record<string, string>> = { darwin: 'Template', linux: '-large' };

/** Files of `assets/`. Electron adds the `@1.5x` and `@2x` variants by itself. */
export function trayIconFile(assets: string, state: TrayState, platform: string): string {
  return join(assets, 'tray', `${state}${SUFFIX[platform] ?? ''}.png`);
}

/** In colour on every platform: over the taskbar button. */
export function overlayIconFile(assets: string, state: TrayState): string {
  return join(assets, 'tray', `${state}.png`);
}

export function appIconFile(assets: string, platform: string): string {
  return join(assets, platform === 'win32' ? 'icon.ico' : 'icon.png');
}
