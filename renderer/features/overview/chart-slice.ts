import type { Chart, ChartKey, RangeSnapshot } from '../../../shared/domain/metrics';
import type { Freshness, Slice } from '../../../shared/domain/slice';

/** One chart with the grid it is on, and how fresh it is. */
export type ChartSlice =
  | {
      readonly kind: 'shown';
      readonly freshness: Extract<Freshness, { kind: 'fresh' | 'stale' }>;
      readonly chart: Chart;
      readonly startMs: number;
      readonly endMs: number;
      readonly stepMs: number;
    }
  | {
      readonly kind: 'none';
      readonly freshness: Exclude<Freshness, { kind: 'fresh' } | { kind: 'stale' }>;
    };

/** Each chart fails by itself; where the whole poll is stale, none of its charts is fresh. */
export function chartSlice(ranges: Slice<RangeSnapshot>, key: ChartKey): ChartSlice {
  const { freshness, value } = ranges;
  if (!value) return { kind: 'none', freshness: unread(freshness) };
  const chart = value.charts[key];
  if (!chart.value) return { kind: 'none', freshness: unread(chart.freshness) };
  const both = freshness.kind === 'stale' ? freshness : chart.freshness;
  if (both.kind !== 'fresh' && both.kind !== 'stale') {
    return { kind: 'none', freshness: unread(both) };
  }
  const { startMs, endMs, stepMs } = value;
  return { kind: 'shown', freshness: both, chart: chart.value, startMs, endMs, stepMs };
}

/** Fresh or stale without a value cannot be; shown as still loading rather than as empty. */
function unread(freshness: Freshness): Exclude<Freshness, { kind: 'fresh' } | { kind: 'stale' }> {
  return freshness.kind === 'fresh' || freshness.kind === 'stale' ? { kind: 'loading' } : freshness;
}
