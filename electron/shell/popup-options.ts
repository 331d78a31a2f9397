import type { NotificationConstructorOptions } from 'electron';
import type { Severity } from '../../shared/domain/alerts';
import type { Popup } from '../../shared/domain/popups';
import type { Route } from '../../shared/ipc/api';
import { oneLine } from '../../shared/wire/text';

const MAX_TITLE = 120;
const MAX_BODY = 400;

const URGENCY = {
  critical: 'critical',
  warning: 'normal',
  info: 'low',
  none: 'normal',
} as const satisfies Record<Severity, NotificationConstructorOptions['urgency']>;

/** What the OS is told. The texts are hostile; see `escapeMarkup` for Linux. */
export function popupOptions(popup: Popup, platform: string): NotificationConstructorOptions {
  const body = oneLine(popup.body, MAX_BODY);
  return {
    id: popup.id,
    groupId: popup.env,
    title: oneLine(popup.title, MAX_TITLE),
    body: platform === 'linux' ? escapeMarkup(body) : body,
    urgency: URGENCY[popup.severity],
    timeoutType: popup.sticky ? 'never' : 'default',
  };
}

/**
 * Notification servers on Linux read the body (not the title) as markup, so that an alert could bring bold text, links
 * or pictures, or a stray `&` make the body vanish. Source: freedesktop.org Desktop Notifications, "Markup".
 */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Where a click leads: to the alert itself where the popup tells of exactly one. */
export function popupRoute(popup: Popup): Route {
  const [id, another] = popup.alerts;
  return id !== undefined && another === undefined
    ? { page: 'alert', env: popup.env, id }
    : { page: 'alerts' };
}
