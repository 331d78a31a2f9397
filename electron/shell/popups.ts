import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Popup } from '../../shared/domain/popups';
import type { Route } from '../../shared/ipc/api';
import type { Log } from './log';
import { popupOptions, popupRoute } from './popup-options';

/** Closing is not reported everywhere; beyond this many the oldest are let go. */
const MAX_KEPT = 100;

/** Trouble that repeats itself is told once in this time; the log has every one. */
const REPEAT_MS = 60_000;

export interface PopupsOptions {
  readonly isSupported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Notification;
  readonly platform: string;
  readonly onClick: (route: Route) => void;
  readonly log: Log;
  readonly now: () => number;
}

export interface Popups {
  show(popup: Popup): void;
  /** A word from the program itself; a click opens the window. */
  notice(title: string, body: string): void;
  /** How many clicks there were. */
  clicks(): number;
}

export function createPopups(options: PopupsOptions): Popups {
  // A notification without a reference is collected, and its click with it.
  const kept = new Set<Notification>();
  let clicks = 0;
  const noticed = new Map<string, number>();

  const present = (texts: NotificationConstructorOptions, what: string, onClick: () => void) => {
    if (!options.isSupported()) {
      options.log.warn(`No popups on this desktop. ${what}`);
      return;
    }
    const notification = options.create(texts);
    const forget = () => kept.delete(notification);
    notification.on('click', () => {
      clicks += 1;
      forget();
      onClick();
    });
    notification.on('close', forget);
    notification.on('failed', (_event, error) => {
      forget();
      options.log.error(`A popup could not be shown (${error}). ${what}`);
    });
    kept.add(notification);
    for (const oldest of kept) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
    notification.show();
  };

  return {
    show: (popup) =>
      present(
        popupOptions(popup, options.platform),
        `${popup.kind} in ${popup.env}: ${popup.title} (${popup.reason})`,
        () => options.onClick(popupRoute(popup)),
      ),
    notice(title, body) {
      const said = `${title}\n${body}`;
      const last = noticed.get(said);
      if (last !== undefined && options.now() - last < REPEAT_MS) return;
      noticed.set(said, options.now());
      present({ title, body, urgency: 'normal', timeoutType: 'default' }, title, () =>
        options.onClick({ page: 'overview' }),
      );
    },
    clicks: () => clicks,
  };
}
