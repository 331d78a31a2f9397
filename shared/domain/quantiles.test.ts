import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketsOf, quantileOf, totalOf } from './quantiles';

const INF = Number.POSITIVE_INFINITY;

const cumulative = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([upperMs, count]) => ({ upperMs, count }));

describe('buckets', () => {
  it('come out of cumulative counts in order, whatever order they arrive in', () => {
    expect(bucketsOf(cumulative([INF, 10], [50, 4], [10, 1]))).toEqual([
      { upperMs: 10, count: 1 },
      { upperMs: 50, count: 3 },
      { upperMs: INF, count: 6 },
    ]);
  });

  it('are never negative when extrapolated neighbours cross', () => {
    expect(
      bucketsOf(cumulative([10, 2.2], [50, 2.1], [INF, 2.3])).map(({ count }) => count),
    ).toEqual([2.2, 0, expect.closeTo(0.1)]);
  });
});

describe('quantiles', () => {
  it('are linear within their bucket, from zero in the first', () => {
    const buckets = bucketsOf(cumulative([10, 10], [20, 20], [INF, 20]));
    expect(quantileOf(0.25, buckets)).toEqual({ kind: 'value', value: 5 });
    expect(quantileOf(0.75, buckets)).toEqual({ kind: 'value', value: 15 });
  });

  it('in the last bucket are only known to be at least its lower bound', () => {
    const buckets = bucketsOf(cumulative([5000, 1], [10_000, 2], [INF, 100]));
    expect(quantileOf(0.99, buckets)).toEqual({ kind: 'at-least', bound: 10_000 });
  });

  it('of nothing are absent, and of no observations not a number', () => {
    expect(quantileOf(0.5, [])).toEqual({ kind: 'absent' });
    expect(quantileOf(0.5, bucketsOf(cumulative([10, 0], [INF, 0])))).toEqual({ kind: 'nan' });
  });

  it('lie within the bucket that holds their rank and never fall as q grows', () => {
    const counts = fc.array(fc.nat(1000), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(counts, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (list, q) => {
        let sum = 0;
        const buckets = bucketsOf(
          list.map((count, index) => {
            sum += count;
            return { upperMs: index === list.length - 1 ? INF : (index + 1) * 10, count: sum };
          }),
        );
        const number = (value: ReturnType<typeof quantileOf>) =>
          value.kind === 'value' ? value.value : value.kind === 'at-least' ? value.bound : null;
        const at = number(quantileOf(q, buckets));
        const higher = number(quantileOf(Math.min(0.999, q + 0.1), buckets));
        if (totalOf(buckets) === 0) expect(at).toBeNull();
        else expect(higher ?? -1).toBeGreaterThanOrEqual((at ?? 0) - 1e-9);
      }),
    );
  });
});
