import { ok } from '../../../shared/result';
import { decodeSearch, decodeTempoBuildInfo, type TraceRows } from '../../../shared/wire/tempo';
import type { HttpClient } from './http';
import type { Outcome } from './outcome';
import { outcomeOf } from './outcome-of';

export interface TraceQuery {
  /** `resource.service.name` of at least one span. */
  readonly service: string;
  /** Only traces at least this long, ms; 0 for all. */
  readonly floorMs: number;
  /** Epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  readonly limit: number;
}

/** All methods reject only when `signal` aborts. */
export interface TempoSource {
  buildInfo(signal: AbortSignal): Promise<Outcome<{ readonly version: string }>>;
  /** Tempo answers 503 for some seconds after its start: then this is a `status` failure. */
  ready(signal: AbortSignal): Promise<Outcome<null>>;
  /** Slowest first. */
  search(query: TraceQuery, signal: AbortSignal): Promise<Outcome<TraceRows>>;
}

const SMALL_MAX = 1024 * 1024;

export function createTempoSource(http: HttpClient): TempoSource {
  return {
    async buildInfo(signal) {
      const options = { signal, maxBytes: SMALL_MAX };
      const answer = await http.get('api/status/buildinfo', {}, options);
      return outcomeOf(http, answer, decodeTempoBuildInfo);
    },
    async ready(signal) {
      const answer = await http.get('ready', {}, { signal, maxBytes: SMALL_MAX, expect: 'text' });
      return outcomeOf(http, answer, () => ok(null));
    },
    async search(query, signal) {
      const params = {
        q: traceQl(query.service, query.floorMs),
        start: String(Math.floor(query.startMs / 1000)),
        end: String(Math.ceil(query.endMs / 1000)),
        limit: String(query.limit),
      };
      const found = outcomeOf(http, await http.get('api/search', params, { signal }), decodeSearch);
      if (!found.ok) return found;
      const { value } = found.value;
      const traces = [...value.traces].sort((a, b) => b.durationMs - a.durationMs);
      return ok({ ...found.value, value: { ...value, traces } });
    },
  };
}

/**
 * The traces of a service that took at least so long. `select(status)` brings the spans' error flags from servers whose
 * `serviceStats` do not count errors yet.
 */
export function traceQl(service: string, floorMs: number): string {
  const floor = Number.isFinite(floorMs) && floorMs > 0 ? Math.floor(floorMs) : 0;
  const atLeast = floor > 0 ? ` && traceDuration >= ${floor}ms` : '';
  return `{ resource.service.name = ${quoted(service)}${atLeast} } | select(status)`;
}

/** A Go string literal: JSON's escapes are a subset of Go's, once lone surrogates are gone. */
function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed());
}
