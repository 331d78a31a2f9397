import type { Alert, Labels, Severity } from './alerts';

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info', 'none'];

const SPELLINGS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['crit', 'critical'],
  ['warning', 'warning'],
  ['warn', 'warning'],
  ['info', 'info'],
  ['information', 'info'],
]);

/** From the `severity` label; a severity this console does not know is `none`, and the label itself stays visible. */
export function severityOf(labels: Labels): Severity {
  const text = Object.hasOwn(labels, 'severity') ? labels['severity'] : undefined;
  return SPELLINGS.get(text?.trim().toLowerCase() ?? '') ?? 'none';
}

/**
 * `severity="none"`, written so by the rule: by convention an alert that tells nobody anything, such as the Watchdog that
 * always fires. It is listed, and neither pops up nor counts. A rule that sets no severity is another matter.
 */
export function tellsNobody(labels: Labels): boolean {
  return Object.hasOwn(labels, 'severity') && labels['severity'] === 'none';
}

/** 0 is the worst. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Labels that say where an alert comes from, the most telling first. */
const PLACES = ['instance', 'pod', 'node', 'host', 'hostname', 'nodename', 'service', 'job'];

/** Where the alert comes from, for display; empty where no label says so. */
export function instanceOf(labels: Labels): string {
  for (const name of PLACES) {
    const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
    if (value !== undefined && value !== '') return value;
  }
  return '';
}

type Ranked = Pick<Alert, 'severity' | 'startsAt' | 'name' | 'labels' | 'id'>;

/** Compares for `sort`: the worst severity first, then the longest burning, then by name and place so that rows hold still. */
export function worstFirst(a: Ranked, b: Ranked): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    a.startsAt - b.startsAt ||
    compareText(a.name, b.name) ||
    compareText(instanceOf(a.labels), instanceOf(b.labels)) ||
    compareText(a.id, b.id)
  );
}

/** By code unit: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
