import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recorded } from '../../e2e/fixtures/recorded/recorded';
import { decodeSearch, decodeTempoBuildInfo } from './tempo';

function decoded<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`not decoded: ${JSON.stringify(result.error)}`);
  return result.value;
}

const trace = (over: Record<string, unknown> = {}) => ({
  traceID: 'abc',
  startTimeUnixNano: '1795363042581000000',
  ...over,
});

describe('decodeSearch', () => {
  it('reads the recorded search and puts leading zeros back', () => {
    const { traces, dropped } = decoded(decodeSearch(recorded('tempo-search').body));
    expect(dropped).toBe(0);
    expect(traces).toHaveLength(10);
    expect(traces[0]).toEqual({
      traceId: '08731d171c4e7fa0c91571bf0c13b52a',
      rootService: 'transformers',
      rootName: 'generate_batch',
      startMs: 1795363042581,
      durationMs: 63453,
      error: false,
      spanCount: 4,
    });
    expect(traces.every((one) => one.traceId.length === 32)).toBe(true);
  });

  it('sees the errors of the recorded failed traces, and none in an empty search', () => {
    const failed = decoded(decodeSearch(recorded('tempo-search-error').body)).traces;
    expect(failed).toHaveLength(5);
    expect(failed.every((one) => one.error)).toBe(true);
    expect(decoded(decodeSearch(recorded('tempo-search-empty').body))).toEqual({
      traces: [],
      dropped: 0,
    });
  });

  it.each([
    [
      'a count',
      { serviceStats: { a: { spanCount: 1 }, b: { spanCount: 2, errorCount: 1 } } },
      true,
    ],
    ['no count', { serviceStats: { a: { spanCount: 1, errorCount: 0 } } }, false],
    [
      'a span',
      {
        spanSets: [
          { spans: [{ attributes: [{ key: 'status', value: { stringValue: 'error' } }] }] },
        ],
      },
      true,
    ],
    [
      'a span of the older form',
      {
        spanSet: { spans: [{ attributes: [{ key: 'status', value: { stringValue: 'error' } }] }] },
      },
      true,
    ],
    [
      'another status',
      { spanSet: { spans: [{ attributes: [{ key: 'status', value: { stringValue: 'ok' } }] }] } },
      false,
    ],
    [
      'another attribute',
      {
        spanSet: {
          spans: [
            { attributes: [{ key: 'x', value: { stringValue: 'error' } }, { key: 'status' }] },
            {},
          ],
        },
      },
      false,
    ],
  ])('tells the error flag from %s', (_name, over, error) => {
    expect(decoded(decodeSearch({ traces: [trace(over)] })).traces[0]?.error).toBe(error);
  });

  it('reads what protobuf leaves out as zero or empty', () => {
    expect(decoded(decodeSearch({ traces: [trace()] })).traces).toEqual([
      {
        traceId: '00000000000000000000000000000abc',
        rootService: '',
        rootName: '',
        startMs: 1795363042581,
        durationMs: 0,
        error: false,
      },
    ]);
  });

  it('drops what is broken alone', () => {
    const read = decoded(
      decodeSearch({
        traces: [
          trace({ traceID: 'xyz' }),
          trace({ traceID: 'a'.repeat(33) }),
          trace({ startTimeUnixNano: 'soon' }),
          trace({ startTimeUnixNano: undefined }),
          trace({ durationMs: -1 }),
          null,
          trace({ traceID: 'FF', unknown: [1] }),
        ],
      }),
    );
    expect(read.traces.map((one) => one.traceId)).toEqual(['ff'.padStart(32, '0')]);
    expect(read.dropped).toBe(6);
    expect(read.firstProblem).toEqual({
      path: 'traces.0.traceID',
      message: 'no trace id (hex digits)',
    });
  });

  it('takes metrics without traces for an empty search, anything else for a wrong shape', () => {
    expect(decodeSearch({ metrics: {} })).toMatchObject({ ok: true });
    for (const json of [{}, [], null, 'ready', { traces: {} }, { status: 'success', data: {} }]) {
      expect(decodeSearch(json)).toMatchObject({ ok: false, error: { kind: 'wrong-shape' } });
    }
  });

  it('throws at no JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        decodeTempoBuildInfo(json);
        decodeSearch(json);
        const read = decoded(decodeSearch({ traces: [json, trace()] }));
        expect(read.traces).toHaveLength(1);
        expect(read.dropped).toBe(1);
      }),
    );
  });
});

describe('decodeTempoBuildInfo', () => {
  it('reads it, version or none', () => {
    expect(decoded(decodeTempoBuildInfo(recorded('tempo-buildinfo').body)).version).toBe('');
    expect(decodeTempoBuildInfo({ version: 'v2.6.1', goVersion: 'go1.23' })).toEqual({
      ok: true,
      value: { version: 'v2.6.1' },
    });
  });

  it('does not take Prometheus’ answer', () => {
    expect(decodeTempoBuildInfo(recorded('prometheus-buildinfo').body).ok).toBe(false);
  });
});
