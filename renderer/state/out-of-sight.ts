import type { Alert } from '../../shared/domain/alerts';
import type { Freshness, Slice } from '../../shared/domain/slice';
import type { EngineSnapshot, EnvironmentState } from '../../shared/domain/snapshot';
import type { Failure, SourceStatus } from '../../shared/domain/sources';

const UNWATCHED: Failure = { kind: 'unwatched', message: '' };

/**
 * A snapshot while nobody watches: what was known stays, and nothing in it passes for current. `since`: when it was last
 * true, epoch ms. What was old before keeps its own time and reason.
 */
export function outOfSight(snapshot: EngineSnapshot, since: number): EngineSnapshot {
  return {
    ...snapshot,
    tray: { ...snapshot.tray, state: 'unknown' },
    environments: snapshot.environments.map((environment) => unwatched(environment, since)),
  };
}

function unwatched(environment: EnvironmentState, since: number): EnvironmentState {
  return {
    ...environment,
    sources: environment.sources.map((source) => unknown(source, since)),
    alerts: allStale(environment.alerts),
    alertsFreshness: aged(environment.alertsFreshness, since),
    rulesFreshness: aged(environment.rulesFreshness, since),
    silencesFreshness: aged(environment.silencesFreshness, since),
    panels: agedSlice(environment.panels, since),
    ranges: agedSlice(environment.ranges, since),
    traces: agedSlice(environment.traces, since),
  };
}

/** A server that was down may be up again, a clock be right again, and the other way round; no poll is planned. */
function unknown(source: SourceStatus, since: number): SourceStatus {
  const { nextPollAt: _planned, clockSkewMs: _skew, ...rest } = source;
  return { ...rest, state: 'unknown', since };
}

function allStale(alerts: Readonly<Record<string, Alert>>): Readonly<Record<string, Alert>> {
  return Object.fromEntries(
    Object.entries(alerts).map(([id, alert]) => [id, { ...alert, stale: true }]),
  );
}

function agedSlice<T>(slice: Slice<T>, since: number): Slice<T> {
  return { ...slice, freshness: aged(slice.freshness, since) };
}

function aged(freshness: Freshness, since: number): Freshness {
  switch (freshness.kind) {
    case 'fresh':
      return { kind: 'stale', at: freshness.at, since, failure: UNWATCHED };
    // Nothing is on its way any more.
    case 'loading':
      return { kind: 'failed', since, failure: UNWATCHED };
    default:
      return freshness;
  }
}
