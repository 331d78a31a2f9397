import { describe, expect, it } from 'vitest';
import { beforeNine, pauseEnd, startOfDay } from './popup-pause';

describe('pauseEnd', () => {
  const now = new Date(2026, 10, 30, 23, 59, 30).getTime();

  it('is half an hour or an hour later', () => {
    expect(pauseEnd('30', now) - now).toBe(1_800_000);
    expect(pauseEnd('60', now) - now).toBe(3_600_000);
  });

  it('is nine in the morning of the next day, also over the end of a month', () => {
    expect(pauseEnd('tomorrow', now)).toBe(new Date(2026, 11, 1, 9).getTime());
    const early = new Date(2026, 10, 22, 0, 5).getTime();
    expect(pauseEnd('tomorrow', early)).toBe(new Date(2026, 10, 23, 9).getTime());
  });
});

it('is nine of the same day for those who are up before it', () => {
  const night = new Date(2026, 10, 22, 3, 5).getTime();
  const morning = new Date(2026, 10, 22, 9).getTime();
  expect(beforeNine(night)).toBe(true);
  expect(pauseEnd('today', night)).toBe(morning);
  expect(beforeNine(morning)).toBe(false);
  expect(beforeNine(new Date(2026, 10, 22, 23).getTime())).toBe(false);
});

it('finds local midnight', () => {
  expect(startOfDay(new Date(2026, 10, 22, 14, 59).getTime())).toBe(
    new Date(2026, 10, 22).getTime(),
  );
});
