import { describe, expect, it } from 'vitest';
import { detectTransformers } from '../../../shared/domain/profiles/transformers';
import type { Failure } from '../../../shared/domain/sources';
import { err, ok } from '../../../shared/result';
import type { InstantSample } from '../../../shared/wire/prometheus';
import { type PanelResults, panelSnapshot } from './panel-snapshot';
import { rangeSnapshot } from './range-snapshot';

const profile =
  detectTransformers(
    [
      'ttft_milliseconds_bucket',
      'request_latency_milliseconds_bucket',
      'prefill_tokens_processed_total',
      'decode_tokens_processed_total',
    ].map((name) => ({ name, job: 'transformers', count: 1 })),
  ) ?? expect.fail('not detected');

const sample = (labels: Record<string, string>, value: number): InstantSample => ({
  labels,
  value,
  at: 0,
});

const gauge = (name: string, instance: string, value: number) =>
  sample({ __name__: name, job: 'transformers', ...(instance === '' ? {} : { instance }) }, value);

const steady = () => ({ kind: 'steady' }) as const;

const snapshot = (entries: [string, readonly InstantSample[]][]) =>
  panelSnapshot(profile, new Map(entries) as PanelResults, 1000, steady);

describe('panel snapshot', () => {
  it('keeps absent, zero and NaN apart', () => {
    const { instances, waiting, active, batchFillP50 } = snapshot([
      ['gauges', [gauge('kv_cache_memory_bytes', 'a', 0), gauge('active_requests_count', 'a', 3)]],
      ['batchFillP50', [sample({}, Number.NaN)]],
    ]);
    expect(instances[0]?.kvUsedBytes).toEqual({ kind: 'value', value: 0 });
    expect(instances[0]?.kvFreeBytes).toEqual({ kind: 'absent' });
    expect(active).toEqual({ kind: 'value', value: 3 });
    expect(waiting).toEqual({ kind: 'absent' });
    expect(batchFillP50).toEqual({ kind: 'nan' });
  });

  it('orders instances as people count', () => {
    const names = ['gpu-10', 'gpu-9', 'gpu-1'].map((name) =>
      gauge('kv_cache_memory_bytes', name, 1),
    );
    const { instances } = snapshot([['gauges', names]]);
    expect(instances.map(({ instance }) => instance)).toEqual(['gpu-1', 'gpu-9', 'gpu-10']);
  });

  it('warns of series without an instance and of clocks mixed up', () => {
    const { notices } = snapshot([
      ['gauges', [gauge('kv_cache_memory_bytes', '', 1)]],
      ['ttftMean', [sample({}, 1.8e12)]],
    ]);
    expect(notices).toEqual([
      { kind: 'no-instance-label', job: 'transformers' },
      { kind: 'implausible', signal: 'ttft', meanMs: 1.8e12 },
    ]);
  });

  it('reads the histogram, its last bucket as "at least"', () => {
    const { ttft } = snapshot([
      [
        'ttftBuckets',
        [sample({ le: '+Inf' }, 100), sample({ le: '10000.0' }, 50), sample({ le: '10' }, 50)],
      ],
    ]);
    expect(ttft).toMatchObject({
      total: 100,
      p50: { kind: 'value', value: 10 },
      p99: { kind: 'at-least', bound: 10_000 },
    });
  });

  it('has no histogram where the series do not exist', () => {
    expect(snapshot([['ttftBuckets', []]]).ttft).toBeUndefined();
  });
});

const grid = { startMs: 0, endMs: 40_000, stepMs: 10_000 };
const decode = { chart: 'tokens', line: 'decode', query: 'q' } as const;
const kv = { chart: 'kv', line: null, query: 'k' } as const;
const refused: Failure = { kind: 'api-error', message: 'too many samples', status: 422 };

describe('range snapshot', () => {
  it('puts points on the grid, with nulls where there is no sample and NaN kept', () => {
    const answers = [
      {
        query: decode,
        answer: ok([
          {
            labels: {},
            points: [
              [10_000, 5],
              [30_000, Number.NaN],
            ] as const,
          },
        ]),
      },
    ];
    const { charts } = rangeSnapshot('15m', grid, answers, {}, undefined, 99);
    expect(charts.tokens.value?.series).toEqual([
      { name: 'decode', points: [null, 5, null, Number.NaN, null] },
    ]);
  });

  it('fails one chart alone, keeping its last lines at their own times', () => {
    const good = (value: number) => ({
      query: decode,
      answer: ok([{ labels: {}, points: [[40_000, value]] as const }]),
    });
    const first = rangeSnapshot('15m', grid, [good(7)], {}, undefined, 100);
    const later = { startMs: 10_000, endMs: 50_000, stepMs: 10_000 };
    const second = rangeSnapshot(
      '15m',
      later,
      [
        { query: decode, answer: err(refused) },
        { query: kv, answer: ok([]) },
      ],
      {},
      first,
      200,
    );
    expect(second.charts.tokens.freshness).toEqual({
      kind: 'stale',
      at: 100,
      since: 200,
      failure: refused,
    });
    expect(second.charts.tokens.value?.series[0]?.points).toEqual([null, null, null, 7, null]);
    expect(second.charts.kv.freshness.kind).toBe('fresh');
  });

  it('does not draw lines of another range', () => {
    const first = rangeSnapshot(
      '15m',
      grid,
      [{ query: decode, answer: ok([{ labels: {}, points: [[0, 1]] as const }]) }],
      {},
      undefined,
      100,
    );
    const other = rangeSnapshot(
      '1h',
      grid,
      [{ query: decode, answer: err(refused) }],
      {},
      first,
      200,
    );
    expect(other.charts.tokens).toEqual({
      freshness: { kind: 'failed', since: 200, failure: refused },
    });
  });
});
