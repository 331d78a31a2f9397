import type * as Electron from 'electron';
import type { Route } from '../../shared/ipc/api';
import type { Log } from './log';

/** Long enough for the click event of a popup that is still known; then the activation has nobody else. */
const GRACE_MS = 400;

/** A popup of an earlier run no longer knows its alert, which may have ended meanwhile: the list is the honest place. */
const FALLBACK: Route = { page: 'alerts' };

export interface PopupRecoveryOptions {
  readonly Notification: Pick<typeof Electron.Notification, 'handleActivation' | 'getHistory'>;
  readonly platform: string;
  readonly onClick: (route: Route) => void;
  /** How many clicks reached a popup of this run so far. */
  readonly clicks: () => number;
  readonly later: (ms: number, task: () => void) => void;
  readonly log: Log;
}

/**
 * Clicks on popups that an earlier run showed, or that the OS reports to nobody in particular: on Windows from the
 * notification centre, on macOS from its history. Linux has neither.
 */
export function recoverPopupClicks(options: PopupRecoveryOptions): void {
  const { Notification, platform } = options;
  if (platform === 'win32' && 'handleActivation' in Notification) {
    Notification.handleActivation(() => {
      const before = options.clicks();
      options.later(GRACE_MS, () => {
        if (options.clicks() === before) options.onClick(FALLBACK);
      });
    });
  }
  if (platform === 'darwin' && 'getHistory' in Notification) {
    Notification.getHistory().then(
      (delivered) => {
        for (const notification of delivered) {
          notification.on('click', () => options.onClick(FALLBACK));
        }
      },
      (error: unknown) => options.log.warn('Earlier popups are not known', error),
    );
  }
}
