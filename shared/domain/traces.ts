/** One row of a TraceQL search. */
export interface TraceSummary {
  /** 32 hex digits: Tempo leaves leading zeros out, the decoder puts them back. */
  readonly traceId: string;
  readonly rootService: string;
  readonly rootName: string;
  /** Epoch ms. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly error: boolean;
  readonly spanCount?: number;
}

export interface TraceSearch {
  readonly at: number;
  readonly service: string;
  /** The floor of the search, ms: the current p95 of request latency; 0 where it is not known. */
  readonly floorMs: number;
  /** Newest window searched, epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  /** Slowest first. */
  readonly traces: readonly TraceSummary[];
}
