import type { Alert, Labels } from '../../../shared/domain/alerts';
import { localAnnotation } from '../../../shared/domain/annotations';
import type { Silence } from '../../../shared/domain/silences';
import type { Language } from '../../../shared/i18n/language';
import { byUrgency, isTelling, isUndelivered } from '../../state/selectors';

/** Why alerts are kept quiet, as far as it is known here. */
export interface Suppression {
  /** Names of the alerts that inhibit them; empty where Alertmanager names ids this console does not list. */
  readonly inhibitors: readonly string[];
  readonly inhibited: boolean;
  readonly silences: number;
  /** When the last of these silences ends, epoch ms; absent where none of them is listed. */
  readonly silencedUntil?: number;
  readonly muteIntervals: readonly string[];
}

/** Suppressed alerts of one name, told in one place. */
export interface SuppressedGroup {
  readonly name: string;
  /** Most urgent first, at least one. */
  readonly alerts: readonly [Alert, ...Alert[]];
  readonly suppression: Suppression;
}

export interface RailModel {
  readonly firing: readonly Alert[];
  /** What fires already and no Alertmanager has comes first. */
  readonly pending: readonly Alert[];
  /** How many of the pending ones that is. */
  readonly undelivered: number;
  readonly suppressed: readonly SuppressedGroup[];
  readonly suppressedCount: number;
}

export function railModel(
  alerts: Readonly<Record<string, Alert>>,
  silences: Readonly<Record<string, Silence>>,
): RailModel {
  const sorted = Object.values(alerts).sort(byUrgency);
  const pending = sorted.filter((alert) => alert.state === 'pending');
  const undelivered = pending.filter(isUndelivered);
  const suppressed = sorted.filter((alert) => alert.state === 'suppressed');
  const groups = new Map<string, [Alert, ...Alert[]]>();
  for (const alert of suppressed) {
    const group = groups.get(alert.name);
    if (group) group.push(alert);
    else groups.set(alert.name, [alert]);
  }
  return {
    firing: sorted.filter(isTelling),
    pending: [...undelivered, ...pending.filter((alert) => !isUndelivered(alert))],
    undelivered: undelivered.length,
    suppressed: [...groups].map(([name, members]) => ({
      name,
      alerts: members,
      suppression: suppressionOf(members, alerts, silences),
    })),
    suppressedCount: suppressed.length,
  };
}

function suppressionOf(
  members: readonly Alert[],
  alerts: Readonly<Record<string, Alert>>,
  silences: Readonly<Record<string, Silence>>,
): Suppression {
  const inhibitors = new Set(members.flatMap((alert) => alert.inhibitedBy));
  const silenceIds = [...new Set(members.flatMap((alert) => alert.silencedBy))];
  const ends = silenceIds.flatMap((id) =>
    Object.hasOwn(silences, id) ? (silences[id]?.endsAt ?? []) : [],
  );
  const names = [...inhibitors].flatMap((id) =>
    Object.hasOwn(alerts, id) ? (alerts[id]?.name ?? []) : [],
  );
  return {
    inhibitors: [...new Set(names)],
    inhibited: inhibitors.size > 0,
    silences: silenceIds.length,
    ...(ends.length > 0 && { silencedUntil: Math.max(...ends) }),
    muteIntervals: [...new Set(members.flatMap((alert) => alert.mutedBy))],
  };
}

const TOLD_OTHERWISE = new Set(['alertname', 'severity']);

/** The label that says best where it is: the instance, else the first that is not told otherwise. */
export function whereLabel(labels: Labels): readonly [string, string] | null {
  if (Object.hasOwn(labels, 'instance')) return ['instance', labels['instance'] ?? ''];
  const name = Object.keys(labels)
    .filter((key) => !TOLD_OTHERWISE.has(key))
    .sort()[0];
  return name === undefined ? null : [name, labels[name] ?? ''];
}

/** Its summary, else its description, else nothing. */
export function summaryOf(alert: Alert, language: Language): string | null {
  for (const key of ['summary', 'description', 'message']) {
    const text = localAnnotation(alert.annotations, key, language);
    if (text !== undefined) return text;
  }
  return null;
}
