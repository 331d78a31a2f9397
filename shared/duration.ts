import { err, ok, type Result } from './result';

/** Prometheus' units, largest first, in milliseconds. A year is 365 days there. */
const UNITS = [
  ['y', 31_536_000_000],
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** Prometheus and Alertmanager count in 64-bit nanoseconds and refuse what does not fit: about 292 years. */
export const MAX_DURATION_MS = 9_223_372_036_854;

const PART = /^\s*(\d{1,15})\s*(ms|[ywdhms])/;

export type DurationError = 'empty' | 'not-a-duration' | 'too-long';

/**
 * Reads `1h30m`, `2d`, `1w`, `90m`, `0`: each unit at most once, largest first, as Prometheus does. Spaces between the
 * parts are allowed, because people type them. Milliseconds.
 */
export function parseDuration(text: string): Result<number, DurationError> {
  let rest = text.trim();
  if (rest === '') return err('empty');
  if (rest === '0') return ok(0);
  let total = 0;
  let allowed: readonly (readonly [string, number])[] = UNITS;
  while (rest !== '') {
    const part = PART.exec(rest);
    if (!part) return err('not-a-duration');
    const position = allowed.findIndex(([unit]) => unit === part[2]);
    const unit = allowed[position];
    if (unit === undefined) return err('not-a-duration');
    total += Number(part[1]) * unit[1];
    allowed = allowed.slice(position + 1);
    rest = rest.slice(part[0].length).trimStart();
  }
  return total > MAX_DURATION_MS ? err('too-long') : ok(total);
}

/** The shortest text that `parseDuration` reads back: `1h30m`. Fractions of a millisecond are dropped; negative is `0s`. */
export function formatDuration(ms: number): string {
  let rest = Math.floor(ms);
  if (!(rest > 0)) return '0s';
  let text = '';
  for (const [unit, size] of UNITS) {
    // 90 days are 90d, not 12w6d: weeks and years only where they say it all
    if ((unit === 'y' || unit === 'w') && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    if (count === 0) continue;
    text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
