import { describe, expect, it } from 'vitest';
import { answered } from '../../../e2e/support/fake-connections';
import { detectTransformers, KV_TREND } from '../../../shared/domain/profiles/transformers';
import type { FailureKind } from '../../../shared/domain/sources';
import { err } from '../../../shared/result';
import type { PrometheusSource } from '../sources/prometheus';
import { askRanges, trendOf } from './ask';

const NOW = 1_795_000_000_000;

const profile =
  detectTransformers(
    ['prefill_tokens_processed_total', 'decode_tokens_processed_total'].map((name) => ({
      name,
      job: 'transformers',
      count: 1,
    })),
  ) ?? expect.fail('not detected');

type Ranges = Pick<PrometheusSource, 'queryRange'>;

/** A server that answers every range query with one line, but fails that of the trends. */
const withoutTrends = (kind: FailureKind): Ranges => ({
  queryRange: async (_promql, startMs, endMs) =>
    endMs - startMs === KV_TREND.windowSeconds * 1000
      ? err({ kind, message: 'no' })
      : answered([{ labels: { instance: 'a' }, points: [[NOW, 1]] }]),
});

const ask = (source: Ranges) => askRanges(source, profile, '1h', NOW, new AbortController().signal);

describe('one poll of the charts', () => {
  it.each(['api-error', 'too-large', 'wrong-shape'] as const)(
    'keeps its charts when the trends are refused (%s), and knows no trend',
    async (kind) => {
      const polled = await ask(withoutTrends(kind));
      if (!polled.ok) throw new Error(polled.error.message);
      const { answers, trends } = polled.value.value;
      expect(answers.length).toBeGreaterThan(5);
      expect(answers.every(({ answer }) => answer.ok)).toBe(true);
      const reading = { kind: 'value', value: 1 } as const;
      expect(trendOf(trends, '/a', reading, reading)).toEqual({ kind: 'unknown' });
    },
  );

  it('ends when the server is gone before the trends', async () => {
    expect(await ask(withoutTrends('network'))).toMatchObject({ error: { kind: 'network' } });
  });
});
