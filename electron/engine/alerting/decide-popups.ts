import type { Alert, Severity } from '../../../shared/domain/alerts';
import { localAnnotation } from '../../../shared/domain/annotations';
import type { Popup, PopupKind } from '../../../shared/domain/popups';
import { instanceOf, tellsNobody } from '../../../shared/domain/severity';
import type { Messages } from '../../../shared/i18n/messages';
import { oneLine } from '../../../shared/wire/text';
import { mostUrgentFirst } from './urgency';

/** As many new episodes at once become one popup. */
export const STORM = 6;

/**
 * - `waiting`: not every Alertmanager has answered or failed since watching began or began again; nothing is decided yet
 * - `baseline`: the first decision: what fires already is summed up once
 * - `live`: each new episode is told; `afterPause`: the first decision after a pause
 * - `paused`: nothing is shown, and what fires meanwhile stays untold
 */
export type Mode = 'waiting' | 'baseline' | 'live' | 'afterPause' | 'paused';

export interface PopupContext {
  readonly env: string;
  readonly environmentName: string;
  readonly mode: Mode;
  /** Firing and never told, in this environment. */
  readonly untold: readonly Alert[];
  /** Everything that fires now, told or not: a summary counts it all. */
  readonly firing: readonly Alert[];
  readonly popups: { readonly enabled: boolean; readonly severities: readonly Severity[] };
  readonly messages: Messages;
  readonly now: number;
  /** Makes an id for a popup. */
  readonly id: () => string;
}

export interface PopupDecision {
  readonly popups: readonly Popup[];
  /** Episodes that are settled by this decision, shown or not. */
  readonly settled: readonly string[];
}

const NOTHING: PopupDecision = { popups: [], settled: [] };

/** What to show now, and why. Pure: the same state decides the same. */
export function decidePopups(context: PopupContext): PopupDecision {
  const { mode, untold } = context;
  if (mode === 'waiting' || mode === 'paused' || untold.length === 0) return NOTHING;
  const settled = untold.map((alert) => alert.id);
  const wanted = untold.filter((alert) => isWanted(alert, context)).sort(mostUrgentFirst);
  const [worst] = wanted;
  if (worst === undefined) return { popups: [], settled };
  return { popups: popupsFor(mode, [worst, ...wanted.slice(1)], context), settled };
}

function isWanted(alert: Alert, { popups }: PopupContext): boolean {
  if (tellsNobody(alert.labels)) return false;
  return popups.enabled && popups.severities.includes(alert.severity);
}

type NonEmpty = readonly [Alert, ...Alert[]];

function popupsFor(
  mode: 'baseline' | 'live' | 'afterPause',
  wanted: NonEmpty,
  context: PopupContext,
): readonly Popup[] {
  const { messages, environmentName } = context;
  if (mode === 'baseline') {
    const all = context.firing.filter((alert) => isWanted(alert, context)).sort(mostUrgentFirst);
    const summary = asNonEmpty(all) ?? wanted;
    return [
      summaryPopup(context, 'baseline', summary, {
        title: messages.popup.baselineTitle(environmentName, countsOf(summary, messages)),
        body: messages.popup.baselineBody(nameOf(summary[0], messages)),
        reason: `first poll: ${wanted.length} of ${summary.length} firing were not told before`,
      }),
    ];
  }
  if (mode === 'afterPause' && wanted.length > 1) {
    return [
      summaryPopup(context, 'resumed', wanted, {
        title: messages.popup.resumedTitle(countsOf(wanted, messages)),
        body: messages.popup.resumedBody(nameOf(wanted[0], messages)),
        reason: `popups were paused: ${wanted.length} began to fire meanwhile`,
      }),
    ];
  }
  if (wanted.length >= STORM) {
    return [
      summaryPopup(context, 'storm', wanted, {
        title: messages.popup.stormTitle(wanted.length, environmentName),
        body: messages.popup.stormBody(nameOf(wanted[0], messages), criticalOf(wanted)),
        reason: `${wanted.length} new episodes at once, ${STORM} or more are one popup`,
      }),
    ];
  }
  return wanted.map((alert) => alertPopup(context, alert));
}

function asNonEmpty(list: readonly Alert[]): NonEmpty | undefined {
  const [first] = list;
  return first === undefined ? undefined : [first, ...list.slice(1)];
}

function alertPopup(context: PopupContext, alert: Alert): Popup {
  const { messages } = context;
  const text = (name: string) => localAnnotation(alert.annotations, name, messages.language);
  const summary = text('summary') ?? text('description');
  return {
    id: context.id(),
    env: context.env,
    kind: 'alert',
    severity: alert.severity,
    title: nameOf(alert, messages),
    body: summary === undefined ? messages.popup.noSummary : oneLine(summary, 300),
    alerts: [alert.id],
    reason: 'a new firing episode',
    sticky: alert.severity === 'critical',
    at: context.now,
  };
}

function summaryPopup(
  context: PopupContext,
  kind: PopupKind,
  alerts: NonEmpty,
  texts: { readonly title: string; readonly body: string; readonly reason: string },
): Popup {
  const [worst] = alerts;
  return {
    id: context.id(),
    env: context.env,
    kind,
    severity: worst.severity,
    title: oneLine(texts.title, 150),
    body: oneLine(texts.body, 300),
    alerts: alerts.map((alert) => alert.id),
    reason: texts.reason,
    sticky: worst.severity === 'critical',
    at: context.now,
  };
}

function nameOf(alert: Alert, messages: Messages): string {
  const name = alert.name === '' ? messages.popup.unnamed : alert.name;
  return oneLine(messages.popup.alertTitle(name, instanceOf(alert.labels)), 150);
}

function criticalOf(alerts: readonly Alert[]): number {
  return alerts.filter((alert) => alert.severity === 'critical').length;
}

function countsOf(alerts: readonly Alert[], messages: Messages): string {
  return messages.popup.counts(alerts.length, criticalOf(alerts));
}
