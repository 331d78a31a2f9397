import { err, ok, type Result } from '../result';
import { type MatcherOperator, operatorOf, withOperator } from './matchers';
import type { Matcher } from './silences';

/** What may not stand in an unquoted label name or value (Alertmanager's UTF-8 matchers). */
const RESERVED = /[\s{}!=~,\\"'`]/;

export interface TextError {
  readonly reason:
    | 'empty'
    | 'no-operator'
    | 'no-name'
    | 'open-quote'
    | 'bad-escape'
    | 'reserved'
    | 'trailing';
  /** Position in the text, UTF-16 units. */
  readonly at: number;
}

/** `name="value"` as Alertmanager and amtool write it; read back by `parseMatcher`. */
export function formatMatcher(matcher: Matcher): string {
  const name =
    matcher.name === '' || RESERVED.test(matcher.name) ? quote(matcher.name) : matcher.name;
  return `${name}${operatorOf(matcher)}${quote(matcher.value)}`;
}

/** Reads `name="value"`, `name=~value`, `"odd name"!="x"`; an unquoted value may not hold reserved characters. */
export function parseMatcher(text: string): Result<Matcher, TextError> {
  const start = text.length - text.trimStart().length;
  if (start === text.length) return err({ reason: 'empty', at: 0 });
  const name = readPart(text, start, RESERVED);
  if (!name.ok) return name;
  const operator = readOperator(text, skipSpace(text, name.value.end));
  if (!operator) return err({ reason: 'no-operator', at: name.value.end });
  if (name.value.text === '') return err({ reason: 'no-name', at: start });
  const value = readPart(text, skipSpace(text, operator.end), RESERVED);
  if (!value.ok) return value;
  const rest = skipSpace(text, value.value.end);
  if (rest < text.length) {
    return err({ reason: value.value.quoted ? 'trailing' : 'reserved', at: rest });
  }
  return ok(withOperator({ name: name.value.text, value: value.value.text }, operator.operator));
}

export interface Part {
  readonly text: string;
  readonly end: number;
  readonly quoted: boolean;
}

/** Reads a quoted text, or everything up to the first character of `stop`. */
export function readPart(text: string, start: number, stop: RegExp): Result<Part, TextError> {
  if (text[start] === '"') return readQuoted(text, start);
  let end = start;
  while (end < text.length && !stop.test(text[end] ?? '')) end += 1;
  return ok({ text: text.slice(start, end), end, quoted: false });
}

function readQuoted(text: string, start: number): Result<Part, TextError> {
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') return ok({ text: value, end: at + 1, quoted: true });
    if (char !== '\\') {
      value += char;
      continue;
    }
    const found = /^\\(?:(["\\])|([ntr])|u([0-9a-fA-F]{4}))/.exec(text.slice(at, at + 6));
    if (!found) return err({ reason: 'bad-escape', at });
    value +=
      found[1] ?? control(found[2]) ?? String.fromCharCode(Number.parseInt(found[3] ?? '0', 16));
    at += found[0].length - 1;
  }
  return err({ reason: 'open-quote', at: start });
}

export function readOperator(
  text: string,
  at: number,
): { readonly operator: MatcherOperator; readonly end: number } | undefined {
  const two = text.slice(at, at + 2);
  if (two === '=~' || two === '!~' || two === '!=') return { operator: two, end: at + 2 };
  return text[at] === '=' ? { operator: '=', end: at + 1 } : undefined;
}

/** Quotes so that `readPart` reads it back, on one line. */
export function quote(text: string): string {
  const escaped = text.replaceAll(/["\\\n\t\r]/g, (char) => {
    const letter = { '\n': 'n', '\t': 't', '\r': 'r' }[char];
    return `\\${letter ?? char}`;
  });
  return `"${escaped}"`;
}

function control(letter: string | undefined): string | undefined {
  return letter === undefined ? undefined : { n: '\n', t: '\t', r: '\r' }[letter];
}

function skipSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && /\s/.test(text[end] ?? '')) end += 1;
  return end;
}
