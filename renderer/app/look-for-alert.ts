import type { EnvironmentState } from '../../shared/domain/snapshot';

/** What is known of an alert that is named by its fingerprint alone. Environments by their names. */
export type Search =
  | { readonly kind: 'found'; readonly env: string }
  /** Some lists are still on their way. */
  | { readonly kind: 'looking'; readonly unread: readonly string[] }
  /** `without`: their Alertmanagers answer and do not list it. `unasked`: they cannot be asked now. */
  | {
      readonly kind: 'missing';
      readonly without: readonly string[];
      readonly unasked: readonly string[];
    };

/** Searches every environment. One without an Alertmanager cannot have it: only Alertmanager gives fingerprints. */
export function lookForAlert(environments: readonly EnvironmentState[], id: string): Search {
  const holder = environments.find(({ alerts }) => Object.hasOwn(alerts, id));
  if (holder) return { kind: 'found', env: holder.id };
  const named = (...kinds: readonly EnvironmentState['alertsFreshness']['kind'][]) =>
    environments
      .filter(({ alertsFreshness }) => kinds.includes(alertsFreshness.kind))
      .map(({ name }) => name);
  const unread = named('loading');
  if (unread.length > 0) return { kind: 'looking', unread };
  return { kind: 'missing', without: named('fresh'), unasked: named('stale', 'failed') };
}
