import type { InstantResult, RangeSeries, RuleAlerts } from '../../../shared/wire/prometheus';
import type { HttpClient } from './http';
import type { Outcome } from './outcome';

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

export declare function createPrometheusSource(http: HttpClient): PrometheusSource;
