import { describe, expect, test } from 'vitest';
import type { TraceSearch, TraceSummary } from '../../../shared/domain/traces';
import { rootOf, rootServiceOf, traceTable } from './trace-rows';

function trace(durationMs: number, rest: Partial<TraceSummary> = {}): TraceSummary {
  return {
    traceId: `${durationMs}`.padStart(32, '0'),
    rootService: 'transformers',
    rootName: 'generate',
    startMs: 1000,
    durationMs,
    error: false,
    ...rest,
  };
}

const search = (traces: readonly TraceSummary[], floorMs = 0): TraceSearch => ({
  at: 2000,
  service: 'transformers',
  floorMs,
  startMs: 0,
  endMs: 2000,
  traces,
});

describe('the table', () => {
  test('is slowest first, the newest first among equals, each beside the longest', () => {
    const table = traceTable(
      search([trace(100), trace(400, { startMs: 1 }), trace(400, { startMs: 5 }), trace(0)]),
    );
    expect(table.rows.map((row) => [row.trace.durationMs, row.trace.startMs, row.share])).toEqual([
      [400, 5, 1],
      [400, 1, 1],
      [100, 1000, 0.25],
      [0, 1000, 0],
    ]);
  });

  test('shows the floor on the bars only where there was one', () => {
    expect(traceTable(search([trace(400)], 100)).floorShare).toBe(0.25);
    expect(traceTable(search([trace(400)], 900)).floorShare).toBe(1);
    expect(traceTable(search([trace(400)], 0)).floorShare).toBeNull();
    expect(traceTable(search([], 100)).floorShare).toBeNull();
  });

  test('counts errors, and survives traces of no length', () => {
    expect(traceTable(search([trace(1, { error: true }), trace(2)])).errors).toBe(1);
    expect(traceTable(search([trace(0)])).rows[0]?.share).toBe(0);
  });
});

test('a root span that has not arrived is not shown as a name', () => {
  expect(rootOf(trace(1))).toBe('generate');
  expect(rootOf(trace(1, { rootName: '<root span not yet received>' }))).toBeNull();
  expect(rootOf(trace(1, { rootName: ' ' }))).toBeNull();
  expect(rootServiceOf(trace(1, { rootService: '' }))).toBeNull();
});
