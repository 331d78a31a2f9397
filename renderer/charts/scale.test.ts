import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks, valueScale } from './scale';

const GIB = 1024 ** 3;

describe('valueScale', () => {
  it('takes round steps of its unit from zero', () => {
    expect(valueScale([8.7 * GIB, 2 * GIB], 5, GIB).ticks.map((t) => t / GIB)).toEqual([
      0, 2, 4, 6, 8, 10,
    ]);
    expect(valueScale([142], 4).ticks).toEqual([0, 50, 100, 150]);
  });

  it('makes an axis of nothing and of zeros', () => {
    expect(valueScale([], 4)).toMatchObject({ min: 0 });
    expect(valueScale([0, Number.NaN], 4).max).toBeGreaterThan(0);
  });

  it('holds every value, with evenly rising ticks that are not too many', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 1 }),
        fc.integer({ min: 2, max: 6 }),
        (values, wanted) => {
          const { min, max, ticks } = valueScale(values, wanted);
          const slack = (max - min) * 1e-6;
          expect(Math.min(...values)).toBeGreaterThanOrEqual(min - slack);
          expect(Math.max(...values)).toBeLessThanOrEqual(max + slack);
          expect(ticks.length).toBeLessThanOrEqual(wanted + 3);
          for (const [index, tick] of ticks.entries()) {
            if (index > 0) expect(tick).toBeGreaterThan(ticks[index - 1] ?? tick);
          }
        },
      ),
    );
  });
});

describe('timeTicks', () => {
  const hour = 3_600_000;
  const at = Date.UTC(2026, 10, 22, 6, 3, 0);

  it('stand on round local times', () => {
    const ticks = timeTicks(at, at + hour, 5, 0);
    expect(ticks.map((tick) => new Date(tick).toISOString().slice(11, 16))).toEqual([
      '06:15',
      '06:30',
      '06:45',
      '07:00',
    ]);
  });

  it('follow a zone of half an hour', () => {
    const [first] = timeTicks(at, at + 6 * hour, 6, 5.5 * hour);
    expect(((first ?? 0) + 5.5 * hour) % hour).toBe(0);
  });

  it.each([0.25, 1, 3, 6, 12, 24])('are at most five over %d hours', (hours) => {
    const ticks = timeTicks(at, at + hours * hour, 5, 8 * hour);
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    expect(ticks.length).toBeLessThanOrEqual(6);
  });
});
