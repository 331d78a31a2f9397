import { describe, expect, it } from 'vitest';
import { hasValues, isIsolated, rowsOf, sampleAt, summarise } from './line-data';

const NAN = Number.NaN;
const line = (key: string, points: readonly (number | null)[]) => ({
  key,
  name: key,
  color: '',
  points,
});

describe('sampleAt', () => {
  it('keeps zero, absent and NaN apart', () => {
    const points = [0, null, NAN, 7];
    expect([0, 1, 2, 3, 9].map((index) => sampleAt(points, index).kind)).toEqual([
      'value',
      'absent',
      'nan',
      'value',
      'absent',
    ]);
  });

  it('says at least where a point stands at the last finite bound', () => {
    expect(sampleAt([9999], 0, 10_000)).toEqual({ kind: 'value', value: 9999 });
    expect(sampleAt([10_000], 0, 10_000)).toEqual({ kind: 'at-least', bound: 10_000 });
    expect(sampleAt([10_000], 0)).toEqual({ kind: 'value', value: 10_000 });
  });
});

describe('rowsOf', () => {
  it('puts lines on one grid and draws nothing for NaN, infinity and missing points', () => {
    expect(
      rowsOf([line('a', [1, NAN, 3]), line('b', [Number.POSITIVE_INFINITY, 0])], 1000, 10),
    ).toEqual([
      { t: 1000, a: 1, b: null },
      { t: 1010, a: null, b: 0 },
      { t: 1020, a: 3, b: null },
    ]);
  });
});

describe('summarise', () => {
  it('tells the newest point, not the newest value', () => {
    expect(summarise([5, 1, 9, null])).toEqual({
      latest: { kind: 'absent' },
      low: { kind: 'value', value: 1 },
      high: { kind: 'value', value: 9 },
    });
  });

  it('tells NaN from absence where there is no value at all', () => {
    expect(summarise([null, NAN]).high).toEqual({ kind: 'nan' });
    expect(summarise([null, null]).low).toEqual({ kind: 'absent' });
    expect(summarise([]).latest).toEqual({ kind: 'absent' });
  });
});

it('finds samples a line would leave out', () => {
  const points = [1, null, 4, NAN, 5, 6];
  expect(points.map((_, index) => isIsolated(points, index))).toEqual([
    true,
    false,
    true,
    false,
    false,
    false,
  ]);
});

it('knows whether anything is drawn', () => {
  expect(hasValues([line('a', [null, NAN])])).toBe(false);
  expect(hasValues([line('a', [null]), line('b', [0])])).toBe(true);
});
