import type { LabelSet } from './labels';

/** One series as the evaluator reads it: samples in ascending order of time. */
export interface Series {
  readonly labels: LabelSet;
  readonly size: number;
  /** Epoch ms. */
  timeAt(index: number): number;
  valueAt(index: number): number;
  /** A stale marker: the series ended here, whatever the lookback. */
  isStaleAt(index: number): boolean;
}

export interface LabelMatcher {
  readonly name: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  matches(value: string): boolean;
}

export interface SeriesSource {
  /** Changes when a series is added or removed. */
  readonly version: number;
  select(matchers: readonly LabelMatcher[]): readonly Series[];
}

/** How many samples are at or before `time`. */
export function countUntil(series: Series, time: number): number {
  let low = 0;
  let high = series.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (series.timeAt(middle) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same over bare times. */
export function countTimesUntil(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
