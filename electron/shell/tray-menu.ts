import type { TrayAlert, TrayModel } from '../../shared/domain/tray';
import type { Messages } from '../../shared/i18n/messages';
import type { Route } from '../../shared/ipc/api';
import { assertNever } from '../../shared/result';
import { oneLine } from '../../shared/wire/text';

/** What the entry "Silence for 1 h…" promises. */
const SILENCE_MS = 3_600_000;

export type TrayAction =
  | { readonly kind: 'open' }
  | { readonly kind: 'go'; readonly route: Route }
  /** Counted from the click: a menu may stay up for hours. */
  | { readonly kind: 'pause'; readonly choice: PauseChoice }
  | { readonly kind: 'quit' };

export type PauseChoice = '30m' | '1h' | 'today' | 'tomorrow' | 'end';

export type TrayItem =
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

const MINUTE = 60_000;
/** More makes a menu that does not fit a small screen. */
const MAX_ALERTS = 8;

/** The whole menu as data. `now` decides whether a pause still holds; `timeOf` writes an instant for the user. */
export function trayMenu(
  model: TrayModel,
  messages: Messages,
  now: number,
  timeOf: (at: number) => string,
): readonly TrayItem[] {
  const { tray } = messages;
  const paused = model.pausedUntil !== undefined && model.pausedUntil > now;
  return [
    ...alertItems(model, messages),
    { kind: 'separator' },
    ...(paused && model.pausedUntil !== undefined
      ? [text(tray.pausedUntil(timeOf(model.pausedUntil))), pause(tray.resume, 'end')]
      : [
          pause(tray.pause30, '30m'),
          pause(tray.pause60, '1h'),
          ...(now < atNine(now, 0) ? [pause(tray.pauseToday, 'today')] : []),
          pause(tray.pauseTomorrow, 'tomorrow'),
        ]),
    { kind: 'separator' },
    { kind: 'action', label: tray.open, action: { kind: 'open' } },
    { kind: 'action', label: tray.quit, action: { kind: 'quit' } },
  ];
}

function alertItems(model: TrayModel, messages: Messages): readonly TrayItem[] {
  const { tray, severity } = messages;
  // Without alerts a state that is not quiet must not read as one that is.
  if (model.worst.length === 0) {
    const quiet = model.state === 'ok' || model.state === 'paused';
    return [text(quiet ? tray.noAlerts : oneLine(model.tooltip, 120))];
  }
  return model.worst.slice(0, MAX_ALERTS).map((alert) => ({
    kind: 'submenu',
    label: alertLabel(severity[alert.severity], alert, tray.notDelivered),
    items: [
      go(tray.openAlert, { page: 'alert', env: alert.env, id: alert.id }),
      go(tray.silenceFor1h, {
        page: 'silence',
        env: alert.env,
        alert: alert.id,
        durationMs: SILENCE_MS,
      }),
    ],
  }));
}

function alertLabel(severity: string, alert: TrayAlert, notDelivered: string): string {
  const parts = [
    `[${severity}] ${oneLine(alert.name, 60)}`,
    ...(alert.instance === '' ? [] : [oneLine(alert.instance, 40)]),
    ...(alert.undelivered === true ? [notDelivered] : []),
  ];
  return parts.join(' · ');
}

function text(label: string): TrayItem {
  return { kind: 'text', label };
}

function pause(label: string, choice: PauseChoice): TrayItem {
  return { kind: 'action', label, action: { kind: 'pause', choice } };
}

function go(label: string, route: Route): TrayItem {
  return { kind: 'action', label, action: { kind: 'go', route } };
}

/** When a pause chosen now ends, epoch ms; `null` ends the one there is. */
export function pauseEnd(choice: PauseChoice, now: number): number | null {
  switch (choice) {
    case '30m':
      return now + 30 * MINUTE;
    case '1h':
      return now + 60 * MINUTE;
    // a menu that was up until after nine: that pause is over
    case 'today':
      return now < atNine(now, 0) ? atNine(now, 0) : null;
    case 'tomorrow':
      return atNine(now, 1);
    case 'end':
      return null;
    default:
      return assertNever(choice);
  }
}

/** 9:00 by the clock on the wall so many days after `now`, also over a change of daylight saving. Epoch ms. */
function atNine(now: number, daysLater: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater, 9).getTime();
}
