import { describe, expect, it } from 'vitest';
import type { StoredTrace } from './trace-store';
import { traceOfRequest } from './trace-store';
import { parseTraceQl } from './traceql';

const trace: StoredTrace = traceOfRequest(
  {
    id: 'gpu-a-0:8000/7',
    instance: 'gpu-a-0:8000',
    state: 'FAILED',
    arrivedAt: 10,
    admittedAt: 11,
    firstTokenAt: 11.5,
    endedAt: 14,
    promptTokens: 100,
    outputTokens: 20,
  },
  'transformers',
  1_700_000_000_000,
  1,
);

function matched(query: string): readonly string[] | string {
  const parsed = parseTraceQl(query);
  if (!parsed.ok) return parsed.error;
  return trace
    .spans()
    .filter((span) => parsed.value.matches(span, trace))
    .map((span) => span.name);
}

const ALL = ['generate_batch', 'queue_wait', 'prefill', 'decode'];

describe('TraceQL', () => {
  it.each([
    ['{}', ALL],
    ['{ resource.service.name = "transformers" }', ALL],
    ['{ resource.service.name != "transformers" }', []],
    ['{ resource.service.name =~ "trans.*" && duration > 2s }', ['generate_batch', 'decode']],
    ['{ traceDuration >= 4000ms } | select(status)', ALL],
    ['{ traceDuration > 4.1s }', []],
    ['{ status = error }', ['generate_batch', 'decode']],
    ['{ span:status = error || name = "prefill" }', ['generate_batch', 'prefill', 'decode']],
    ['{ (name = "prefill" || name = "decode") && span.tokens > 50 }', ['prefill']],
    ['{ !(name =~ "p.*") && .tokens = 20 }', ['decode']],
    ['{ resource.service.instance.id = `gpu-a-0:8000` && name = "queue_wait" }', ['queue_wait']],
    ['{ span.nothing = 1 }', []],
  ])('%s', (query, names) => {
    expect(matched(query)).toEqual(names);
  });

  it.each([
    '',
    '{',
    '{ duration > }',
    '{ = 2 }',
    '{ name } ',
    '{ name = "a" } extra',
    '{ name =~ "(" }',
    '{ a & b }',
  ])('refuses %j', (query) => {
    expect(matched(query)).toMatch(/^invalid TraceQL query: /);
  });
});

describe('trace of a request', () => {
  it('covers the request with its phases, one after the other', () => {
    const [root, ...phases] = trace.spans();
    expect(root).toMatchObject({ parentId: null, startMs: trace.startMs, endMs: trace.endMs });
    let at = trace.startMs;
    for (const phase of phases) {
      expect(phase).toMatchObject({ parentId: root?.spanId, startMs: at });
      at = phase.endMs;
    }
    expect(at).toBe(trace.endMs);
    expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set([root, ...phases].map((span) => span?.spanId)).size).toBe(4);
  });
});
