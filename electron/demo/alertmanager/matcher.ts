import type { Labels } from '../../../shared/domain/alerts';
import { compileRegex } from '../../../shared/domain/re2/regex';
import { err, ok, type Result } from '../../../shared/result';

/** A silence's matcher as the API writes it. */
export interface ApiMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

export type MatcherTest = (labels: Labels) => boolean;

/** Anchored; a missing label reads as ''. The error is Go's, with what it says before it. */
export function matcherTest({
  name,
  value,
  isRegex,
  isEqual,
}: ApiMatcher): Result<MatcherTest, string> {
  const of = (labels: Labels) => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '');
  if (!isRegex) return ok((labels) => (of(labels) === value) === isEqual);
  const regex = compileRegex(value);
  if (!regex.ok) return err(`error parsing regexp: ${regex.error}`);
  return ok((labels) => (regex.value.test(of(labels)) === 'match') === isEqual);
}

const OPERATORS: Readonly<
  Record<string, { readonly isRegex: boolean; readonly isEqual: boolean }>
> = {
  '=': { isRegex: false, isEqual: true },
  '!=': { isRegex: false, isEqual: false },
  '=~': { isRegex: true, isEqual: true },
  '!~': { isRegex: true, isEqual: false },
};

/** A `filter` parameter: `severity=~"a|b"`, the quotes optional. */
export function parseFilter(text: string): Result<MatcherTest, string> {
  const match = /^\s*([a-zA-Z_:][\w:]*)\s*(=~|!~|!=|=)\s*([\s\S]*?)\s*$/.exec(text);
  const operator = OPERATORS[match?.[2] ?? ''];
  if (!match || !operator) return err(`bad matcher format: ${text}`);
  const raw = match[3] ?? '';
  const value = /^"[\s\S]*"$/.test(raw) ? unquoted(raw) : raw;
  const test = matcherTest({ name: match[1] ?? '', value, ...operator });
  // the filter's regex is compiled with its anchors, and the error shows them
  if (!test.ok) return err(test.error.replace(/`([^`]*)`$/, '`^(?:$1)$$`'));
  return test;
}

function unquoted(raw: string): string {
  return raw.slice(1, -1).replace(/\\([\\"n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
