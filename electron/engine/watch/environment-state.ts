import type { Freshness } from '../../../shared/domain/slice';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import type { WatchedEnvironment } from '../engine';

/** Before anything was asked. */
export function emptyState(environment: WatchedEnvironment): EnvironmentState {
  return {
    id: environment.id,
    name: environment.name,
    demo: environment.demo,
    sources: [],
    profile: { kind: 'detecting' },
    alerts: {},
    alertsFreshness: { kind: 'loading' },
    rulesFreshness: { kind: 'loading' },
    silences: {},
    silencesFreshness: { kind: 'loading' },
    panels: { freshness: { kind: 'loading' } },
    ranges: { freshness: { kind: 'loading' } },
    traces: { freshness: { kind: 'loading' } },
  };
}

/** Several peers, one list: as fresh as its freshest peer, and stale or failed only when no peer delivers. */
export function joinFreshness(all: readonly Freshness[]): Freshness {
  const rank = { fresh: 0, stale: 1, loading: 2, failed: 3, off: 4 } as const;
  const at = (freshness: Freshness) =>
    freshness.kind === 'fresh' || freshness.kind === 'stale' ? freshness.at : 0;
  return all.reduce<Freshness>(
    (best, next) => {
      const difference = rank[next.kind] - rank[best.kind];
      return difference < 0 || (difference === 0 && at(next) > at(best)) ? next : best;
    },
    { kind: 'off' },
  );
}
