import { describe, expect, it } from 'vitest';
import { RANGE_KEYS } from '../metrics';
import {
  detectionQuery,
  detectTransformers,
  type FoundSeries,
  panelQueries,
  rangeGrid,
  rangeQueries,
} from './transformers';

const found = (job: string, ...names: readonly string[]): FoundSeries[] =>
  names.map((name) => ({ name, job, count: 2 }));

const DEFAULT_NAMES = [
  'ttft_milliseconds_bucket',
  'request_latency_milliseconds_bucket',
  'batch_fill_percentage_percent_bucket',
  'prefill_tokens_processed_total',
  'decode_tokens_processed_total',
];

describe('detecting transformers', () => {
  it('finds the default names while the gauges are away', () => {
    const profile = detectTransformers(found('transformers', ...DEFAULT_NAMES));
    expect(profile).toMatchObject({
      jobs: ['transformers'],
      names: { kvUsed: 'kv_cache_memory_bytes', fill: 'batch_fill_percentage_percent' },
      forms: { ttft: 'classic', latency: 'classic', fill: 'classic' },
    });
  });

  it.each([
    [
      'suffixes doubled',
      'ttft_milliseconds_milliseconds_bucket',
      'ttft',
      'ttft_milliseconds_milliseconds',
    ],
    ['no suffixes', 'batch_fill_percentage_bucket', 'fill', 'batch_fill_percentage'],
    [
      'unit and total',
      'decode_tokens_processed_tokens_total',
      'decode',
      'decode_tokens_processed_tokens_total',
    ],
    ['no total', 'decode_tokens_processed', 'decode', 'decode_tokens_processed'],
  ] as const)('recognises the translation with %s', (_, series, signal, name) => {
    const base = [series, 'prefill_tokens_processed_total'];
    if (signal !== 'decode') base.push('decode_tokens_processed_total');
    expect(detectTransformers(found('llm', ...base))?.names[signal]).toBe(name);
  });

  it('tells native histograms by their bare names', () => {
    const profile = detectTransformers(
      found(
        't',
        'ttft_milliseconds',
        'prefill_tokens_processed_total',
        'decode_tokens_processed_total',
      ),
    );
    expect(profile?.forms).toEqual({ ttft: 'native', latency: 'absent', fill: 'absent' });
    const queries = panelQueries(profile ?? expect.fail('not detected')).map(([key]) => key);
    expect(queries).toContain('ttftP95');
    expect(queries).not.toContain('ttftBuckets');
  });

  it('does not claim a job that has only one of the two counters', () => {
    expect(detectTransformers(found('other', 'decode_tokens_processed_total'))).toBeNull();
    expect(detectTransformers(found('other', 'active_requests_count'))).toBeNull();
    const split = [
      ...found('a', 'decode_tokens_processed_total'),
      ...found('b', 'prefill_tokens_processed_total'),
    ];
    expect(detectTransformers(split)).toBeNull();
  });

  it('keeps hostile job names inside their quotes', () => {
    const job = 'x"} or vector(1) or y{z="\\';
    const names = ['prefill_tokens_processed_total', 'decode_tokens_processed_total'];
    const profile = detectTransformers(found(job, ...names)) ?? expect.fail('not detected');
    const [, gauges] = panelQueries(profile)[0] ?? expect.fail('no query');
    expect(gauges).toContain('job="x\\"} or vector(1) or y{z=\\"\\\\"');
    const two = detectTransformers([...found('a.b', ...names), ...found('c', ...names)]);
    const [first] = rangeQueries(two ?? expect.fail('not detected'), 15);
    expect(first?.query).toContain('job=~"a\\\\.b|c"');
  });

  it('asks one bounded question', () => {
    expect(detectionQuery()).toMatch(/^count by \(__name__, job\) \(\{__name__=~"ttft_/);
  });
});

describe('range grid', () => {
  it('never has more than 300 points, ends at a step, and covers its range', () => {
    for (const range of RANGE_KEYS) {
      for (const now of [1_795_363_161_955, 1_795_363_170_000]) {
        const { startMs, endMs, stepMs } = rangeGrid(range, now);
        const points = (endMs - startMs) / stepMs + 1;
        expect(points).toBeLessThanOrEqual(300);
        expect(points).toBeGreaterThan(100);
        expect(endMs % stepMs).toBe(0);
        expect(now - endMs).toBeLessThan(stepMs);
      }
    }
  });
});
