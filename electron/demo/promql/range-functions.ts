import type { Dialect } from './ast';
import {
  linearRegression,
  maxOf,
  meanOf,
  minOf,
  quantileOfValues,
  sumOf,
  varianceOf,
} from './statistics';
import type { Window } from './values';

/** What a function over a range may look at besides the samples. Times in epoch ms. */
export interface RangeFrame {
  readonly start: number;
  readonly end: number;
  /** The moment of the evaluation, without offset. */
  readonly evaluatedAt: number;
  readonly dialect: Dialect;
  /** The scalar argument, where there is one. */
  readonly param: number;
}

/** Gives no value where the window holds too few samples. */
export type RangeFunction = (window: Window, frame: RangeFrame) => number | null;

const FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  rate: (window, frame) => extrapolated(window, frame, true, true),
  increase: (window, frame) => extrapolated(window, frame, true, false),
  delta: (window, frame) => extrapolated(window, frame, false, false),
  irate: (window) => lastTwo(window, true),
  idelta: (window) => lastTwo(window, false),
  deriv: ({ times, values }) =>
    values.length < 2 ? null : linearRegression(times, values, times[0] ?? 0).slope,
  predict_linear: ({ times, values }, { evaluatedAt, param }) => {
    if (values.length < 2) return null;
    const { slope, intercept } = linearRegression(times, values, evaluatedAt);
    return slope * param + intercept;
  },
  changes: ({ values }) =>
    pairs(values, (before, now) => before !== now && !(Number.isNaN(before) && Number.isNaN(now))),
  resets: ({ values }) => pairs(values, (before, now) => now < before),
  sum_over_time: ({ values }) => sumOf(values),
  avg_over_time: ({ values }) => meanOf(values),
  min_over_time: ({ values }) => minOf(values),
  max_over_time: ({ values }) => maxOf(values),
  count_over_time: ({ values }) => values.length,
  last_over_time: ({ values }) => values.at(-1) ?? null,
  present_over_time: () => 1,
  stddev_over_time: ({ values }) => Math.sqrt(varianceOf(values)),
  stdvar_over_time: ({ values }) => varianceOf(values),
  quantile_over_time: ({ values }, { param }) => quantileOfValues(param, values),
};

export function rangeFunction(name: string): RangeFunction | null {
  return Object.hasOwn(FUNCTIONS, name) ? (FUNCTIONS[name] ?? null) : null;
}

/**
 * The change over a range from samples that do not reach its ends: extended to an end where that is no further away
 * than 1.1 of the mean distance between samples, else by half of that distance; a counter is not extended below zero.
 * The two major versions differ in which of the two limits comes first.
 */
function extrapolated(
  { times, values }: Window,
  { start, end, dialect }: RangeFrame,
  isCounter: boolean,
  perSecond: boolean,
): number | null {
  const first = values[0];
  const last = values.at(-1);
  const firstTime = times[0];
  const lastTime = times.at(-1);
  if (first === undefined || last === undefined || values.length < 2) return null;
  if (firstTime === undefined || lastTime === undefined) return null;
  const change = last - first + (isCounter ? lostToResets(values) : 0);
  const sampled = (lastTime - firstTime) / 1000;
  const between = sampled / (values.length - 1);
  const threshold = between * 1.1;
  const capped = (distance: number) => (distance < threshold ? distance : between / 2);
  const toZero =
    isCounter && change > 0 && first >= 0 ? sampled * (first / change) : Number.POSITIVE_INFINITY;
  const toStart = (firstTime - start) / 1000;
  const before =
    dialect === 2 ? capped(Math.min(toStart, toZero)) : Math.min(capped(toStart), toZero);
  const after = capped((end - lastTime) / 1000);
  const factor = (sampled + before + after) / sampled;
  return change * (perSecond ? factor / ((end - start) / 1000) : factor);
}

/** A counter that falls began from zero again: what it had reached is added. */
function lostToResets(values: readonly number[]): number {
  let lost = 0;
  let before = values[0] ?? 0;
  for (const value of values) {
    if (value < before) lost += before;
    before = value;
  }
  return lost;
}

function lastTwo({ times, values }: Window, isRate: boolean): number | null {
  const last = values.at(-1);
  const before = values.at(-2);
  const seconds = ((times.at(-1) ?? 0) - (times.at(-2) ?? 0)) / 1000;
  if (last === undefined || before === undefined || seconds === 0) return null;
  if (!isRate) return last - before;
  return (last < before ? last : last - before) / seconds;
}

function pairs(
  values: readonly number[],
  counts: (before: number, now: number) => boolean,
): number {
  let count = 0;
  for (let index = 1; index < values.length; index++) {
    const before = values[index - 1];
    const now = values[index];
    if (before !== undefined && now !== undefined && counts(before, now)) count++;
  }
  return count;
}
