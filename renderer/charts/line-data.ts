/** A line on an even grid. `null`: no sample; `NaN`: the server answered NaN. Neither is drawn, and both say so. */
export type Points = readonly (number | null)[];

export interface ChartLine {
  readonly key: string;
  readonly name: string;
  /** Any CSS colour; use the `--bw-series-…` variables. */
  readonly color: string;
  readonly points: Points;
  readonly filled?: boolean;
  /** Drawn thin and grey, and left out of the legend: one of many. */
  readonly faint?: boolean;
}

export type Sample =
  | { readonly kind: 'value'; readonly value: number }
  /** At the last finite bucket bound: the true value is there or anywhere above. */
  | { readonly kind: 'at-least'; readonly bound: number }
  | { readonly kind: 'nan' }
  | { readonly kind: 'absent' };

export function sampleAt(points: Points, index: number, topBoundMs?: number): Sample {
  const point = points[index];
  if (point === null || point === undefined) return { kind: 'absent' };
  if (Number.isNaN(point)) return { kind: 'nan' };
  if (topBoundMs !== undefined && point >= topBoundMs) {
    return { kind: 'at-least', bound: topBoundMs };
  }
  return { kind: 'value', value: point };
}

/** One row for each grid time: `t` and one field a line, `null` where nothing is drawn. */
export type Row = { readonly t: number } & { readonly [key: string]: number | null };

export function rowsOf(lines: readonly ChartLine[], startMs: number, stepMs: number): Row[] {
  const length = lines.reduce((longest, line) => Math.max(longest, line.points.length), 0);
  return Array.from({ length }, (_, index) => {
    const row: { t: number; [key: string]: number | null } = { t: startMs + index * stepMs };
    for (const line of lines) row[line.key] = drawn(line.points[index]);
    return row;
  });
}

function drawn(point: number | null | undefined): number | null {
  return point === null || point === undefined || !Number.isFinite(point) ? null : point;
}

/** A sample with none beside it: a line would leave it out, so it needs a dot. */
export function isIsolated(points: Points, index: number): boolean {
  return (
    drawn(points[index]) !== null &&
    drawn(points[index - 1]) === null &&
    drawn(points[index + 1]) === null
  );
}

export interface LineSummary {
  readonly latest: Sample;
  readonly low: Sample;
  readonly high: Sample;
}

/** For the text beside a chart: the newest point (not the newest value) and the extremes. */
export function summarise(points: Points, topBoundMs?: number): LineSummary {
  let low = -1;
  let high = -1;
  let sawNaN = false;
  for (const [index, point] of points.entries()) {
    if (point === null) continue;
    if (!Number.isFinite(point)) {
      sawNaN = true;
      continue;
    }
    if (low < 0 || point < (points[low] ?? 0)) low = index;
    if (high < 0 || point > (points[high] ?? 0)) high = index;
  }
  const nothing: Sample = { kind: sawNaN ? 'nan' : 'absent' };
  return {
    latest: sampleAt(points, points.length - 1, topBoundMs),
    low: low < 0 ? nothing : sampleAt(points, low, topBoundMs),
    high: high < 0 ? nothing : sampleAt(points, high, topBoundMs),
  };
}

export function hasValues(lines: readonly ChartLine[]): boolean {
  return lines.some((line) => line.points.some((point) => drawn(point) !== null));
}
