import { describe, expect, it } from 'vitest';
import { createFormat } from './format';

const en = createFormat('en', 'Asia/Shanghai');
const zh = createFormat('zh', 'Asia/Shanghai');
const GIB = 1024 ** 3;
const AT = Date.UTC(2026, 10, 22, 6, 59, 12);

describe('formats', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [640 * 1024 ** 2, '640 MiB'],
    [GIB, '1 GiB'],
    [8.7 * GIB, '8.7 GiB'],
    [10 * GIB, '10 GiB'],
    [3 * 1024 * GIB, '3 TiB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(en.bytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0 ms', '0 毫秒'],
    [4.25, '4.3 ms', '4.3 毫秒'],
    [142.4, '142 ms', '142 毫秒'],
    [999.6, '1 s', '1 秒'],
    [1060, '1.06 s', '1.06 秒'],
    [10_000, '10 s', '10 秒'],
    [150_000, '2.5 min', '2.5 分钟'],
    [7_200_000, '2 h', '2 小时'],
  ])('writes a duration of %d ms as %s and %s', (ms, english, chinese) => {
    expect(en.duration(ms)).toBe(english);
    expect(zh.duration(ms)).toBe(chinese);
  });

  it.each([
    [-5000, '0 s'],
    [48_900, '48 s'],
    [360_000, '6 min'],
    [4_320_000, '1 h 12 min'],
    [3_600_000, '1 h'],
    [93_600_000, '1 d 2 h'],
    [40 * 86_400_000 + 7_200_000, '40 d'],
  ])('writes an age of %d ms as %s', (ms, text) => {
    expect(en.age(ms)).toBe(text);
  });

  it('never tells a negative age where clocks disagree', () => {
    expect(en.ago(AT + 3000, AT)).toBe('0 s');
    expect(zh.ago(AT - 360_000, AT)).toBe('6 分钟');
  });

  it('writes shares, percents and ratios', () => {
    expect([en.share(0.871), zh.share(0.871)]).toEqual(['87 %', '87%']);
    expect([en.percent(91.3), en.percent(7.26), en.percent(0)]).toEqual(['91 %', '7.3 %', '0 %']);
    expect([en.ratio(0.83), en.ratio(0), en.ratio(250.4)]).toEqual(['0.83', '0.00', '250']);
  });

  it('writes times in the zone it was given', () => {
    expect(en.clock(AT)).toBe('14:59');
    expect(en.time(AT)).toBe('14:59:12');
    expect(en.zone(AT)).toBe('UTC+8');
    expect(zh.dateTime(AT)).toBe('11月22日 14:59');
    expect(createFormat('en', 'UTC').zone(AT)).toBe('UTC');
  });

  it('names the day of a time that is not of today', () => {
    const hour = 3_600_000;
    expect(en.clockOn(AT + 9 * hour, AT)).toBe('23:59');
    expect(en.clockOn(AT + 18 * hour, AT)).toBe('Mon 08:59');
    expect(zh.clockOn(AT + 18 * hour, AT)).toBe('周一 08:59');
    expect(en.clockOn(AT + 7 * 24 * hour, AT)).toBe(en.dateTime(AT + 7 * 24 * hour));
    expect(en.clockOn(AT - 24 * hour, AT)).toBe(en.dateTime(AT - 24 * hour));
  });

  it('shortens large numbers alike in both languages', () => {
    for (const format of [en, zh]) {
      expect([0, 950, 2400, 1.2e6, 3e9].map(format.compact)).toEqual([
        '0',
        '950',
        '2.4k',
        '1.2M',
        '3G',
      ]);
    }
  });
});
