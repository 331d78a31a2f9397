import type { Bucket } from '../../shared/domain/metrics';

/** Where a value stands among evenly wide columns, 0 to the number of buckets; linear within its own bucket. */
export function columnOf(value: number, buckets: readonly Bucket[]): number {
  let lower = 0;
  for (const [index, { upperMs }] of buckets.entries()) {
    if (value <= upperMs) {
      if (!Number.isFinite(upperMs)) return index + 0.5;
      const width = upperMs - lower;
      return index + (width <= 0 ? 1 : Math.min(1, Math.max(0, (value - lower) / width)));
    }
    lower = upperMs;
  }
  return buckets.length;
}

/** The lower bound of the bucket at `index`, ms. */
export function lowerBound(buckets: readonly Bucket[], index: number): number {
  return index <= 0 ? 0 : (buckets[index - 1]?.upperMs ?? 0);
}

/** Above `slowMs` slow, above `badMs` too slow. */
export interface Zones {
  readonly slowMs: number;
  readonly badMs: number;
}

export type Zone = 'good' | 'slow' | 'bad';

/** By the whole bucket: one that reaches over a bound belongs to the worse side only where all of it does. */
export function zoneOf(buckets: readonly Bucket[], index: number, zones: Zones): Zone {
  const lower = lowerBound(buckets, index);
  if (lower >= zones.badMs) return 'bad';
  return lower >= zones.slowMs ? 'slow' : 'good';
}

/**
 * The row of each label above the columns, so that none lies on another: the first row where it overlaps nothing.
 * `from` and `to` in any unit of length.
 */
export function labelRows(
  labels: readonly { readonly from: number; readonly to: number }[],
): readonly number[] {
  const rows: { readonly from: number; readonly to: number }[][] = [];
  return labels.map((label) => {
    const free = rows.findIndex((row) =>
      row.every((other) => other.to <= label.from || label.to <= other.from),
    );
    const index = free < 0 ? rows.length : free;
    rows[index] = [...(rows[index] ?? []), label];
    return index;
  });
}
