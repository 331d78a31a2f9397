import { err, ok, type Result } from '../result';
import type { Labels } from './alerts';
import { compileRegex } from './re2/regex';
import type { RegexVerdict } from './re2/run';
import type { Matcher } from './silences';

export type MatcherOperator = '=' | '!=' | '=~' | '!~';
export const MATCHER_OPERATORS: readonly MatcherOperator[] = ['=', '!=', '=~', '!~'];

export function operatorOf(matcher: Pick<Matcher, 'isRegex' | 'isEqual'>): MatcherOperator {
  if (matcher.isRegex) return matcher.isEqual ? '=~' : '!~';
  return matcher.isEqual ? '=' : '!=';
}

export function withOperator(
  matcher: Pick<Matcher, 'name' | 'value'>,
  operator: MatcherOperator,
): Matcher {
  return {
    name: matcher.name,
    value: matcher.value,
    isRegex: operator === '=~' || operator === '!~',
    isEqual: operator === '=' || operator === '=~',
  };
}

/** A matcher ready for many label sets. `unknown`: its expression took too much work, so nothing is claimed. */
export type CompiledMatcher = (labels: Labels) => RegexVerdict;

/** The error is why Alertmanager would refuse the expression, one line. */
export function compileMatcher(matcher: Matcher): Result<CompiledMatcher, string> {
  const { name, value, isEqual } = matcher;
  if (!matcher.isRegex) {
    return ok((labels) => ((labelOf(labels, name) === value) === isEqual ? 'match' : 'no-match'));
  }
  const regex = compileRegex(value);
  if (!regex.ok) return regex;
  return ok((labels) => {
    const verdict = regex.value.test(labelOf(labels, name));
    return isEqual ? verdict : opposite(verdict);
  });
}

/** All must hold, as in a silence. No matchers match everything; callers that mean a silence refuse that before. */
export function compileMatchers(matchers: readonly Matcher[]): Result<CompiledMatcher, string> {
  const compiled: CompiledMatcher[] = [];
  for (const matcher of matchers) {
    const one = compileMatcher(matcher);
    if (!one.ok) return err(one.error);
    compiled.push(one.value);
  }
  return ok((labels) => {
    let all: RegexVerdict = 'match';
    for (const test of compiled) {
      const verdict = test(labels);
      if (verdict === 'no-match') return 'no-match';
      if (verdict === 'unknown') all = 'unknown';
    }
    return all;
  });
}

/** For one look; compile where there are many. A refused expression matches nothing. */
export function matches(matcher: Matcher, labels: Labels): boolean {
  return matchesAll([matcher], labels);
}

export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  const compiled = compileMatchers(matchers);
  return compiled.ok && compiled.value(labels) === 'match';
}

/** A label that is not there reads as empty, in Alertmanager as here. */
function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

function opposite(verdict: RegexVerdict): RegexVerdict {
  if (verdict === 'unknown') return 'unknown';
  return verdict === 'match' ? 'no-match' : 'match';
}
