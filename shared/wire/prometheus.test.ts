import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recorded } from '../../e2e/fixtures/recorded/recorded';
import {
  decodeBuildInfo,
  decodeInstant,
  decodePrometheusError,
  decodeRange,
  decodeRules,
} from './prometheus';

function decoded<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`not decoded: ${JSON.stringify(result.error)}`);
  return result.value;
}

const vector = (...result: unknown[]) => ({
  status: 'success',
  data: { resultType: 'vector', result },
});
const matrix = (...result: unknown[]) => ({
  status: 'success',
  data: { resultType: 'matrix', result },
});

describe('decodeInstant', () => {
  it('reads a vector', () => {
    expect(decoded(decodeInstant(recorded('prometheus-query-kv').body))).toEqual({
      kind: 'vector',
      dropped: 0,
      samples: [
        {
          labels: {
            __name__: 'kv_cache_memory_bytes',
            instance: 'gpu-a-0:8000',
            job: 'transformers',
          },
          at: 1795363161938,
          value: 7265320960,
        },
        {
          labels: {
            __name__: 'kv_cache_memory_bytes',
            instance: 'gpu-a-1:8000',
            job: 'transformers',
          },
          at: 1795363161938,
          value: 8092385280,
        },
      ],
    });
  });

  it('keeps nothing, zero and NaN apart', () => {
    expect(decoded(decodeInstant(recorded('prometheus-query-empty').body))).toEqual({
      kind: 'vector',
      samples: [],
      dropped: 0,
    });
    const nan = decoded(decodeInstant(recorded('prometheus-query-nan').body));
    expect(nan.kind === 'vector' && nan.samples[0]?.value).toBeNaN();
    const buckets = decoded(decodeInstant(recorded('prometheus-query-ttft-buckets').body));
    expect(buckets.kind === 'vector' && buckets.samples[0]?.value).toBe(0);
    expect(buckets.kind === 'vector' && buckets.samples.at(-1)?.labels['le']).toBe('+Inf');
  });

  it('reads a scalar', () => {
    expect(decoded(decodeInstant(recorded('prometheus-query-scalar').body))).toEqual({
      kind: 'scalar',
      at: 1795363161941,
      value: 96,
    });
  });

  it.each([
    ['NaN', Number.NaN],
    ['+Inf', Number.POSITIVE_INFINITY],
    ['Inf', Number.POSITIVE_INFINITY],
    ['-Inf', Number.NEGATIVE_INFINITY],
    ['9.12048128e+09', 9120481280],
    ['-0.5', -0.5],
    ['1e-07', 1e-7],
    ['0', 0],
  ])('reads the sample %s', (text, value) => {
    const read = decoded(decodeInstant(vector({ metric: {}, value: [1, text] })));
    expect(read).toEqual({
      kind: 'vector',
      samples: [{ labels: {}, at: 1000, value }],
      dropped: 0,
    });
  });

  it.each([[''], [' 1'], ['0x10'], ['1_000'], ['Infinity'], ['null'], ['1e'], [5], [null]])(
    'takes %j for no sample, and never for 0',
    (text) => {
      const read = decoded(decodeInstant(vector({ metric: {}, value: [1, text] })));
      expect(read).toMatchObject({
        kind: 'vector',
        samples: [],
        dropped: 1,
        firstProblem: { path: 'data.result.0.value' },
      });
    },
  );

  it('counts native histograms as dropped and keeps the rest', () => {
    const read = decoded(
      decodeInstant(
        vector(
          { metric: { a: 'b' }, histogram: [1, { count: '3', sum: '4' }] },
          { metric: { a: 'c' }, value: [1, '2'] },
        ),
      ),
    );
    expect(read).toMatchObject({ samples: [{ labels: { a: 'c' }, value: 2 }], dropped: 1 });
  });

  it.each([
    [matrix(), 'data.resultType'],
    [{ status: 'success', data: { resultType: 'vector', result: {} } }, 'data.result'],
    [{ status: 'success', data: { resultType: 'scalar', result: ['1', 1] } }, 'data.result'],
    [{ status: 'success' }, 'data'],
    [{ status: 'fine', data: {} }, 'status'],
    [[], ''],
    ['success', ''],
    [{ version: '2.6' }, 'status'],
  ])('calls %j a wrong shape at its place', (json, path) => {
    expect(decodeInstant(json)).toMatchObject({ ok: false, error: { kind: 'wrong-shape', path } });
  });

  it.each([
    ['prometheus-error-bad-data', /^bad_data: invalid parameter "query": 1:5: parse error/],
    ['prometheus-error-execution', /^execution: found duplicate series for the match group/],
    ['prometheus-error-step', /^bad_data: exceeded maximum resolution of 11,000 points/],
  ])('tells %s in the server’s words, within 300 characters', (name, words) => {
    const result = decodeInstant(recorded(name).body);
    if (result.ok) throw new Error('an error envelope is no answer');
    expect(result.error.kind).toBe('api-error');
    expect(result.error.message).toMatch(words);
    expect(result.error.message.length).toBeLessThanOrEqual(300);
    expect(decodePrometheusError(recorded(name).body)).toBe(result.error.message);
  });
});

describe('decodeRange', () => {
  it.each([
    ['prometheus-range-kv', 2],
    ['prometheus-range-ttft-p95', 1],
    ['prometheus-range-alerts', 12],
  ])('reads %s', (name, series) => {
    const read = decoded(decodeRange(recorded(name).body));
    expect(read).toHaveLength(series);
    expect(read.every((one) => one.points.length > 0 && one.dropped === undefined)).toBe(true);
  });

  it('reads points in ms', () => {
    const [first] = decoded(decodeRange(recorded('prometheus-range-kv').body));
    expect(first?.points[0]).toEqual([1795362966000, 779550720]);
  });

  it('counts samples that are no number in their series', () => {
    const read = decoded(
      decodeRange(
        matrix(
          {
            metric: { a: '1' },
            values: [
              [1, 'NaN'],
              [2, 'x'],
              [3.5, '+Inf'],
            ],
          },
          {
            metric: { a: '2' },
            histograms: [
              [1, { count: '1' }],
              [2, { count: '1' }],
            ],
          },
        ),
      ),
    );
    expect(read).toEqual([
      {
        labels: { a: '1' },
        points: [
          [1000, Number.NaN],
          [3500, Number.POSITIVE_INFINITY],
        ],
        dropped: 1,
      },
      { labels: { a: '2' }, points: [], dropped: 2 },
    ]);
  });

  it('fails on a series that cannot be read, rather than leave a line out', () => {
    expect(
      decodeRange(matrix({ metric: {}, values: [] }, { metric: 7, values: [] })),
    ).toMatchObject({
      error: { kind: 'wrong-shape', path: 'data.result.1.metric' },
    });
    expect(decodeRange(vector())).toMatchObject({ error: { path: 'data.resultType' } });
  });
});

describe('decodeRules', () => {
  it('reads the recorded rules', () => {
    const read = decoded(decodeRules(recorded('prometheus-rules').body));
    expect(read.dropped).toBe(0);
    expect(read.alertingRules).toBe(7);
    expect(read.alerts[0]).toEqual({
      rule: 'HighMemoryUsage',
      state: 'pending',
      labels: {
        alertname: 'HighMemoryUsage',
        instance: 'gpu-a-1:8000',
        job: 'transformers',
        service: 'transformers',
        severity: 'critical',
      },
      annotations: {
        description: 'KV缓存内存使用率达到9.12048128e+09字节，超过8GB阈值',
        summary: 'KV缓存内存使用过高',
      },
      activeAt: Date.UTC(2026, 10, 22, 15, 59, 8),
      value: '9.12048128e+09',
      forSeconds: 20,
    });
  });

  it('leaves out broken groups, rules and alerts one by one', () => {
    const alert = { labels: {}, state: 'firing', activeAt: '2026-11-22T15:59:08Z', value: '1' };
    const alerting = (alerts: unknown) => ({ type: 'alerting', name: 'R', duration: 5, alerts });
    const read = decoded(
      decodeRules({
        status: 'success',
        data: {
          groups: [
            'broken',
            { rules: null },
            { rules: [{ type: 'recording', name: 'r' }, { type: 'other' }, alerting(null)] },
            { rules: [alerting([alert, { ...alert, state: 'inactive' }, 3]), alerting([alert])] },
          ],
        },
      }),
    );
    expect(read.alertingRules).toBe(3);
    expect(read.alerts).toHaveLength(2);
    expect(read.dropped).toBe(4);
    expect(read.firstProblem?.path).toBe('data.groups.0');
  });

  it('counts rules whose evaluation fails, and repeats what Prometheus says of the first', () => {
    const rule = (name: string, health?: string, lastError?: string) => ({
      ...{ type: 'alerting', name, health, lastError, alerts: [] },
    });
    const rules = [
      rule('Fine', 'ok'),
      rule('NotEvaluatedYet', 'unknown'),
      rule('OldServer'),
      rule('HighMemoryUsage', 'err', 'found duplicate\nseries'),
      rule('SlowFirstToken', 'err', 'query timed out'),
    ];
    const read = decoded(decodeRules({ status: 'success', data: { groups: [{ rules }] } }));
    expect(read).toMatchObject({
      alertingRules: 5,
      failingRules: 2,
      firstFailing: { rule: 'HighMemoryUsage', message: 'found duplicate series' },
      dropped: 0,
    });
    expect(decoded(decodeRules(recorded('prometheus-rules').body)).failingRules).toBe(0);
  });

  it('says where a broken alert is', () => {
    const group = { rules: [{ type: 'recording' }, { type: 'alerting', name: 'R', alerts: [{}] }] };
    const read = decoded(decodeRules({ status: 'success', data: { groups: [group] } }));
    expect(read.firstProblem).toEqual({
      path: 'data.groups.0.rules.1.alerts.0.labels',
      message: 'is missing',
    });
  });

  it('does not take an answer without groups for one without rules', () => {
    expect(decodeRules({ status: 'success', data: {} })).toMatchObject({
      error: { kind: 'wrong-shape', path: 'data.groups' },
    });
  });
});

describe('decodeBuildInfo', () => {
  it('reads the version', () => {
    expect(decodeBuildInfo(recorded('prometheus-buildinfo').body)).toEqual({
      ok: true,
      value: { version: '3.5.3+ds1' },
    });
  });

  it('does not take Tempo’s answer, which has no envelope', () => {
    expect(decodeBuildInfo(recorded('tempo-buildinfo').body).ok).toBe(false);
  });
});

describe('whatever JSON comes in', () => {
  it('nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const decode of [decodeInstant, decodeRange, decodeRules, decodeBuildInfo]) {
          for (const input of [
            json,
            { status: 'success', data: json },
            vector(json),
            matrix(json),
          ]) {
            decode(input);
          }
        }
        decodeRules({ status: 'success', data: { groups: [json, { rules: [json] }] } });
        decodePrometheusError(json);
      }),
    );
  });

  it('every finite number survives its way through text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (any) => {
        // Text of -0 is "0", in Go as in JavaScript.
        const value = any === 0 ? 0 : any;
        const read = decoded(decodeInstant(vector({ metric: {}, value: [0, String(value)] })));
        expect(read.kind === 'vector' && read.samples[0]?.value).toBe(value);
      }),
    );
  });
});
