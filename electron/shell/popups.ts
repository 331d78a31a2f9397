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
  /** Told of every popup before it is shown. */
  readonly keep: (popup: Popup) => void;
  readonly log: Log;
  readonly now: () => number;
}

export interface Popups {
  show(popup: Popup): void;
  /** A word from the program itself; a click opens the window. */
  notice(title: string, body: string): void;
  /** Holds on to a popup that an earlier run showed. */
  adopt(notification: Notification, onClick: () => void): void;
  /** When a popup was clicked last, epoch ms. */
  lastClick(): number | undefined;
}

export function createPopups(options: PopupsOptions): Popups {
  // A notification without a reference is collected, and its click with it.
  const kept = new Set<Notification>();
  let lastClick: number | undefined;
  const noticed = new Map<string, number>();

  const hold = (notification: Notification, onClick: () => void) => {
    const forget = () => kept.delete(notification);
    notification.on('click', () => {
      lastClick = options.now();
      forget();
      onClick();
    });
    notification.on('close', forget);
    kept.add(notification);
    for (const oldest of kept) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
  };
  const present = (texts: NotificationConstructorOptions, what: string, onClick: () => void) => {
    if (!options.isSupported()) {
      options.log.warn(`No popups on this desktop. ${what}`);
      return;
    }
    const notification = options.create(texts);
    hold(notification, onClick);
    notification.on('failed', (_event, error) => {
      kept.delete(notification);
      options.log.error(`A popup could not be shown (${error}). ${what}`);
    });
    notification.show();
  };

  return {
    show(popup) {
      options.keep(popup);
      present(
        popupOptions(popup, options.platform),
        `${popup.kind} in ${popup.env}: ${popup.title} (${popup.reason})`,
        () => options.onClick(popupRoute(popup)),
      );
    },
    notice(title, body) {
      const said = `${title}\n${body}`;
      const last = noticed.get(said);
      if (last !== undefined && options.now() - last < REPEAT_MS) return;
      noticed.set(said, options.now());
      present({ title, body, urgency: 'normal', timeoutType: 'default' }, title, () =>
        options.onClick({ page: 'overview' }),
      );
    },
    adopt: hold,
    lastClick: () => lastClick,
  };
}
