import * as v from 'valibot';
import type { Failure } from '../domain/sources';
import type { TraceSummary } from '../domain/traces';
import { err, ok, type Result } from '../result';
import type { ItemProblem } from './decoded';
import { decodeItems, decodeOne, isRecord, kindOf, wrongShape } from './shape';
import { oneLine } from './text';

export interface TraceRows {
  /** In the server's order. */
  readonly traces: readonly TraceSummary[];
  readonly dropped: number;
  readonly firstProblem?: ItemProblem;
}

/** Protobuf's JSON writes 64-bit numbers as strings, and leaves out what is zero or empty. */
const nanoseconds = v.pipe(
  v.union([v.pipe(v.string(), v.regex(/^\d{1,20}$/)), v.number()], 'no nanoseconds'),
  v.transform((input) => Math.floor(Number(input) / 1e6)),
  v.check((ms) => Number.isSafeInteger(ms) && ms > 0, 'no time'),
);

const attribute = v.object({
  key: v.string(),
  value: v.nullish(v.object({ stringValue: v.nullish(v.string()) })),
});

const spanSet = v.object({
  spans: v.nullish(v.array(v.object({ attributes: v.nullish(v.array(attribute)) }))),
});

const count = v.nullish(v.pipe(v.number(), v.integer('no count'), v.minValue(0, 'no count')), 0);

const trace = v.pipe(
  v.object({
    traceID: v.pipe(v.string(), v.regex(/^[0-9a-f]{1,32}$/i, 'no trace id (hex digits)')),
    rootServiceName: v.nullish(v.string(), ''),
    rootTraceName: v.nullish(v.string(), ''),
    startTimeUnixNano: nanoseconds,
    durationMs: v.nullish(
      v.pipe(v.number(), v.finite('no duration'), v.minValue(0, 'no duration')),
      0,
    ),
    /** Of the whole trace, by service; Tempo 2.4 and later. */
    serviceStats: v.nullish(
      v.record(v.string(), v.object({ spanCount: count, errorCount: count })),
    ),
    /** The matched spans; `spanSet` is the older, singular form and still sent. */
    spanSet: v.nullish(spanSet),
    spanSets: v.nullish(v.array(spanSet)),
  }),
  v.transform((raw): TraceSummary => {
    const services = raw.serviceStats ? Object.values(raw.serviceStats) : [];
    const spanCount = services.reduce((sum, service) => sum + service.spanCount, 0);
    const matched = [...(raw.spanSet ? [raw.spanSet] : []), ...(raw.spanSets ?? [])];
    return {
      traceId: raw.traceID.toLowerCase().padStart(32, '0'),
      rootService: raw.rootServiceName,
      rootName: raw.rootTraceName,
      startMs: raw.startTimeUnixNano,
      durationMs: raw.durationMs,
      error: services.some((service) => service.errorCount > 0) || matched.some(hasErrorSpan),
      ...(spanCount > 0 ? { spanCount } : {}),
    };
  }),
);

function hasErrorSpan(set: v.InferOutput<typeof spanSet>): boolean {
  return (set.spans ?? []).some((span) =>
    (span.attributes ?? []).some(
      ({ key, value }) => key === 'status' && value?.stringValue === 'error',
    ),
  );
}

/** `GET /api/search`. */
export function decodeSearch(json: unknown): Result<TraceRows, Failure> {
  if (!isRecord(json)) return err(wrongShape('', `expected an object, found ${kindOf(json)}`));
  const traces = Object.hasOwn(json, 'traces') ? json['traces'] : undefined;
  if (traces === undefined && Object.hasOwn(json, 'metrics')) return ok({ traces: [], dropped: 0 });
  if (!Array.isArray(traces)) {
    return err(wrongShape('traces', `expected a list, found ${kindOf(traces)}`));
  }
  const { items, ...rest } = decodeItems(trace, traces, 'traces');
  return ok({ traces: items, ...rest });
}

const buildInfo = v.object({ version: v.string(), goVersion: v.string() });

/** `GET /api/status/buildinfo`, which has no envelope. A Tempo built from source says '' for its version. */
export function decodeTempoBuildInfo(json: unknown): Result<{ readonly version: string }, Failure> {
  const decoded = decodeOne(buildInfo, json, '');
  return decoded.ok ? ok({ version: oneLine(decoded.value.version, 60) }) : decoded;
}
