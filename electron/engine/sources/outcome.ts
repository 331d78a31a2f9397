import type { Failure } from '../../../shared/domain/sources';
import type { Result } from '../../../shared/result';

/**
 * A read answer with what it cost: round trip in ms, body in bytes after decompression. `skewMs`: how far the server's
 * clock is ahead of ours, where it is known.
 */
export interface Answered<T> {
  readonly value: T;
  readonly latencyMs: number;
  readonly bytes: number;
  readonly skewMs?: number;
}

/** What came of reading. An abort by the caller is no outcome: the promise rejects with the signal's reason. */
export type Outcome<T> = Result<Answered<T>, Failure>;

/**
 * What came of writing.
 * - `done`: the server says it did it
 * - `refused`: the server answered that it did not, in its own words
 * - `not-sent`: the server certainly never got it (refused connection, unknown name, TLS)
 * - `unknown`: sent, and no clear answer came (deadline, reset, a gateway's 502 or 504): it may have taken effect
 */
export type WriteOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  | { readonly kind: 'unknown'; readonly failure: Failure };
