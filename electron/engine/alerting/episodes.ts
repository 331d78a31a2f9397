import type { Alert } from '../../../shared/domain/alerts';
import type { AlertEventName } from '../engine';

/** A time during which an alert was there at every poll; `startsAt` may move inside it (Prometheus restarts). */
export interface Episode {
  readonly alert: Alert;
  /** Epoch ms when it was settled: told by a popup or a summary, or left out by the user's own settings. */
  readonly toldAt: number | undefined;
}

export type Episodes = ReadonlyMap<string, Episode>;

export const NO_EPISODES: Episodes = new Map();

export interface AlertTransition {
  readonly event: AlertEventName;
  readonly alert: Alert;
}

/**
 * Follows the alerts from one merged list to the next. An alert that is gone ends its episode; one that comes back
 * begins a new, untold one. `toldBefore` answers for episodes told before this process started.
 */
export function followEpisodes(
  episodes: Episodes,
  alerts: Readonly<Record<string, Alert>>,
  toldBefore: (alert: Alert) => number | undefined,
): { readonly episodes: Episodes; readonly transitions: readonly AlertTransition[] } {
  const next = new Map<string, Episode>();
  const transitions: AlertTransition[] = [];
  const begun: Alert[] = [];
  for (const alert of Object.values(alerts)) {
    const known = episodes.get(alert.id);
    if (known === undefined) {
      next.set(alert.id, { alert, toldAt: toldBefore(alert) });
      if (alert.state === 'pending') transitions.push({ event: 'pending', alert });
      else begun.push(alert);
    } else {
      next.set(alert.id, known.alert === alert ? known : { alert, toldAt: known.toldAt });
      const event = stateEvent(known.alert, alert);
      if (event !== undefined) transitions.push({ event, alert });
    }
  }
  for (const alert of begun) {
    transitions.push({ event: 'fired', alert });
    if (alert.state === 'suppressed') transitions.push({ event: 'suppressed', alert });
  }
  for (const [id, { alert }] of episodes) {
    if (next.has(id)) continue;
    if (alert.state === 'pending' && begun.some((other) => becameOf(alert, other))) continue;
    transitions.push({ event: 'resolved', alert });
  }
  return { episodes: next, transitions };
}

function stateEvent(before: Alert, after: Alert): AlertEventName | undefined {
  if (before.state === after.state) return undefined;
  if (after.state === 'suppressed') return 'suppressed';
  return before.state === 'suppressed' ? 'unsuppressed' : undefined;
}

/** A pending alert that Alertmanager now holds: same name, its labels among the other's. */
function becameOf(pending: Alert, held: Alert): boolean {
  return (
    pending.name === held.name &&
    Object.entries(pending.labels).every(([name, value]) => held.labels[name] === value)
  );
}

/** Firing now and never told: what a popup decision is about. */
export function untold(episodes: Episodes): readonly Alert[] {
  const list: Alert[] = [];
  for (const { alert, toldAt } of episodes.values()) {
    if (toldAt === undefined && alert.state === 'firing') list.push(alert);
  }
  return list;
}

export function markTold(episodes: Episodes, ids: readonly string[], at: number): Episodes {
  if (ids.length === 0) return episodes;
  const next = new Map(episodes);
  for (const id of ids) {
    const episode = next.get(id);
    if (episode) next.set(id, { ...episode, toldAt: at });
  }
  return next;
}
