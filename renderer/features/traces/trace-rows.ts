import type { TraceSearch, TraceSummary } from '../../../shared/domain/traces';

/** One row of the table; shares are 0–1 of the longest trace shown. */
export interface TraceRow {
  readonly trace: TraceSummary;
  readonly share: number;
}

export interface TraceTable {
  /** Slowest first. */
  readonly rows: readonly TraceRow[];
  readonly errors: number;
  /** Where the floor of the search lies on the bars; `null` where there was none. */
  readonly floorShare: number | null;
}

export function traceTable(search: TraceSearch): TraceTable {
  const traces = [...search.traces].sort(
    (a, b) => b.durationMs - a.durationMs || b.startMs - a.startMs,
  );
  const longest = traces[0]?.durationMs ?? 0;
  const shareOf = (ms: number) => (longest > 0 ? Math.min(1, Math.max(0, ms / longest)) : 0);
  return {
    rows: traces.map((trace) => ({ trace, share: shareOf(trace.durationMs) })),
    errors: traces.filter((trace) => trace.error).length,
    floorShare: search.floorMs > 0 && longest > 0 ? shareOf(search.floorMs) : null,
  };
}

/** Tempo names the root of a trace whose root span it has not got (yet) like this. */
const ROOT_MISSING = '<root span not yet received>';

export function rootOf(trace: TraceSummary): string | null {
  const name = trace.rootName.trim();
  return name === '' || name === ROOT_MISSING ? null : name;
}

export function rootServiceOf(trace: TraceSummary): string | null {
  const name = trace.rootService.trim();
  return name === '' || name === ROOT_MISSING ? null : name;
}
