import { describe, expect, it } from 'vitest';
import { kvTrend } from './kv-trend';

const GIB = 1024 ** 3;

/** Ten minutes of samples, 20 s apart. */
const series = (value: (second: number) => number) =>
  Array.from({ length: 31 }, (_, index) => [index * 20, value(index * 20)] as const);

describe('kv trend', () => {
  it('says when a steadily filling cache will be full', () => {
    const rising = series((s) => 2 * GIB + (s / 600) * GIB);
    const trend = kvTrend(rising, 3 * GIB, GIB);
    expect(trend).toMatchObject({ kind: 'filling' });
    if (trend.kind === 'filling') expect(trend.fullInSeconds).toBeCloseTo(600, 0);
  });

  it('calls a flat, a noisy and a very slowly filling cache steady', () => {
    expect(
      kvTrend(
        series(() => GIB),
        GIB,
        GIB,
      ).kind,
    ).toBe('steady');
    expect(
      kvTrend(
        series((s) => GIB * (1 + ((s / 20) % 2))),
        GIB,
        GIB,
      ).kind,
    ).toBe('steady');
    expect(
      kvTrend(
        series((s) => GIB + s),
        GIB,
        10 * GIB,
      ).kind,
    ).toBe('steady');
  });

  it('sees a cache that drains', () => {
    expect(
      kvTrend(
        series((s) => 4 * GIB - (s / 600) * GIB),
        3 * GIB,
        GIB,
      ).kind,
    ).toBe('falling');
  });

  it('says nothing about too few points, too short a time, or numbers that are none', () => {
    expect(kvTrend([], 1, 1).kind).toBe('unknown');
    expect(kvTrend(series((s) => s).slice(0, 5), 1, 1).kind).toBe('unknown');
    expect(
      kvTrend(
        series(() => Number.NaN),
        1,
        1,
      ).kind,
    ).toBe('unknown');
  });
});
