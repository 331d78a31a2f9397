import {
  decodeBuildInfo,
  decodeInstant,
  decodeRange,
  decodeRules,
  type InstantResult,
  type RangeSeries,
  type RuleAlerts,
} from '../../../shared/wire/prometheus';
import type { HttpClient } from './http';
import type { Outcome } from './outcome';
import { outcomeOf } from './outcome-of';

/** All methods reject only when `signal` aborts. */
export interface PrometheusSource {
  buildInfo(signal: AbortSignal): Promise<Outcome<{ readonly version: string }>>;
  rules(signal: AbortSignal): Promise<Outcome<RuleAlerts>>;
  /** `atMs: null` asks for the server's own now. */
  query(promql: string, atMs: number | null, signal: AbortSignal): Promise<Outcome<InstantResult>>;
  queryRange(
    promql: string,
    startMs: number,
    endMs: number,
    stepMs: number,
    signal: AbortSignal,
  ): Promise<Outcome<readonly RangeSeries[]>>;
}

const BUILD_INFO_MAX = 1024 * 1024;

export function createPrometheusSource(http: HttpClient): PrometheusSource {
  return {
    async buildInfo(signal) {
      const options = { signal, maxBytes: BUILD_INFO_MAX };
      return outcomeOf(
        http,
        await http.get('api/v1/status/buildinfo', {}, options),
        decodeBuildInfo,
      );
    },
    async rules(signal) {
      return outcomeOf(
        http,
        await http.get('api/v1/rules', { type: 'alert' }, { signal }),
        decodeRules,
      );
    },
    async query(promql, atMs, signal) {
      const params = { query: promql, ...(atMs === null ? {} : { time: seconds(atMs) }) };
      const answer = await http.get('api/v1/query', params, { signal, longAsForm: true });
      return outcomeOf(http, answer, decodeInstant);
    },
    async queryRange(promql, startMs, endMs, stepMs, signal) {
      const params = {
        query: promql,
        start: seconds(startMs),
        end: seconds(endMs),
        step: seconds(stepMs),
      };
      const answer = await http.get('api/v1/query_range', params, { signal, longAsForm: true });
      return outcomeOf(http, answer, decodeRange);
    },
  };
}

/** Prometheus takes seconds with a fraction. */
function seconds(ms: number): string {
  return String(Math.round(ms) / 1000);
}
