import type { Alert, Labels, Severity } from '../../../shared/domain/alerts';
import { severityOf } from '../../../shared/domain/severity';
import type { AmAlert } from '../../../shared/wire/alertmanager';
import type { RuleAlert } from '../../../shared/wire/prometheus';

/** The last good answer of one Alertmanager, and whether it still answers. */
export interface PeerAlerts {
  readonly source: string;
  readonly healthy: boolean;
  readonly alerts: readonly AmAlert[];
}

/**
 * The alerts of one environment: the union of what its Alertmanagers last said, by fingerprint, and those of Prometheus'
 * rules that no Alertmanager has: pending ones, and firing ones that did not arrive (yet), since Prometheus sends an alert
 * once a minute and not at all while it has not found its Alertmanagers. An alert that only a failing peer holds stays, marked stale, until its end time has passed without that peer
 * renewing it while another peer answers without it. Suppressed by any peer is suppressed: silences are gossiped, so a
 * peer that does not know one yet is late, not right. Unchanged alerts keep their reference.
 */
export function mergeAlerts(
  previous: Readonly<Record<string, Alert>>,
  peers: readonly PeerAlerts[],
  rules: { readonly healthy: boolean; readonly alerts: readonly RuleAlert[] },
  now: number,
): Readonly<Record<string, Alert>> {
  const someHealthy = peers.some((peer) => peer.healthy);
  const held = new Map<string, Held>();
  for (const peer of peers) {
    for (const alert of peer.alerts) {
      if (!peer.healthy && someHealthy && alert.endsAt <= now) continue;
      const known = held.get(alert.fingerprint);
      held.set(alert.fingerprint, known ? joinHeld(known, alert, peer) : hold(alert, peer));
    }
  }
  const merged: Record<string, Alert> = {};
  let changed = false;
  const put = (alert: Alert) => {
    const old = previous[alert.id];
    const kept = old !== undefined && sameAlert(old, alert) ? old : alert;
    if (kept !== old) changed = true;
    merged[alert.id] = kept;
  };
  for (const item of held.values()) put(fromHeld(item));
  for (const alert of ruleAlerts(rules, held.values())) put(alert);
  return changed || Object.keys(merged).length !== Object.keys(previous).length ? merged : previous;
}

interface Held {
  /** The newest word on it, from a healthy peer where there is one. */
  readonly alert: AmAlert;
  readonly healthy: boolean;
  readonly sources: readonly string[];
  readonly suppressed: AmAlert | undefined;
}

function hold(alert: AmAlert, peer: PeerAlerts): Held {
  return {
    alert,
    healthy: peer.healthy,
    sources: [peer.source],
    suppressed: alert.state === 'suppressed' ? alert : undefined,
  };
}

function joinHeld(known: Held, alert: AmAlert, peer: PeerAlerts): Held {
  const better =
    known.healthy === peer.healthy ? alert.updatedAt > known.alert.updatedAt : peer.healthy;
  // A failing peer's old "suppressed" does not outlive a healthy peer's word.
  const before = peer.healthy && !known.healthy ? undefined : known.suppressed;
  const counts = peer.healthy || !known.healthy;
  return {
    alert: better ? alert : known.alert,
    healthy: known.healthy || peer.healthy,
    sources: [...known.sources, peer.source],
    suppressed: before ?? (counts && alert.state === 'suppressed' ? alert : undefined),
  };
}

function fromHeld({ alert, healthy, sources, suppressed }: Held): Alert {
  const state = suppressed ?? alert;
  return {
    id: alert.fingerprint,
    name: alert.labels['alertname'] ?? '',
    severity: severityOf(alert.labels),
    state: suppressed ? 'suppressed' : 'firing',
    labels: alert.labels,
    annotations: alert.annotations,
    startsAt: alert.startsAt,
    ...(alert.generatorUrl === undefined ? {} : { generatorUrl: alert.generatorUrl }),
    receivers: alert.receivers,
    silencedBy: state.silencedBy,
    inhibitedBy: state.inhibitedBy,
    mutedBy: state.mutedBy,
    peers: sources,
    stale: !healthy,
  };
}

/** Alertmanager's alerts carry the external labels too: a rule's alert that is a subset of a held one is that one. */
function* ruleAlerts(
  rules: { readonly healthy: boolean; readonly alerts: readonly RuleAlert[] },
  held: Iterable<Held>,
): Generator<Alert> {
  if (rules.alerts.length === 0) return;
  const byName = new Map<string, Labels[]>();
  for (const { alert } of held) {
    const name = alert.labels['alertname'] ?? '';
    const list = byName.get(name);
    if (list) list.push(alert.labels);
    else byName.set(name, [alert.labels]);
  }
  for (const rule of rules.alerts) {
    const name = rule.labels['alertname'] ?? rule.rule;
    const known = byName.get(name) ?? [];
    if (known.some((labels) => isSubset(rule.labels, labels))) continue;
    yield {
      id: pendingId(rule.labels),
      name,
      severity: severityOf(rule.labels) satisfies Severity,
      state: 'pending',
      labels: rule.labels,
      annotations: rule.annotations,
      startsAt: rule.activeAt,
      receivers: [],
      silencedBy: [],
      inhibitedBy: [],
      mutedBy: [],
      peers: ['prometheus'],
      stale: !rules.healthy,
      value: rule.value,
      forSeconds: rule.forSeconds,
      ...(rule.state === 'firing' ? { firingInPrometheus: true as const } : {}),
    };
  }
}

export function isSubset(labels: Labels, of: Labels): boolean {
  return Object.keys(labels).every((name) => of[name] === labels[name]);
}

/** Stable across polls; JSON of the sorted pairs, so that no two label sets share one. */
export function pendingId(labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `pending:${JSON.stringify(pairs)}`;
}

function sameAlert(a: Alert, b: Alert): boolean {
  return (
    a.state === b.state &&
    a.startsAt === b.startsAt &&
    a.stale === b.stale &&
    a.severity === b.severity &&
    a.name === b.name &&
    a.generatorUrl === b.generatorUrl &&
    a.value === b.value &&
    a.forSeconds === b.forSeconds &&
    a.firingInPrometheus === b.firingInPrometheus &&
    sameList(a.silencedBy, b.silencedBy) &&
    sameList(a.inhibitedBy, b.inhibitedBy) &&
    sameList(a.mutedBy, b.mutedBy) &&
    sameList(a.peers, b.peers) &&
    sameList(a.receivers, b.receivers) &&
    sameLabels(a.labels, b.labels) &&
    sameLabels(a.annotations, b.annotations)
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function sameLabels(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
