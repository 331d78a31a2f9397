import type { KvTrend } from './metrics';

/** Fewer points or a shorter time say nothing about a trend. */
const MIN_POINTS = 6;
const MIN_SPAN_SECONDS = 120;
/** Share of the variance that a straight line must explain before it is called a trend. */
const MIN_FIT = 0.5;
/** A cache that would be full in more than two hours at this pace is called steady: nobody acts on it. */
const HORIZON_SECONDS = 2 * 3600;
/** A fall slower than this share of the whole per minute is steady. */
const FALL_PER_MINUTE = 0.002;

/**
 * Reads the recent past of one instance's used bytes: a least-squares line, taken seriously only where it explains at
 * least half of what happened, since a busy cache goes up and down with every batch.
 * Points are [seconds, bytes], oldest first; `free` and `used` are bytes now.
 */
export function kvTrend(
  points: readonly (readonly [seconds: number, bytes: number])[],
  used: number,
  free: number,
): KvTrend {
  const finite = points.filter(([, bytes]) => Number.isFinite(bytes));
  const first = finite[0];
  const last = finite[finite.length - 1];
  if (first === undefined || last === undefined || finite.length < MIN_POINTS) {
    return { kind: 'unknown' };
  }
  if (last[0] - first[0] < MIN_SPAN_SECONDS) return { kind: 'unknown' };
  const { slope, fit } = leastSquares(finite);
  if (fit < MIN_FIT) return { kind: 'steady' };
  if (slope > 0) {
    const fullInSeconds = free / slope;
    return fullInSeconds <= HORIZON_SECONDS
      ? { kind: 'filling', fullInSeconds }
      : { kind: 'steady' };
  }
  const falls = -slope * 60 > (used + free) * FALL_PER_MINUTE;
  return falls ? { kind: 'falling' } : { kind: 'steady' };
}

/** Slope in bytes per second and R² in 0–1; a flat line has a slope of 0 and a fit of 0. */
function leastSquares(points: readonly (readonly [number, number])[]): {
  readonly slope: number;
  readonly fit: number;
} {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  if (xx === 0 || yy === 0) return { slope: 0, fit: 0 };
  return { slope: xy / xx, fit: xy ** 2 / (xx * yy) };
}
