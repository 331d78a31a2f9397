import type { Bucket, Quantile } from './metrics';

/** Cumulative counts by upper bound, as `sum by (le) (increase(…_bucket[5m]))` gives them, in any order. */
export interface CumulativeBucket {
  readonly upperMs: number;
  readonly count: number;
}

/**
 * Counts by bucket from cumulative counts. `increase` extrapolates each series by itself, so neighbours may cross by a
 * fraction: a bucket is never less than zero and the total never shrinks.
 */
export function bucketsOf(cumulative: readonly CumulativeBucket[]): readonly Bucket[] {
  const sorted = [...cumulative].sort((a, b) => a.upperMs - b.upperMs);
  let below = 0;
  return sorted.map(({ upperMs, count }) => {
    const reached = Math.max(below, Number.isFinite(count) ? count : below);
    const bucket = { upperMs, count: reached - below };
    below = reached;
    return bucket;
  });
}

export function totalOf(buckets: readonly Bucket[]): number {
  return buckets.reduce((sum, bucket) => sum + bucket.count, 0);
}

/**
 * The q-quantile (0 < q < 1), linear within its bucket as Prometheus' `histogram_quantile` does it for positive bounds.
 * Where that function answers the last finite bound, this one says `at-least`: the value is not known.
 * No buckets: `absent`. Buckets without a single observation: `nan`.
 */
export function quantileOf(q: number, buckets: readonly Bucket[]): Quantile {
  if (buckets.length === 0) return { kind: 'absent' };
  const total = totalOf(buckets);
  if (total <= 0) return { kind: 'nan' };
  const rank = q * total;
  let below = 0;
  for (const [index, bucket] of buckets.entries()) {
    const isLast = index === buckets.length - 1;
    if (below + bucket.count >= rank || isLast) {
      const lower = index === 0 ? 0 : (buckets[index - 1]?.upperMs ?? 0);
      if (!Number.isFinite(bucket.upperMs)) return { kind: 'at-least', bound: lower };
      const share = bucket.count === 0 ? 1 : Math.min(1, (rank - below) / bucket.count);
      return { kind: 'value', value: lower + (bucket.upperMs - lower) * share };
    }
    below += bucket.count;
  }
  return { kind: 'nan' };
}
