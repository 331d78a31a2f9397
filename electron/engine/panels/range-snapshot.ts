import type {
  Chart,
  ChartKey,
  ChartSeries,
  RangeKey,
  RangeSnapshot,
} from '../../../shared/domain/metrics';
import type { RangeQuery } from '../../../shared/domain/profiles/transformers';
import type { Slice } from '../../../shared/domain/slice';
import type { Failure } from '../../../shared/domain/sources';
import { assertNever, type Result } from '../../../shared/result';
import type { RangeSeries } from '../../../shared/wire/prometheus';
import { instanceName } from './panel-snapshot';

export const CHART_KEYS: readonly ChartKey[] = [
  'kv',
  'ttft',
  'latency',
  'tokens',
  'active',
  'waiting',
  'batchFill',
  'decodePrefill',
];

export interface Grid {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

export interface RangeAnswer {
  readonly query: RangeQuery;
  readonly answer: Result<readonly RangeSeries[], Failure>;
}

/** Last finite bucket bound of the quantile charts, ms, where known. */
export type TopBounds = { readonly [K in 'ttft' | 'latency']?: number };

/**
 * Puts the answers of one range poll on its grid. A chart of which a query failed keeps its last good lines, marked
 * stale, or says that it failed; the others are not touched by that.
 */
export function rangeSnapshot(
  range: RangeKey,
  grid: Grid,
  answers: readonly RangeAnswer[],
  bounds: TopBounds,
  previous: RangeSnapshot | undefined,
  now: number,
): RangeSnapshot {
  const charts = Object.fromEntries(
    CHART_KEYS.map((key) => {
      const own = answers.filter(({ query }) => query.chart === key);
      // Lines of another range or grid would be drawn in the wrong place.
      const last = previous?.range === range ? previous.charts[key] : undefined;
      return [key, chartSlice(key, grid, own, bounds, last, previous, now)];
    }),
  ) as Record<ChartKey, Slice<Chart>>;
  return { range, ...grid, charts };
}

function chartSlice(
  key: ChartKey,
  grid: Grid,
  answers: readonly RangeAnswer[],
  bounds: TopBounds,
  last: Slice<Chart> | undefined,
  previous: Grid | undefined,
  now: number,
): Slice<Chart> {
  const failed = answers.find(({ answer }) => !answer.ok)?.answer;
  if (failed !== undefined && !failed.ok)
    return failedSlice(failed.error, grid, last, previous, now);
  const series = answers.flatMap(({ query, answer }) =>
    answer.ok ? answer.value.map((item) => toSeries(query, item, grid)) : [],
  );
  const topBoundMs = key === 'ttft' || key === 'latency' ? bounds[key] : undefined;
  const chart: Chart = {
    series: series.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    ...(topBoundMs === undefined ? {} : { topBoundMs }),
  };
  return { freshness: { kind: 'fresh', at: now }, value: chart };
}

function failedSlice(
  failure: Failure,
  grid: Grid,
  last: Slice<Chart> | undefined,
  previous: Grid | undefined,
  now: number,
): Slice<Chart> {
  const value = last?.value;
  if (last === undefined || value === undefined || previous === undefined) {
    return { freshness: { kind: 'failed', since: sinceOf(last, now), failure } };
  }
  return {
    freshness: { kind: 'stale', at: goodAt(last, now), since: sinceOf(last, now), failure },
    value: regrid(value, previous, grid),
  };
}

function sinceOf(slice: Slice<Chart> | undefined, now: number): number {
  const freshness = slice?.freshness;
  return freshness?.kind === 'stale' || freshness?.kind === 'failed' ? freshness.since : now;
}

function goodAt(slice: Slice<Chart>, now: number): number {
  const { freshness } = slice;
  switch (freshness.kind) {
    case 'fresh':
    case 'stale':
      return freshness.at;
    case 'loading':
    case 'off':
    case 'failed':
      return now;
    default:
      return assertNever(freshness);
  }
}

function toSeries(query: RangeQuery, { labels, points }: RangeSeries, grid: Grid): ChartSeries {
  const length = Math.round((grid.endMs - grid.startMs) / grid.stepMs) + 1;
  const values: (number | null)[] = new Array<number | null>(length).fill(null);
  for (const [ms, value] of points) {
    const index = Math.round((ms - grid.startMs) / grid.stepMs);
    if (index >= 0 && index < length) values[index] = value;
  }
  return { name: query.line ?? instanceName(labels), points: values };
}

/** Moves kept lines along to the new grid, so that old points stay at their own times. */
function regrid(chart: Chart, from: Grid, to: Grid): Chart {
  const shift = Math.round((to.startMs - from.startMs) / to.stepMs);
  return {
    ...chart,
    series: chart.series.map(({ name, points }) => ({
      name,
      points: points.map((_, index) => points[index + shift] ?? null),
    })),
  };
}
