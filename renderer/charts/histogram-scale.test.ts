import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, labelRows, lowerBound, zoneOf } from './histogram-scale';

const buckets = [10, 100, 1000, Number.POSITIVE_INFINITY].map((upperMs) => ({ upperMs, count: 1 }));
const ZONES = { slowMs: 100, badMs: 1000 };

describe('columnOf', () => {
  it('is linear within a bucket, whatever its width', () => {
    expect([0, 5, 10, 55, 100, 550, 1000].map((ms) => columnOf(ms, buckets))).toEqual([
      0, 0.5, 1, 1.5, 2, 2.5, 3,
    ]);
  });

  it('stands in the middle of the last bucket for what is only known to be above', () => {
    expect(columnOf(1001, buckets)).toBe(3.5);
    expect(columnOf(Number.POSITIVE_INFINITY, buckets)).toBe(3.5);
  });

  it('never falls and never leaves the columns', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, noNaN: true }),
        fc.double({ min: 0, noNaN: true }),
        (a, b) => {
          const [low, high] = [
            columnOf(Math.min(a, b), buckets),
            columnOf(Math.max(a, b), buckets),
          ];
          expect(low).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(buckets.length);
        },
      ),
    );
  });
});

it('judges a bucket by its lower bound', () => {
  expect(buckets.map((_, index) => zoneOf(buckets, index, ZONES))).toEqual([
    'good',
    'good',
    'slow',
    'bad',
  ]);
  expect([0, 1, 3].map((index) => lowerBound(buckets, index))).toEqual([0, 10, 1000]);
});

it('gives overlapping labels rows of their own, in any order', () => {
  expect(
    labelRows([
      { from: 50, to: 90 },
      { from: 10, to: 60 },
      { from: 0, to: 10 },
      { from: 55, to: 95 },
    ]),
  ).toEqual([0, 1, 0, 2]);
});
