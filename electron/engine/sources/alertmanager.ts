import type { CommandReason } from '../../../shared/domain/failure-reason';
import type { Matcher } from '../../../shared/domain/silences';
import type { Failure } from '../../../shared/domain/sources';
import { assertNever } from '../../../shared/result';
import {
  type AmAlert,
  type AmSilence,
  type AmStatus,
  type Decoded,
  decodeAlerts,
  decodeAmStatus,
  decodeSilenceId,
  decodeSilences,
  isSilenceId,
} from '../../../shared/wire/alertmanager';
import type { HttpClient, SendAnswer } from './http';
import type { Outcome, WriteOutcome } from './outcome';
import { outcomeOf } from './outcome-of';
import { ownWords } from './own-failure';

/** The body of `POST /api/v2/silences`. Times are ISO 8601. */
export interface SilencePost {
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

/** All methods reject only when `signal` aborts. After an aborted write it is not known whether it took effect. */
export interface AlertmanagerSource {
  status(signal: AbortSignal): Promise<Outcome<AmStatus>>;
  alerts(signal: AbortSignal): Promise<Outcome<Decoded<AmAlert>>>;
  /**
   * All active and pending silences. Expired ones: with `expired: true` those `decodeSilences` keeps; without, a server
   * of 0.34 or later is asked to leave them out, and older ones send them regardless.
   */
  silences(
    signal: AbortSignal,
    options?: { readonly expired?: boolean; readonly nowMs?: number },
  ): Promise<Outcome<Decoded<AmSilence>>>;
  createSilence(
    body: SilencePost,
    signal: AbortSignal,
  ): Promise<WriteOutcome<{ readonly id: string }>>;
  /** A silence the server does not know is `refused` with 404; one already expired, on some versions, with 500. */
  expireSilence(id: string, signal: AbortSignal): Promise<WriteOutcome<null>>;
}

const SMALL_MAX = 4 * 1024 * 1024;
/** 70,000 expired silences are about 35 MB on servers that cannot leave them out. */
const SILENCES_MAX = 64 * 1024 * 1024;

export function createAlertmanagerSource(http: HttpClient): AlertmanagerSource {
  return {
    async status(signal) {
      const answer = await http.get('api/v2/status', {}, { signal, maxBytes: SMALL_MAX });
      return outcomeOf(http, answer, decodeAmStatus);
    },
    async alerts(signal) {
      return outcomeOf(http, await http.get('api/v2/alerts', {}, { signal }), decodeAlerts);
    },
    async silences(signal, { expired = false, nowMs } = {}) {
      const params: Readonly<Record<string, string>> = expired ? {} : { expired: 'false' };
      const answer = await http.get('api/v2/silences', params, { signal, maxBytes: SILENCES_MAX });
      return outcomeOf(http, answer, (json) => decodeSilences(json, nowMs));
    },
    async createSilence(body, signal) {
      const options = { signal, maxBytes: SMALL_MAX };
      const sent = await http.send('POST', 'api/v2/silences', body, options);
      return written(sent, (json) => {
        const id = decodeSilenceId(json);
        return id.ok
          ? { kind: 'done', value: { id: id.value } }
          : unclear(id.error, 'no-silence-id');
      });
    },
    async expireSilence(id, signal) {
      if (!isSilenceId(id)) {
        return { kind: 'not-sent', failure: { kind: 'wrong-shape', message: 'no silence id' } };
      }
      const options = { signal, maxBytes: SMALL_MAX };
      const sent = await http.send('DELETE', `api/v2/silence/${id}`, undefined, options);
      return written(sent, (_json, text) =>
        // The real answer is empty; a page in its place comes from something in between.
        text.trimStart().startsWith('<')
          ? unclear({ kind: 'not-json', message: '' }, 'page-instead')
          : { kind: 'done', value: null },
      );
    },
  };
}

function unclear(
  failure: Failure,
  code: CommandReason,
): Extract<WriteOutcome<never>, { readonly kind: 'unknown' }> {
  return { kind: 'unknown', failure: { ...failure, ...ownWords({ code }) } };
}

function written<T>(
  sent: SendAnswer,
  read: (json: unknown, text: string) => WriteOutcome<T>,
): WriteOutcome<T> {
  switch (sent.kind) {
    case 'answered':
      return read(sent.body.json, sent.body.text);
    case 'refused':
      return { kind: 'refused', status: sent.status, message: sent.failure.message };
    case 'not-sent':
    case 'unknown':
      return sent;
    default:
      return assertNever(sent);
  }
}
