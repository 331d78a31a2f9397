import { kahanSum } from './kahan';

export function sumOf(values: readonly number[]): number {
  const sum = kahanSum();
  for (const value of values) sum.add(value);
  return sum.total();
}

export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/** Of the values taken as the whole population; Welford's way. */
export function varianceOf(values: readonly number[]): number {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    count++;
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }
  return squares / count;
}

/** NaN counts as less than any number. */
export function minOf(values: readonly number[]): number {
  return values.reduce((least, value) => (value < least || Number.isNaN(least) ? value : least));
}

export function maxOf(values: readonly number[]): number {
  return values.reduce((most, value) => (value > most || Number.isNaN(most) ? value : most));
}

/** Linear between the closest ranks; q outside [0, 1] gives an infinity. */
export function quantileOfValues(q: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const sorted = [...values].sort(ascendingNanFirst);
  const rank = q * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (sorted[lower] ?? Number.NaN) * (1 - weight) + (sorted[upper] ?? Number.NaN) * weight;
}

export function ascendingNanFirst(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return a - b;
}

export interface Regression {
  /** Per second. */
  readonly slope: number;
  readonly intercept: number;
}

/** Least squares over times in ms, seen from `origin`. */
export function linearRegression(
  times: readonly number[],
  values: readonly number[],
  origin: number,
): Regression {
  const first = values[0] ?? Number.NaN;
  if (values.every((value) => value === first)) {
    return Number.isFinite(first)
      ? { slope: 0, intercept: first }
      : { slope: Number.NaN, intercept: Number.NaN };
  }
  const [x, y, xy, xx] = [kahanSum(), kahanSum(), kahanSum(), kahanSum()];
  for (const [index, value] of values.entries()) {
    const seconds = ((times[index] ?? origin) - origin) / 1000;
    x.add(seconds);
    y.add(value);
    xy.add(seconds * value);
    xx.add(seconds * seconds);
  }
  const count = values.length;
  const covariance = xy.total() - (x.total() * y.total()) / count;
  const variance = xx.total() - (x.total() * x.total()) / count;
  const slope = covariance / variance;
  return { slope, intercept: y.total() / count - (slope * x.total()) / count };
}
