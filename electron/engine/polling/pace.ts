import type { Failure } from '../../../shared/domain/sources';

/** The longest a server may send us away with `Retry-After`. */
const MAX_RETRY_AFTER_MS = 5 * 60_000;

/** Between polls that succeed: the interval ± 5 %, so that many consoles do not poll in step. `random` in [0, 1). */
export function nextAfterSuccess(intervalMs: number, random: number): number {
  return intervalMs * (0.95 + random * 0.1);
}

/**
 * Between polls that fail: doubling, with full jitter on what is added, up to three intervals (a minute at most), so that
 * a server that comes back is seen soon. `Retry-After` is obeyed. `failures` counts from 1.
 */
export function nextAfterFailure(
  intervalMs: number,
  failures: number,
  failure: Failure,
  random: number,
): number {
  const cap = Math.max(intervalMs, Math.min(intervalMs * 3, 60_000));
  const grown = Math.min(cap, intervalMs * 2 ** Math.min(failures - 1, 8));
  const delay = intervalMs + (grown - intervalMs) * random;
  return Math.max(delay, sentAwayMs(failure));
}

/** The shortest time after a run that ended so: the interval, or longer where the server said so. */
export function soonestAfter(intervalMs: number, failure: Failure | undefined): number {
  return Math.max(intervalMs, sentAwayMs(failure));
}

function sentAwayMs(failure: Failure | undefined): number {
  return Math.min(failure?.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
}
