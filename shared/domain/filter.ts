import { err, ok, type Result } from '../result';
import type { Alert } from './alerts';
import { formatMatcher, quote, readOperator, readPart, type TextError } from './matcher-text';
import { type CompiledMatcher, compileMatcher, withOperator } from './matchers';
import type { Matcher } from './silences';

/** One term of the filter bar, with where it stands in the text. All terms must hold. */
export type FilterTerm =
  | { readonly kind: 'text'; readonly text: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'matcher';
      readonly matcher: Matcher;
      readonly start: number;
      readonly end: number;
    };

export interface FilterError {
  readonly reason: TextError['reason'] | 'bad-regex';
  readonly start: number;
  readonly end: number;
  /** For `bad-regex`, what is wrong with it. */
  readonly detail?: string;
}

export interface Filter {
  readonly terms: readonly FilterTerm[];
  /** Terms that could not be understood; they filter nothing, and the bar says so. */
  readonly errors: readonly FilterError[];
}

export const EMPTY_FILTER: Filter = { terms: [], errors: [] };

/** A label name in the filter: no spaces, quotes or operators. Everything else is free text. */
const NAME_STOP = /[\s!=~"{},]/;
const VALUE_STOP = /[\s"]/;

/** Reads `word "two words" label=value label=~regex label!="quoted value"`. */
export function parseFilter(text: string): Filter {
  const terms: FilterTerm[] = [];
  const errors: FilterError[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const term = readTerm(text, at);
    if (term.ok) terms.push(term.value);
    else errors.push(term.error);
    at = Math.max(at + 1, term.ok ? term.value.end : term.error.end);
  }
  return { terms, errors };
}

function readTerm(text: string, start: number): Result<FilterTerm, FilterError> {
  const word = readPart(text, start, NAME_STOP);
  if (!word.ok) return err({ reason: word.error.reason, start, end: text.length });
  const operator = readOperator(text, word.value.end);
  if (!operator) return readText(text, start);
  const value = readPart(text, operator.end, VALUE_STOP);
  if (!value.ok) return err({ reason: value.error.reason, start, end: text.length });
  const end = value.value.end;
  if (word.value.text === '') return err({ reason: 'no-name', start, end });
  const matcher = withOperator(
    { name: word.value.text, value: value.value.text },
    operator.operator,
  );
  const compiled = compileMatcher(matcher);
  if (!compiled.ok) return err({ reason: 'bad-regex', start, end, detail: compiled.error });
  return ok({ kind: 'matcher', matcher, start, end });
}

function readText(text: string, start: number): Result<FilterTerm, FilterError> {
  const part = readPart(text, start, VALUE_STOP);
  if (!part.ok) return err({ reason: part.error.reason, start, end: text.length });
  return ok({ kind: 'text', text: part.value.text, start, end: part.value.end });
}

/** The text of a term, quoted only where it must be, so that chips and the bar stay readable. */
export function formatTerm(term: FilterTerm): string {
  if (term.kind === 'text') {
    const plain = term.text !== '' && isWord(term.text);
    return plain ? term.text : quote(term.text);
  }
  return formatMatcher(term.matcher);
}

function isWord(text: string): boolean {
  const read = readTerm(text, 0);
  return read.ok && read.value.kind === 'text' && read.value.end === text.length;
}

/** Adds what a clicked label means, once. */
export function withMatcher(terms: readonly FilterTerm[], matcher: Matcher): readonly FilterTerm[] {
  return withTerms(terms, [{ kind: 'matcher', matcher, start: 0, end: 0 }]);
}

/** Adds terms that are not there yet. */
export function withTerms(
  terms: readonly FilterTerm[],
  added: readonly FilterTerm[],
): readonly FilterTerm[] {
  const known = new Set(terms.map(formatTerm));
  return [...terms, ...added.filter((term) => !known.has(formatTerm(term)))];
}

export interface Filtered {
  readonly alerts: readonly Alert[];
  /** How many could not be decided, because an expression took too much work; they are not among the alerts. */
  readonly unchecked: number;
}

/** Keeps the order. `searchable` may remember its answers: it is asked for each alert at each keystroke. */
export function applyFilter(
  alerts: readonly Alert[],
  filter: Filter,
  searchable: (alert: Alert) => string = searchableText,
): Filtered {
  if (filter.terms.length === 0) return { alerts, unchecked: 0 };
  const words: string[] = [];
  const tests: CompiledMatcher[] = [];
  for (const term of filter.terms) {
    if (term.kind === 'text') {
      words.push(term.text.toLowerCase());
      continue;
    }
    const compiled = compileMatcher(term.matcher);
    if (compiled.ok) tests.push(compiled.value);
  }
  let unchecked = 0;
  const kept = alerts.filter((alert) => {
    const haystack = words.length === 0 ? '' : searchable(alert);
    if (!words.every((word) => haystack.includes(word))) return false;
    const verdicts = tests.map((test) => test(alert.labels));
    if (verdicts.includes('no-match')) return false;
    if (!verdicts.includes('unknown')) return true;
    unchecked += 1;
    return false;
  });
  return { alerts: kept, unchecked };
}

/** Lower-case name, labels and annotations. A newline between them, so that no word is found across two. */
export function searchableText(alert: Alert): string {
  const parts = [alert.name];
  for (const [name, value] of Object.entries(alert.labels)) parts.push(`${name}=${value}`);
  for (const value of Object.values(alert.annotations)) parts.push(value);
  return parts.join('\n').toLowerCase();
}

/** A `searchable` that remembers each alert's text for as long as the alert lives. */
export function rememberedText(): (alert: Alert) => string {
  const texts = new WeakMap<Alert, string>();
  return (alert) => {
    const known = texts.get(alert);
    if (known !== undefined) return known;
    const text = searchableText(alert);
    texts.set(alert, text);
    return text;
  };
}
