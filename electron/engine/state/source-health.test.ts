import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/domain/sources';
import {
  delivers,
  failed,
  freshnessOf,
  type Parts,
  partlySucceeded,
  sourceState,
  succeeded,
} from './source-health';

const EMPTY: Parts = new Map();
const REFUSED: Failure = { kind: 'network', message: 'refused' };
const DENIED: Failure = { kind: 'unauthorized', message: 'no', status: 401 };
const ERROR: Failure = { kind: 'status', message: 'oops', status: 500 };
const BUSY: Failure = { kind: 'status', message: 'later', status: 503 };
const HTML: Failure = { kind: 'not-json', message: 'HTML page' };

const state = (parts: Parts, now = 100) => sourceState(parts, now, 1000).state;

describe('source state', () => {
  it('is never before the first attempt and ok when everything answers', () => {
    expect(state(EMPTY)).toBe('never');
    expect(state(succeeded(succeeded(EMPTY, 'alerts', 1), 'silences', 2))).toBe('ok');
  });

  it('is unreachable as soon as the newest attempt finds nobody', () => {
    const parts = failed(
      succeeded(succeeded(EMPTY, 'alerts', 1), 'silences', 2),
      'alerts',
      3,
      REFUSED,
    );
    expect(state(parts)).toBe('unreachable');
  });

  it('is stale while one part fails and another answers', () => {
    const parts = failed(succeeded(EMPTY, 'alerts', 1), 'silences', 2, ERROR);
    expect(sourceState(parts, 3, 1000)).toEqual({
      state: 'stale',
      failing: [{ part: 'silences', failure: ERROR, since: 2 }],
    });
  });

  it.each([
    [DENIED, 'unauthorized'],
    [HTML, 'invalid'],
    [{ kind: 'wrong-shape', message: 'no list' } as Failure, 'invalid'],
    [{ kind: 'status', message: 'not found', status: 404 } as Failure, 'invalid'],
    [BUSY, 'unreachable'],
    [{ kind: 'tls', message: 'self-signed' } as Failure, 'unreachable'],
    [{ kind: 'timeout', message: '10 s' } as Failure, 'unreachable'],
  ])('with nothing but %j is %s', (failure, expected) => {
    expect(state(failed(EMPTY, 'alerts', 1, failure))).toBe(expected);
  });

  it('is stale rather than unreachable when a server that was good says "not now"', () => {
    expect(state(failed(succeeded(EMPTY, 'alerts', 1), 'alerts', 2, BUSY))).toBe('stale');
  });

  it('is stale, not unusable, when all that was read is incomplete', () => {
    const failure = { kind: 'rules-failing', message: 'HighTTFT (1/7)' } as const;
    expect(state(partlySucceeded(EMPTY, 'rules', 1, failure))).toBe('stale');
  });

  it('is ok with a remark, which is told all the same', () => {
    const failure = { kind: 'no-rules', message: '' } as const;
    const parts = partlySucceeded(EMPTY, 'rules', 1, failure);
    expect(sourceState(parts, 2, 1000)).toEqual({
      state: 'ok',
      failing: [{ part: 'rules', failure, since: 1 }],
    });
    expect(state(parts, 1500)).toBe('stale');
    expect(state(failed(parts, 'status', 2, BUSY))).toBe('stale');
  });

  it('is stale when nothing was asked for too long, whatever the last answer was', () => {
    const parts = succeeded(EMPTY, 'alerts', 1);
    expect(state(parts, 900)).toBe('ok');
    expect(state(parts, 1500)).toBe('stale');
  });
});

describe('freshness', () => {
  it('keeps the time of the last good value and the beginning of the failing', () => {
    let parts = succeeded(EMPTY, 'alerts', 10);
    parts = failed(parts, 'alerts', 20, REFUSED);
    parts = failed(parts, 'alerts', 30, ERROR);
    expect(freshnessOf(parts, 'alerts')).toEqual({
      kind: 'stale',
      at: 10,
      since: 20,
      failure: ERROR,
    });
    expect(freshnessOf(succeeded(parts, 'alerts', 40), 'alerts')).toEqual({
      kind: 'fresh',
      at: 40,
    });
  });

  it('is failed when there never was a good value, and loading before any attempt', () => {
    expect(freshnessOf(failed(EMPTY, 'alerts', 5, HTML), 'alerts')).toEqual({
      kind: 'failed',
      since: 5,
      failure: HTML,
    });
    expect(freshnessOf(EMPTY, 'alerts')).toEqual({ kind: 'loading' });
  });

  it('of a partly readable list is as new as the poll and says what is missing', () => {
    const missing: Failure = { kind: 'wrong-shape', message: '1 unreadable' };
    const parts = partlySucceeded(
      partlySucceeded(EMPTY, 'alerts', 5, missing),
      'alerts',
      9,
      missing,
    );
    expect(delivers(parts, 'alerts')).toBe(true);
    expect(delivers(failed(parts, 'alerts', 10, missing), 'alerts')).toBe(false);
    expect(freshnessOf(parts, 'alerts')).toEqual({
      kind: 'stale',
      at: 9,
      since: 5,
      failure: missing,
    });
  });
});
