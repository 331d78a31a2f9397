import type { HeldAlert } from './alert-table';

const EQUAL = ['service', 'instance'] as const;

/**
 * The one inhibition rule of the demo, the specification's: a critical alert mutes the warnings of the same service and
 * instance. A label that both lack counts as equal. Returns the fingerprints of what inhibits this alert.
 */
export function inhibitedBy(alert: HeldAlert, all: readonly HeldAlert[]): readonly string[] {
  if (alert.labels['severity'] !== 'warning') return [];
  return all
    .filter((source) => source.labels['severity'] === 'critical')
    .filter((source) =>
      EQUAL.every((name) => (source.labels[name] ?? '') === (alert.labels[name] ?? '')),
    )
    .map((source) => source.fingerprint)
    .slice(0, 1);
}
