import type { App, BrowserWindow, NativeImage } from 'electron';
import type { TrayModel, TrayState } from '../../shared/domain/tray';

export interface BadgeOptions {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly platform: string;
  readonly window: () => Pick<BrowserWindow, 'setOverlayIcon'> | undefined;
  readonly icon: (state: TrayState) => NativeImage;
}

export interface Badge {
  render(model: TrayModel): void;
  /** A new window has no overlay yet. */
  forget(): void;
}

/** The count on the dock or launcher (macOS, Unity), and on Windows a small picture over the taskbar button. */
export function createBadge(options: BadgeOptions): Badge {
  let count: number | undefined;
  let overlay: TrayState | undefined;
  return {
    render(model) {
      if (model.firing !== count) {
        count = model.firing;
        options.app.setBadgeCount(count);
      }
      if (options.platform !== 'win32' || model.state === overlay) return;
      const window = options.window();
      if (window === undefined) return;
      overlay = model.state;
      window.setOverlayIcon(model.state === 'ok' ? null : options.icon(model.state), model.tooltip);
    },
    forget() {
      overlay = undefined;
    },
  };
}
