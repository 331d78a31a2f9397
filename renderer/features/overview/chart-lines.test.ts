import { describe, expect, it } from 'vitest';
import { instanceLines, namedLines } from './chart-lines';

const series = (n: number) =>
  Array.from({ length: n }, (_, index) => ({ name: `gpu-${index}`, points: [index, index * 2] }));

describe('instanceLines', () => {
  it('names every one of a few, each in its own colour', () => {
    const { lines, others } = instanceLines(series(6), 'none');
    expect(others).toBe(0);
    expect(new Set(lines.map((line) => line.color)).size).toBe(6);
  });

  it('names the fullest of many and draws the others behind them', () => {
    const { lines, others } = instanceLines(series(32), 'none');
    expect(others).toBe(27);
    expect(lines.slice(-5).map((line) => line.name)).toEqual([
      'gpu-31',
      'gpu-30',
      'gpu-29',
      'gpu-28',
      'gpu-27',
    ]);
    expect(lines.slice(0, 27).every((line) => line.faint)).toBe(true);
    expect(new Set(lines.map((line) => line.key)).size).toBe(32);
  });

  it('ranks by the last value there is, past gaps and NaN', () => {
    const gappy = [
      ...series(6),
      { name: 'gone', points: [99, null] },
      { name: 'never', points: [null, Number.NaN] },
    ];
    const { lines } = instanceLines(gappy, 'none');
    expect(lines.at(-5)?.name).toBe('gone');
    expect(lines.find((line) => line.name === 'never')?.faint).toBe(true);
  });

  it('leaves every instance its colour while others overtake it, come and go', () => {
    const colors = (values: readonly number[]) =>
      new Map(
        instanceLines(
          values.map((value, index) => ({ name: `gpu-${index}`, points: [value] })),
          'none',
        ).lines.map((line) => [line.name, line.faint ? 'faint' : line.color]),
      );
    const before = colors([9, 8, 7, 6, 5, 1, 1]);
    expect(colors([5, 6, 7, 8, 9, 1, 1])).toEqual(before);
    // an eighth, outside the named ones
    const after = colors([5, 6, 7, 8, 9, 1, 1, 1]);
    for (const [name, color] of before) expect(after.get(name)).toBe(color);
  });

  it('gives the named ones of many a colour each, whatever their names', () => {
    for (let first = 0; first < 40; first += 1) {
      const many = Array.from({ length: 9 }, (_, index) => ({
        name: `gpu-${first + index}`,
        points: [index],
      }));
      const named = instanceLines(many, 'none').lines.filter((line) => !line.faint);
      expect(new Set(named.map((line) => line.color)).size).toBe(5);
      expect(named.map((line) => line.color)).not.toContain('currentColor');
    }
  });

  it('says so where there is no instance label', () => {
    expect(instanceLines([{ name: '', points: [1] }], 'no label').lines[0]?.name).toBe('no label');
  });
});

it('shows a name it does not know as it is, never an inherited property', () => {
  const [known, unknown] = namedLines(
    [
      { name: 'p50', points: [] },
      { name: 'constructor', points: [] },
    ],
    { p50: 'median' },
    false,
  );
  expect([known?.name, unknown?.name]).toEqual(['median', 'constructor']);
});
