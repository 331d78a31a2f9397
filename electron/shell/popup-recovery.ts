import type * as Electron from 'electron';
import type { Route } from '../../shared/ipc/api';
import type { Log } from './log';
import type { PopupRoutes } from './popup-routes';
import type { Popups } from './popups';

/** Long enough for the click event of a popup that is still known; then the activation has nobody else. */
const GRACE_MS = 400;

export interface PopupRecoveryOptions {
  readonly Notification: Pick<
    typeof Electron.Notification,
    'handleActivation' | 'getHistory' | 'isSupported'
  >;
  readonly platform: string;
  /** What came with Electron's `ready`: on macOS, the popup whose click started the program. */
  readonly launchInfo: unknown;
  readonly popups: Pick<Popups, 'adopt' | 'lastClick'>;
  readonly routes: Pick<PopupRoutes, 'of'>;
  readonly onClick: (route: Route) => void;
  readonly now: () => number;
  readonly later: (ms: number, task: () => void) => void;
  readonly log: Log;
}

/**
 * Clicks on popups that an earlier run showed, or that the OS reports to nobody in particular: on Windows from the
 * notification centre, on macOS from its history or with the start itself. Linux has neither.
 */
export function recoverPopupClicks(options: PopupRecoveryOptions): void {
  if (options.platform === 'win32') onWindows(options);
  if (options.platform === 'darwin') onMac(options);
}

function onWindows(options: PopupRecoveryOptions): void {
  const { Notification, popups } = options;
  if (!('handleActivation' in Notification)) return;
  // Electron registers what Windows calls about a click together with its presenter, and that one with the first use
  // of notifications; after a start by a click there may be none. Source: notification_presenter_win.cc.
  Notification.isSupported();
  Notification.handleActivation((details) => {
    const at = options.now();
    const route = options.routes.of(popupIdOf(details.arguments));
    options.later(GRACE_MS, () => {
      // The popup's own event may come before this one or after it.
      const last = popups.lastClick();
      if (last === undefined || last < at - GRACE_MS) options.onClick(route);
    });
  });
}

/** Electron writes a popup's id into the launch arguments: `type=click&tag=ID`. Source: electron/electron#50328. */
export function popupIdOf(launchArguments: string): string | undefined {
  return new URLSearchParams(launchArguments).get('tag') ?? undefined;
}

function onMac(options: PopupRecoveryOptions): void {
  const { Notification, routes } = options;
  // The system takes a clicked popup out of its history, so the one that started the program is not found there.
  const launchedBy = identifierIn(options.launchInfo);
  if (launchedBy !== undefined) {
    // Not before everything that shows a window is built.
    options.later(0, () => options.onClick(routes.of(launchedBy)));
  }
  if (!('getHistory' in Notification)) return;
  Notification.getHistory().then(
    (delivered) => {
      for (const notification of delivered) {
        options.popups.adopt(notification, () => options.onClick(routes.of(notification.id)));
      }
    },
    (error: unknown) => options.log.warn('Earlier popups are not known', error),
  );
}

/** `NotificationResponse.identifier`; the launch information of any other start has none. */
function identifierIn(launchInfo: unknown): string | undefined {
  return typeof launchInfo === 'object' &&
    launchInfo !== null &&
    'identifier' in launchInfo &&
    typeof launchInfo.identifier === 'string'
    ? launchInfo.identifier
    : undefined;
}
