import { describe, expect, it } from 'vitest';
import { createSampleStore } from '../store/sample-store';
import { createEvaluator, type EvaluatorOptions } from './evaluate';
import { labelsOf } from './labels';
import { parseQuery } from './parse';

/** Against a real server everything is compared in e2e/real; here stands what must hold without one. */
const T0 = 1_700_000_000_000;

function storeWith(
  name: string,
  points: readonly (readonly [number, number | 'stale'])[],
  labels = {},
) {
  const store = createSampleStore(100);
  const set = labelsOf({ __name__: name, ...labels });
  for (const [seconds, value] of points) {
    if (value === 'stale') store.markStale(set, T0 + seconds * 1000);
    else store.append(set, T0 + seconds * 1000, value);
  }
  return store;
}

function valueAt(
  store: ReturnType<typeof createSampleStore>,
  query: string,
  seconds: number,
  options: EvaluatorOptions = {},
): number | 'absent' | string {
  const dialect = options.dialect ?? 3;
  const expr = parseQuery(query, dialect);
  if (!expr.ok) return expr.error.message;
  const result = createEvaluator(store, options).instant(expr.value, T0 + seconds * 1000);
  if (!result.ok) return result.error.message;
  const { value } = result;
  if (value.type === 'scalar') return value.value;
  if (value.type === 'vector') return value.samples[0]?.value ?? 'absent';
  return value.type;
}

describe('evaluator', () => {
  it('keeps a sample for five minutes, and no longer than a stale marker allows', () => {
    const store = storeWith('a', [[0, 7]]);
    expect(valueAt(store, 'a', 299)).toBe(7);
    expect(valueAt(store, 'a', 300)).toBe('absent');
    expect(valueAt(store, 'a', 300, { dialect: 2 })).toBe(7);
    expect(valueAt(store, 'a', 301, { dialect: 2 })).toBe('absent');
    expect(
      valueAt(
        storeWith('a', [
          [0, 7],
          [10, 'stale'],
        ]),
        'a',
        11,
      ),
    ).toBe('absent');
  });

  it('keeps absent, zero and NaN apart', () => {
    const store = storeWith('zero', [[0, 0]]);
    expect(valueAt(store, 'zero', 1)).toBe(0);
    expect(valueAt(store, 'nothing', 1)).toBe('absent');
    expect(valueAt(store, 'zero / zero', 1)).toBeNaN();
    expect(valueAt(store, 'sum(nothing)', 1)).toBe('absent');
  });

  it('extrapolates a rate to the ends of its window, but a counter not below zero', () => {
    const steady = storeWith('c', [
      [5, 50],
      [15, 150],
      [25, 250],
      [35, 350],
      [45, 450],
      [55, 550],
    ]);
    expect(valueAt(steady, 'increase(c[1m])', 60)).toBeCloseTo(600, 9);
    const fresh = storeWith('c', [
      [35, 1],
      [45, 101],
      [55, 201],
    ]);
    // 20 s of samples, 5 s to the end, and only 0.1 s back to zero
    expect(valueAt(fresh, 'increase(c[1m])', 60)).toBeCloseTo(200 * ((20 + 5 + 0.1) / 20), 9);
    expect(valueAt(fresh, 'delta(c[1m])', 60)).toBeCloseTo(200 * ((20 + 5 + 5) / 20), 9);
  });

  it('adds what a counter lost to its resets', () => {
    const store = storeWith('c', [
      [0.001, 10],
      [20, 30],
      [40, 5],
      [60, 25],
    ]);
    expect(valueAt(store, 'increase(c[1m])', 60)).toBeGreaterThan(44.9);
    expect(valueAt(store, 'resets(c[1m])', 60)).toBe(1);
  });

  it('answers the last finite bound for a quantile in the last bucket', () => {
    const store = createSampleStore(10);
    for (const [le, count] of [
      ['1', 0],
      ['10', 1],
      ['+Inf', 100],
    ] as const) {
      store.append(labelsOf({ __name__: 'h_bucket', le }), T0, count);
    }
    expect(valueAt(store, 'histogram_quantile(0.95, h_bucket)', 1)).toBe(10);
    expect(valueAt(store, 'histogram_quantile(0.005, h_bucket)', 1)).toBeCloseTo(5.5, 9);
  });

  it('says what it does not support', () => {
    const store = storeWith('a', [[0, 7]]);
    expect(valueAt(store, 'day_of_week(a)', 1)).toContain('day_of_week');
    expect(valueAt(store, 'limitk(1, a)', 1)).toContain('limitk');
    expect(valueAt(store, 'rate(a)', 1)).toContain('expected type range vector');
  });

  it('forgets the oldest samples of a full series and whole series that ended long ago', () => {
    const store = createSampleStore(3);
    const labels = labelsOf({ __name__: 'a' });
    for (let second = 1; second <= 200; second++) store.append(labels, T0 + second * 1000, second);
    expect(valueAt(store, 'count_over_time(a[1h])', 200)).toBe(3);
    expect(valueAt(store, 'min_over_time(a[1h])', 200)).toBe(198);
    store.forgetBefore(T0 + 200_001);
    expect(store.seriesCount).toBe(0);
    expect(valueAt(store, 'a', 200)).toBe('absent');
  });

  it('ignores a sample that is not later than the last', () => {
    const store = storeWith('a', [
      [10, 1],
      [10, 2],
      [5, 3],
    ]);
    expect(valueAt(store, 'count_over_time(a[1m])', 20)).toBe(1);
    expect(valueAt(store, 'a', 20)).toBe(1);
  });
});
