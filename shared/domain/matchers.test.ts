import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMatcher, parseMatcher } from './matcher-text';
import { type MatcherOperator, matches, matchesAll, operatorOf, withOperator } from './matchers';
import type { Matcher } from './silences';

function matcher(name: string, operator: MatcherOperator, value: string): Matcher {
  return withOperator({ name, value }, operator);
}

const labels = { alertname: 'HighTTFT', instance: 'gpu-a-0:8000', empty: '', text: 'a\nb' };

describe('matches', () => {
  it.each([
    ['instance', '=', 'gpu-a-0:8000', true],
    ['instance', '=', 'gpu-a-0', false],
    ['instance', '!=', 'gpu-a-0', true],
    ['instance', '=~', 'gpu-a-.*', true],
    ['instance', '=~', 'gpu-a', false],
    ['instance', '!~', 'gpu-b.*', true],
    ['instance', '!~', 'gpu-a.*', false],
    ['missing', '=', '', true],
    ['missing', '!=', '', false],
    ['missing', '!=', 'x', true],
    ['missing', '=~', '.*', true],
    ['missing', '=~', '.+', false],
    ['missing', '!~', '.+', true],
    ['empty', '=', '', true],
    // measured on Alertmanager 0.25 and 0.33
    ['text', '=~', 'a.b', false],
    ['text', '=~', '(?s)a.b', true],
    ['constructor', '=', '', true],
    ['instance', '=~', '(', false],
    ['instance', '!~', '(', false],
  ] as const)('%s%s%j: %s', (name, operator, value, expected) => {
    expect(matches(matcher(name, operator, value), labels)).toBe(expected);
  });

  it('needs all to hold', () => {
    const name = matcher('alertname', '=', 'HighTTFT');
    expect(matchesAll([name, matcher('instance', '=~', 'gpu-.*')], labels)).toBe(true);
    expect(matchesAll([name, matcher('instance', '=', 'other')], labels)).toBe(false);
  });

  it('is the opposite under the negated operator, whatever the expression', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('a.*', '(?i)A', '[ab]+', ''));
    fc.assert(
      fc.property(value, fc.string(), (pattern, text) => {
        expect(matches(matcher('x', '!=', pattern), { x: text })).toBe(
          !matches(matcher('x', '=', pattern), { x: text }),
        );
      }),
    );
  });
});

describe('the text of a matcher', () => {
  it.each([
    ['alertname="HighTTFT"', 'alertname', '=', 'HighTTFT'],
    ['instance=~"gpu-a-[01]:8000"', 'instance', '=~', 'gpu-a-[01]:8000'],
    ['a!="say \\"hi\\"\\n"', 'a', '!=', 'say "hi"\n'],
    ['"odd name"!~"x"', 'odd name', '!~', 'x'],
    ['"a=b"=""', 'a=b', '=', ''],
    ['标签="值"', '标签', '=', '值'],
  ] as const)('%s', (text, name, operator, value) => {
    expect(formatMatcher(matcher(name, operator, value))).toBe(text);
    expect(parseMatcher(text)).toEqual({ ok: true, value: matcher(name, operator, value) });
  });

  it.each([
    ['a=b', 'a', '=', 'b'],
    ['  a =~ gpu-.*  ', 'a', '=~', 'gpu-.*'],
    ['a=', 'a', '=', ''],
    ['a="\\u00e9"', 'a', '=', 'é'],
  ] as const)('reads the looser %j', (text, name, operator, value) => {
    expect(parseMatcher(text)).toEqual({ ok: true, value: matcher(name, operator, value) });
  });

  it.each([
    ['', 'empty', 0],
    ['  ', 'empty', 0],
    ['abc', 'no-operator', 3],
    ['="x"', 'no-name', 0],
    ['""="x"', 'no-name', 0],
    ['a="x', 'open-quote', 2],
    ['a="\\q"', 'bad-escape', 3],
    ['a=b c', 'reserved', 4],
    ['a==b', 'reserved', 2],
    ['a="b" c', 'trailing', 6],
  ])('refuses %j: %s at %d', (text, reason, at) => {
    expect(parseMatcher(text)).toEqual({ ok: false, error: { reason, at } });
  });

  it('is read back as what was written', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 });
    const operator = fc.constantFrom<MatcherOperator>('=', '!=', '=~', '!~');
    fc.assert(
      fc.property(name, operator, fc.string({ unit: 'binary' }), (n, op, value) => {
        const written = matcher(n, op, value);
        expect(operatorOf(written)).toBe(op);
        expect(parseMatcher(formatMatcher(written))).toEqual({ ok: true, value: written });
      }),
    );
  });
});
