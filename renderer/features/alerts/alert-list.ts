import type { Alert, AlertState, Severity } from '../../../shared/domain/alerts';
import { compareText, severityRank, worstFirst } from '../../../shared/domain/severity';

export const ALERT_STATES: readonly AlertState[] = ['firing', 'pending', 'suppressed'];

export function byState(
  alerts: Readonly<Record<string, Alert>>,
): Readonly<Record<AlertState, readonly Alert[]>> {
  const lists: Record<AlertState, Alert[]> = { firing: [], pending: [], suppressed: [] };
  for (const alert of Object.values(alerts)) lists[alert.state].push(alert);
  return lists;
}

export type SortKey = 'severity' | 'alert' | 'age';

export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Severity: the worst first, then the longest burning. */
export const DEFAULT_SORT: Sort = { key: 'severity', descending: false };

/** Pressing a heading: sorts by it, then the other way round. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  return sort.key === key ? { key, descending: !sort.descending } : { key, descending: false };
}

/** Ascending age is the youngest first. Equal ones are ordered by urgency, so that rows never swap places by chance. */
export function sortAlerts(alerts: readonly Alert[], sort: Sort): readonly Alert[] {
  const compare = COMPARE[sort.key];
  const direction = sort.descending ? -1 : 1;
  return alerts.toSorted((a, b) => direction * compare(a, b) || worstFirst(a, b));
}

const COMPARE: Readonly<Record<SortKey, (a: Alert, b: Alert) => number>> = {
  severity: (a, b) => severityRank(a.severity) - severityRank(b.severity),
  alert: (a, b) => compareText(a.name, b.name),
  age: (a, b) => b.startsAt - a.startsAt,
};

/** The row in focus: by its alert, and by its place for when the alert goes away. */
export interface ActiveRow {
  readonly id: string;
  readonly index: number;
}

/** Where the active row is now: with its alert, else at the same place, else at the end; -1 where there are no rows. */
export function activeIndex(alerts: readonly Alert[], active: ActiveRow | null): number {
  if (!active || alerts.length === 0) return -1;
  const index = alerts.findIndex((alert) => alert.id === active.id);
  return index === -1 ? Math.min(active.index, alerts.length - 1) : index;
}

/** Where a key moves from `index` (-1: from nowhere) in a list of `count`; undefined where it is no moving key. */
export function movedIndex(
  key: string,
  index: number,
  count: number,
  page: number,
): number | undefined {
  if (count === 0) return undefined;
  const clamp = (at: number) => Math.max(0, Math.min(count - 1, at));
  switch (key) {
    case 'ArrowDown':
      return clamp(index + 1);
    case 'ArrowUp':
      return clamp(index === -1 ? 0 : index - 1);
    case 'PageDown':
      return clamp(index + page);
    case 'PageUp':
      return clamp(index - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The labels a row has room for: where it comes from first; name and severity have columns of their own. */
export function rowLabels(alert: Alert): readonly (readonly [string, string])[] {
  return Object.entries(alert.labels)
    .filter(([name, value]) => name !== 'alertname' && name !== 'severity' && value !== '')
    .sort(([a], [b]) => labelRank(a) - labelRank(b) || compareText(a, b));
}

const FIRST_LABELS = ['instance', 'service', 'job', 'cluster'];

function labelRank(name: string): number {
  const rank = FIRST_LABELS.indexOf(name);
  return rank === -1 ? FIRST_LABELS.length : rank;
}

/** The worst severity of a list, for the mark beside its tab. */
export function worstOf(alerts: readonly Alert[]): Severity | undefined {
  return alerts.reduce<Severity | undefined>(
    (worst, { severity }) =>
      worst === undefined || severityRank(severity) < severityRank(worst) ? severity : worst,
    undefined,
  );
}
