import type { Dialect } from './ast';

interface Bucket {
  readonly upper: number;
  count: number;
}

/**
 * The q-quantile of cumulative buckets, linear within a bucket; in the `+Inf` bucket the last finite bound.
 * NaN without observations or without a `+Inf` bucket. Counts that fall are raised to their predecessor; Prometheus 3
 * also levels out differences that are mere rounding.
 */
export function bucketQuantile(
  q: number,
  buckets: readonly (readonly [upper: number, count: number])[],
  dialect: Dialect,
): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const list = merged(buckets);
  const last = list.at(-1);
  if (!last || last.upper !== Number.POSITIVE_INFINITY || list.length < 2) return Number.NaN;
  makeMonotonic(list, dialect === 3 ? 1e-12 : 0);
  if (last.count === 0) return Number.NaN;
  let rank = q * last.count;
  let index = 0;
  while (index < list.length - 1 && !((list[index]?.count ?? 0) >= rank)) index++;
  const bucket = list[index];
  const below = list[index - 1];
  if (!bucket) return Number.NaN;
  if (index === list.length - 1) return below?.upper ?? Number.NaN;
  if (!below) {
    if (bucket.upper <= 0) return bucket.upper;
    return bucket.upper * (rank / bucket.count);
  }
  rank -= below.count;
  return below.upper + (bucket.upper - below.upper) * (rank / (bucket.count - below.count));
}

/** Sorted by bound; two spellings of one bound (`le="1"`, `le="1.0"`) are one bucket. */
function merged(buckets: readonly (readonly [number, number])[]): Bucket[] {
  const list: Bucket[] = [];
  for (const [upper, count] of [...buckets].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const last = list.at(-1);
    if (last && last.upper === upper) last.count += count;
    else list.push({ upper, count });
  }
  return list;
}

function makeMonotonic(list: Bucket[], tolerance: number): void {
  let reached = list[0]?.count ?? 0;
  for (const bucket of list.slice(1)) {
    if (bucket.count < reached || almostEqual(bucket.count, reached, tolerance))
      bucket.count = reached;
    else reached = bucket.count;
  }
}

function almostEqual(a: number, b: number, tolerance: number): boolean {
  if (a === b) return true;
  return Math.abs(a - b) < tolerance * (Math.abs(a) + Math.abs(b));
}
