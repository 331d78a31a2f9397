import { STATUS_CODES } from 'node:http';
import type { Failure } from '../../../shared/domain/sources';
import { decodeAmError } from '../../../shared/wire/alertmanager';
import { decodePrometheusError } from '../../../shared/wire/prometheus';
import { MESSAGE_MAX, oneLine } from '../../../shared/wire/text';
import { plainWords } from './looks-like';

/** What is needed of an answer to say why it is no success. */
export interface AnswerFacts {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
  /** The server's own clock, so that a `Retry-After` date is right where ours is wrong. */
  readonly date: string | undefined;
}

/**
 * The failure an answer outside 200–299 means. A 4xx in the API's own error format is an `api-error`: asking again the
 * same way is no use. 429 and 5xx stay `status` whatever their body, because they pass.
 */
export function statusFailure(answer: AnswerFacts, base: URL, nowMs: number): Failure {
  const { status } = answer;
  if (status >= 300 && status < 400 && status !== 304) {
    return { kind: 'redirect', message: redirectWords(answer.location, base), status };
  }
  const words = serverWords(answer.text);
  const reason = STATUS_CODES[status] ?? 'unknown status';
  const line = words.text === '' ? `${status} ${reason}` : `${status} ${reason}: ${words.text}`;
  const retryAfterMs = retryAfterOf(answer, nowMs);
  const rest = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 401 || status === 403) {
    return { kind: 'unauthorized', message: oneLine(line, MESSAGE_MAX), ...rest };
  }
  if (words.api && status >= 400 && status < 500 && status !== 429) {
    return { kind: 'api-error', message: words.text, ...rest };
  }
  return { kind: 'status', message: oneLine(line, MESSAGE_MAX), ...rest };
}

/** The server's own words in an error body, one line; '' for none. `api`: in the format of one of the three APIs. */
export function serverWords(text: string): { readonly text: string; readonly api: boolean } {
  const json = parsed(text);
  if (json !== undefined) {
    const words = decodePrometheusError(json) ?? decodeAmError(json);
    if (words !== '') return { text: words, api: true };
  }
  return { text: plainWords(text, MESSAGE_MAX), api: false };
}

function parsed(text: string): unknown {
  if (!/^\s*["{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names the target's origin only: its path and query often carry tokens. */
function redirectWords(location: string | undefined, base: URL): string {
  if (location === undefined || !URL.canParse(location, base.href)) {
    return 'redirects, without saying where';
  }
  const target = new URL(location, base.href);
  if (target.origin === base.origin) {
    return `redirects within ${base.origin}: is the path of the URL right?`;
  }
  const where = target.origin === 'null' ? `a ${target.protocol} address` : target.origin;
  return oneLine(`redirects to ${where}, which is not followed`, MESSAGE_MAX);
}

/** No server is left alone for longer than this, whatever it asks for, ms. */
const RETRY_AFTER_MAX = 3_600_000;

function retryAfterOf(answer: AnswerFacts, nowMs: number): number | undefined {
  const text = answer.retryAfter?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, RETRY_AFTER_MAX);
  const until = Date.parse(text);
  if (!Number.isFinite(until)) return undefined;
  const theirNow = answer.date === undefined ? Number.NaN : Date.parse(answer.date);
  const from = Number.isFinite(theirNow) ? theirNow : nowMs;
  return Math.min(Math.max(0, until - from), RETRY_AFTER_MAX);
}
