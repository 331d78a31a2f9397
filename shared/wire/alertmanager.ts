import * as v from 'valibot';
import type { Labels } from '../domain/alerts';
import type { Silence } from '../domain/silences';
import type { Failure } from '../domain/sources';
import { err, ok, type Result } from '../result';
import type { Decoded } from './decoded';
import {
  decodeItems,
  decodeOne,
  isRecord,
  kindOf,
  labels,
  strings,
  time,
  wrongShape,
} from './shape';
import { MESSAGE_MAX, oneLine } from './text';

export type { Decoded } from './decoded';

/** One alert as one Alertmanager tells it. Times are epoch ms. */
export interface AmAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  /** As the server sent it, hostile: check before opening. */
  readonly generatorUrl?: string;
  readonly receivers: readonly string[];
  readonly state: 'active' | 'suppressed' | 'unprocessed';
  readonly silencedBy: readonly string[];
  /** Fingerprints of the inhibiting alerts. */
  readonly inhibitedBy: readonly string[];
  /** Names of mute time intervals; always empty before Alertmanager 0.28. */
  readonly mutedBy: readonly string[];
}

export type AmSilence = Omit<Silence, 'peers'>;

export interface AmStatus {
  readonly version: string;
  /** `ready`, `settling` or `disabled`. */
  readonly clusterStatus: string;
  readonly peers: number;
}

/** Fingerprints and silence ids become object keys and parts of URLs: nothing else may pass. */
const FINGERPRINT = /^[0-9a-f]{1,64}$/i;
const SILENCE_ID = /^[A-Za-z0-9-]{1,64}$/;

export function isSilenceId(text: string): boolean {
  return SILENCE_ID.test(text);
}

const alert = v.pipe(
  v.object({
    fingerprint: v.pipe(v.string(), v.regex(FINGERPRINT, 'no fingerprint (hex digits)')),
    labels,
    annotations: v.nullish(labels, () => ({})),
    startsAt: time,
    endsAt: time,
    updatedAt: time,
    generatorURL: v.nullish(v.string()),
    receivers: v.nullish(v.array(v.object({ name: v.string() })), () => []),
    status: v.object({
      state: v.picklist(['active', 'suppressed', 'unprocessed']),
      silencedBy: strings,
      inhibitedBy: strings,
      mutedBy: strings,
    }),
  }),
  v.transform(
    (raw): AmAlert => ({
      fingerprint: raw.fingerprint,
      labels: raw.labels,
      annotations: raw.annotations,
      startsAt: raw.startsAt,
      endsAt: raw.endsAt,
      updatedAt: raw.updatedAt,
      ...(raw.generatorURL ? { generatorUrl: raw.generatorURL } : {}),
      receivers: raw.receivers.map((receiver) => receiver.name),
      state: raw.status.state,
      silencedBy: raw.status.silencedBy,
      inhibitedBy: raw.status.inhibitedBy,
      mutedBy: raw.status.mutedBy,
    }),
  ),
);

const silence = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.regex(SILENCE_ID, 'no silence id')),
    status: v.object({ state: v.picklist(['active', 'pending', 'expired']) }),
    matchers: v.array(
      v.object({
        name: v.string(),
        value: v.string(),
        isRegex: v.boolean(),
        /** Missing before Alertmanager 0.22, where every matcher was positive. */
        isEqual: v.nullish(v.boolean(), true),
      }),
    ),
    startsAt: time,
    endsAt: time,
    updatedAt: time,
    createdBy: v.nullish(v.string(), ''),
    comment: v.nullish(v.string(), ''),
  }),
  v.transform(
    (raw): AmSilence => ({
      id: raw.id,
      state: raw.status.state,
      matchers: raw.matchers,
      startsAt: raw.startsAt,
      endsAt: raw.endsAt,
      updatedAt: raw.updatedAt,
      createdBy: raw.createdBy,
      comment: raw.comment,
    }),
  ),
);

/** The body of `GET /api/v2/alerts`. */
export function decodeAlerts(json: unknown): Result<Decoded<AmAlert>, Failure> {
  return Array.isArray(json) ? ok(decodeItems(alert, json, '')) : err(noList('alerts', json));
}

/** How long an expired silence is worth listing, ms. */
const EXPIRED_SHOWN_MS = 24 * 3_600_000;
/** How many expired silences are listed: installations with 70,000 of them exist. */
const EXPIRED_SHOWN_MAX = 500;

/**
 * The body of `GET /api/v2/silences`. Of the expired silences only the 500 that ended last are kept, and with `nowMs`
 * (epoch ms) none that ended more than a day before: `omitted` counts the others. Active and pending ones are all kept.
 */
export function decodeSilences(json: unknown, nowMs?: number): Result<Decoded<AmSilence>, Failure> {
  if (!Array.isArray(json)) return err(noList('silences', json));
  const oldest = nowMs === undefined ? Number.NEGATIVE_INFINITY : nowMs - EXPIRED_SHOWN_MS;
  const decoded = decodeItems(silence, json, '');
  const expired = decoded.items.filter((item) => item.state === 'expired' && item.endsAt >= oldest);
  expired.sort((a, b) => b.endsAt - a.endsAt);
  const shown = new Set(expired.slice(0, EXPIRED_SHOWN_MAX));
  const items = decoded.items.filter((item) => item.state !== 'expired' || shown.has(item));
  const omitted = decoded.items.length - items.length;
  return ok({ ...decoded, items, ...(omitted > 0 ? { omitted } : {}) });
}

function noList(what: string, json: unknown): Failure {
  return wrongShape('', `expected a list of ${what}, found ${kindOf(json)}`);
}

const created = v.object({
  silenceID: v.pipe(v.string(), v.regex(SILENCE_ID, 'no silence id')),
});

/** The answer to `POST /api/v2/silences`: the id, which is a new one even after some edits. */
export function decodeSilenceId(json: unknown): Result<string, Failure> {
  const decoded = decodeOne(created, json, '');
  return decoded.ok ? ok(decoded.value.silenceID) : decoded;
}

const status = v.object({
  versionInfo: v.object({ version: v.string() }),
  cluster: v.nullish(
    v.object({
      status: v.nullish(v.string(), 'unknown'),
      /** Missing from a server that runs alone (0.25). */
      peers: v.nullish(v.array(v.unknown()), () => []),
    }),
  ),
});

/** The body of `GET /api/v2/status`. The configuration in it is not looked at. */
export function decodeAmStatus(json: unknown): Result<AmStatus, Failure> {
  const decoded = decodeOne(status, json, '');
  if (!decoded.ok) return decoded;
  const { versionInfo, cluster } = decoded.value;
  return ok({
    version: oneLine(versionInfo.version, 60),
    clusterStatus: oneLine(cluster?.status ?? 'unknown', 60),
    peers: cluster?.peers.length ?? 0,
  });
}

/**
 * What Alertmanager says about a refusal, one line; '' where it says nothing. The API itself answers a bare JSON string,
 * the schema check in front of it `{code, message}`, the removed v1 API `{status, error}`, a proxy plain text.
 */
export function decodeAmError(body: unknown): string {
  if (typeof body === 'string') return oneLine(body, MESSAGE_MAX);
  if (!isRecord(body)) return '';
  for (const key of ['message', 'error']) {
    const words = Object.hasOwn(body, key) ? body[key] : undefined;
    if (typeof words === 'string' && words !== '') return oneLine(words, MESSAGE_MAX);
  }
  return '';
}
