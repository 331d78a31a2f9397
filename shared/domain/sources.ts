import type { FailureReason } from './failure-reason';

/** A server the console watches. `id` is unique within an environment: `prometheus`, `alertmanager:0`, `tempo`. */
export type SourceKind = 'prometheus' | 'alertmanager' | 'tempo';

/**
 * Why an exchange with a server gave no usable value. The kinds stay apart because the remedies differ:
 * - `network`: refused, reset, name not found; `tls`: certificate or handshake; `timeout`: our own deadline passed
 * - `unauthorized`: 401 or 403; `status`: any other status that is not a success; `redirect`: a redirect we do not follow
 * - `too-large`: the body passed the cap; `not-json`: the body is no JSON (a login page, a truncated answer)
 * - `api-error`: the server said "error" in its own format; `wrong-shape`: JSON, but not what this API promises
 * - `no-rules`: a good answer, and not one alerting rule in it; `rules-failing`: rules whose evaluation fails
 * - `unwatched`: nobody asks, because the watcher itself is gone
 */
export type FailureKind =
  | 'network'
  | 'tls'
  | 'timeout'
  | 'unauthorized'
  | 'status'
  | 'redirect'
  | 'too-large'
  | 'not-json'
  | 'api-error'
  | 'wrong-shape'
  | 'no-rules'
  | 'rules-failing'
  | 'unwatched';

export interface Failure {
  readonly kind: FailureKind;
  /** One line in the system's or the server's own words, at most 300 characters; never credentials or headers. */
  readonly message: string;
  /** Where `message` is the console's own words: what they say, for other languages. */
  readonly reason?: FailureReason;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** Where in the JSON the shape was wrong, e.g. `data.result.3.value`. */
  readonly path?: string;
  /** From `Retry-After`, milliseconds. */
  readonly retryAfterMs?: number;
}

/**
 * - `never`: no answer yet since the start
 * - `ok`: every part answered at its last poll
 * - `stale`: a part fails, is incomplete or is overdue while another answers, or the server says it cannot serve now (429, 5xx); what is shown is the last good value
 * - `unreachable`: network, TLS or timeout, or 5xx without a single good answer so far
 * - `unauthorized`: 401 or 403
 * - `invalid`: it answers, but not with this API (HTML, wrong shape, 404, redirect, too large)
 * - `unknown`: nobody asks it, because the watcher itself is gone; only the page says so
 */
export type SourceState =
  | 'never'
  | 'ok'
  | 'stale'
  | 'unreachable'
  | 'unauthorized'
  | 'invalid'
  | 'unknown';

export interface SourceStatus {
  readonly id: string;
  readonly kind: SourceKind;
  /** Shown to the user: the configured name, else host and port. */
  readonly name: string;
  readonly state: SourceState;
  /** When this state began, epoch ms. */
  readonly since: number;
  /** Which of the source's parts fails (`alerts`, `silences`, `rules`, `panels`, …), and why. */
  readonly failing: readonly PartFailure[];
  /** Epoch ms of the last good answer of any part. */
  readonly lastGoodAt?: number;
  /** Round trip of the last good answer, ms. */
  readonly latencyMs?: number;
  /** How far the server's clock is ahead of this computer's, ms; only where that is 30 s or more, either way. */
  readonly clockSkewMs?: number;
  /** Epoch ms of the next planned poll; absent while paused. */
  readonly nextPollAt?: number;
  readonly version?: string;
  /** Certificate checks are switched off for this endpoint. */
  readonly insecure: boolean;
}

/** Said of a server that answers well: it is told to the user, and is no reason to doubt the rest of what it says. */
export function isRemark({ kind }: Failure): boolean {
  return kind === 'no-rules';
}

export interface PartFailure {
  readonly part: string;
  /** Since when this part has failed, epoch ms. */
  readonly since: number;
  readonly failure: Failure;
}
