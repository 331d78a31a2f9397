import type { TraceRows } from '../../../shared/wire/tempo';
import type { HttpClient } from './http';
import type { Outcome } from './outcome';

export interface TraceQuery {
  readonly service: string;
  /** Only traces at least this long, ms; 0 for all. */
  readonly floorMs: number;
  /** Epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  readonly limit: number;
}

export interface TempoSource {
  buildInfo(signal: AbortSignal): Promise<Outcome<{ readonly version: string }>>;
  ready(signal: AbortSignal): Promise<Outcome<null>>;
  search(query: TraceQuery, signal: AbortSignal): Promise<Outcome<TraceRows>>;
}

export declare function createTempoSource(http: HttpClient): TempoSource;
