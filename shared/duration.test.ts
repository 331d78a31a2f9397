import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, MAX_DURATION_MS, parseDuration } from './duration';

const HOUR = 3_600_000;

describe('parseDuration', () => {
  it.each([
    ['1h30m', 1.5 * HOUR],
    ['2d', 48 * HOUR],
    ['1w', 168 * HOUR],
    ['90m', 1.5 * HOUR],
    ['1y', 365 * 24 * HOUR],
    ['1m30s', 90_000],
    ['1500ms', 1500],
    ['1m1ms', 60_001],
    ['0', 0],
    ['0s', 0],
    [' 1 h 30 m ', 1.5 * HOUR],
  ])('reads %j', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: ms });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['1', 'not-a-duration'],
    ['h', 'not-a-duration'],
    ['1.5h', 'not-a-duration'],
    ['-1h', 'not-a-duration'],
    ['30m1h', 'not-a-duration'],
    ['1h1h', 'not-a-duration'],
    ['1h x', 'not-a-duration'],
    ['2 hours', 'not-a-duration'],
    ['1H', 'not-a-duration'],
    ['300y', 'too-long'],
    ['999999999999999y', 'too-long'],
  ])('refuses %j as %s', (text, error) => {
    expect(parseDuration(text)).toEqual({ ok: false, error });
  });

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseDuration(text).ok === 'boolean'));
  });
});

describe('formatDuration', () => {
  it.each([
    [1.5 * HOUR, '1h30m'],
    [48 * HOUR, '2d'],
    [168 * HOUR, '1w'],
    [169 * HOUR, '7d1h'],
    [0, '0s'],
    [-5, '0s'],
    [Number.NaN, '0s'],
  ])('writes %d ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('is read back as the same length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_DURATION_MS }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toEqual({ ok: true, value: ms });
      }),
    );
  });
});
