import { describe, expect, it } from 'vitest';
import { REFUSED, rangeSnapshot } from '../../../e2e/support/fake-bridge/parts';
import { chartSlice } from './chart-slice';

const NOW = 1_000_000_000;
const value = rangeSnapshot(NOW, []);
const stale = { kind: 'stale', at: 1, since: 2, failure: REFUSED } as const;
const failed = { kind: 'failed', since: 2, failure: REFUSED } as const;

describe('chartSlice', () => {
  it('shows a chart on its grid', () => {
    const slice = chartSlice({ freshness: { kind: 'fresh', at: NOW }, value }, 'ttft');
    expect(slice).toMatchObject({
      kind: 'shown',
      freshness: { kind: 'fresh' },
      stepMs: value.stepMs,
      chart: { topBoundMs: 10_000 },
    });
  });

  it('is as stale as the whole poll', () => {
    expect(chartSlice({ freshness: stale, value }, 'kv').freshness).toBe(stale);
  });

  it('lets one chart fail by itself', () => {
    const one = { ...value, charts: { ...value.charts, kv: { freshness: failed } } };
    const ranges = { freshness: { kind: 'fresh', at: NOW } as const, value: one };
    expect(chartSlice(ranges, 'kv')).toEqual({ kind: 'none', freshness: failed });
    expect(chartSlice(ranges, 'ttft').kind).toBe('shown');
  });

  it('never shows an empty chart for one that was not read', () => {
    expect(chartSlice({ freshness: failed }, 'kv')).toEqual({ kind: 'none', freshness: failed });
    expect(chartSlice({ freshness: { kind: 'fresh', at: NOW } }, 'kv').freshness.kind).toBe(
      'loading',
    );
  });
});
