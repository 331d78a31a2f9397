import { badData } from './failure';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** `1h30m` in ms, or null where the text is no duration. */
export function durationMs(text: string): number | null {
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return null;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    sum += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return sum;
}

/** A number as PromQL writes it; a duration is a number of seconds (Prometheus 3). */
export function numberValue(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]\s*/, '').replaceAll('_', '');
  if (/^inf$/i.test(digits)) return sign * Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(digits)) return Number.NaN;
  const duration = durationMs(digits);
  return sign * (duration === null ? Number(digits) : duration / 1000);
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** The text of a string literal, quoted in any of PromQL's three ways. */
export function stringValue(literal: string): string {
  const quote = literal[0] ?? '';
  if (literal.length < 2 || !literal.endsWith(quote)) {
    throw badData('parse error: unterminated quoted string');
  }
  const inner = literal.slice(1, -1);
  if (quote === '`') return inner;
  return inner.replace(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S])/g,
    (_, sequence: string) => {
      const known = ESCAPES[sequence];
      if (known !== undefined) return known;
      if (/^[xuU][0-9a-fA-F]+$/.test(sequence)) {
        return String.fromCodePoint(Number.parseInt(sequence.slice(1), 16));
      }
      if (/^[0-7]{3}$/.test(sequence)) return String.fromCodePoint(Number.parseInt(sequence, 8));
      throw badData(`parse error: unknown escape sequence U+${hex(sequence)}`);
    },
  );
}

function hex(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
