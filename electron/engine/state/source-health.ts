import type { Freshness } from '../../../shared/domain/slice';
import {
  type Failure,
  isRemark,
  type PartFailure,
  type SourceKind,
  type SourceState,
  type SourceStatus,
} from '../../../shared/domain/sources';

/** What is known of one kind of request to one source (`alerts`, `silences`, `panels`, …). */
export interface PartHealth {
  readonly part: string;
  /** Epoch ms of the end of the last attempt. */
  readonly attemptedAt?: number;
  readonly lastGoodAt?: number;
  readonly failure?: Failure;
  readonly failingSince?: number;
}

export type Parts = ReadonlyMap<string, PartHealth>;

export function succeeded(parts: Parts, part: string, at: number): Parts {
  return new Map(parts).set(part, { part, attemptedAt: at, lastGoodAt: at });
}

/** Keeps what was good before: a failure says since when and why, it takes nothing away. */
export function failed(parts: Parts, part: string, at: number, failure: Failure): Parts {
  const before = parts.get(part);
  return new Map(parts).set(part, {
    part,
    attemptedAt: at,
    ...(before?.lastGoodAt === undefined ? {} : { lastGoodAt: before.lastGoodAt }),
    failure,
    failingSince: before?.failingSince ?? at,
  });
}

/** Readable, but not all of it: the value is new, and the part says what is missing. */
export function partlySucceeded(parts: Parts, part: string, at: number, failure: Failure): Parts {
  const failingSince = parts.get(part)?.failingSince ?? at;
  return new Map(parts).set(part, { part, attemptedAt: at, lastGoodAt: at, failure, failingSince });
}

export function forget(parts: Parts, part: string): Parts {
  if (!parts.has(part)) return parts;
  const next = new Map(parts);
  next.delete(part);
  return next;
}

/** The last attempt brought a value, be it not all of it. */
export function delivers(parts: Parts, part: string): boolean {
  const health = parts.get(part);
  return health?.lastGoodAt !== undefined && health.lastGoodAt === health.attemptedAt;
}

export function freshnessOf(parts: Parts, part: string): Freshness {
  const health = parts.get(part);
  if (health === undefined) return { kind: 'loading' };
  const { failure, failingSince, lastGoodAt } = health;
  if (failure === undefined || failingSince === undefined) {
    return lastGoodAt === undefined ? { kind: 'loading' } : { kind: 'fresh', at: lastGoodAt };
  }
  return lastGoodAt === undefined
    ? { kind: 'failed', since: failingSince, failure }
    : { kind: 'stale', at: lastGoodAt, since: failingSince, failure };
}

/**
 * One state for a source from its parts. The newest attempt decides reachability; beyond that, a source of which one
 * part fails or is incomplete and something is read is `stale`, and so is one that answers "not now" after it has been
 * good. A remark is listed with the failures and is none.
 * `overdueAfterMs`: a source silent for longer than this is `stale` whatever it last said (sleep, a stalled loop).
 */
export function sourceState(
  parts: Parts,
  now: number,
  overdueAfterMs: number,
): { readonly state: SourceState; readonly failing: readonly PartFailure[] } {
  const all = [...parts.values()].filter((health) => health.attemptedAt !== undefined);
  const failing = all.flatMap(({ part, failure, failingSince }) =>
    failure === undefined || failingSince === undefined
      ? []
      : [{ part, failure, since: failingSince }],
  );
  const faults = failing.filter(({ failure }) => !isRemark(failure));
  if (all.length === 0) return { state: 'never', failing };
  const newest = all.reduce((a, b) => ((b.attemptedAt ?? 0) >= (a.attemptedAt ?? 0) ? b : a));
  const everGood = all.some((health) => health.lastGoodAt !== undefined);
  if (newest.failure !== undefined && isUnreachable(newest.failure)) {
    return { state: 'unreachable', failing };
  }
  if (faults.length === 0) {
    const overdue = now - (newest.attemptedAt ?? now) > overdueAfterMs;
    return { state: overdue ? 'stale' : 'ok', failing };
  }
  if (faults.length < all.length || all.some(({ part }) => delivers(parts, part))) {
    return { state: 'stale', failing };
  }
  const failures = faults.map(({ failure }) => failure);
  if (failures.some((failure) => failure.kind === 'unauthorized')) {
    return { state: 'unauthorized', failing };
  }
  if (failures.every(isBusy)) return { state: everGood ? 'stale' : 'unreachable', failing };
  return { state: 'invalid', failing };
}

function isUnreachable({ kind }: Failure): boolean {
  return kind === 'network' || kind === 'tls' || kind === 'timeout';
}

/** The server is there and says it cannot serve now. */
function isBusy({ status }: Failure): boolean {
  return status !== undefined && (status === 429 || status >= 500);
}

export interface SourceFacts {
  readonly id: string;
  readonly kind: SourceKind;
  readonly name: string;
  readonly insecure: boolean;
  readonly version?: string;
  readonly latencyMs?: number;
  readonly clockSkewMs?: number;
  readonly nextPollAt?: number;
}

/** The status to publish; `since` moves only when the state does. */
export function sourceStatus(
  facts: SourceFacts,
  parts: Parts,
  previous: SourceStatus | undefined,
  now: number,
  overdueAfterMs: number,
): SourceStatus {
  const { state, failing } = sourceState(parts, now, overdueAfterMs);
  const goods = [...parts.values()].flatMap(({ lastGoodAt }) => lastGoodAt ?? []);
  return {
    ...facts,
    state,
    since: previous?.state === state ? previous.since : now,
    failing,
    ...(goods.length === 0 ? {} : { lastGoodAt: Math.max(...goods) }),
  };
}
