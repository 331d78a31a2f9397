import { describe, expect, it } from 'vitest';
import { compileAnchored } from './re2';

describe('RE2 by way of JavaScript', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a|b', 'ab', false],
    ['gpu-a-[0-9]+:8000', 'gpu-a-12:8000', true],
    ['(?i)HIGH.*', 'highMemory', true],
    ['(?P<x>a)b', 'ab', true],
    ['[[:digit:]]+', '42', true],
    ['[]a]+', ']a', true],
    ['a\\-b\\.c', 'a-b.c', true],
    ['\\d+', '12', true],
    ['缓.', '缓存', true],
    ['.', '😀', true],
    ['.*', 'a\nb', false],
    ['(?s).*', 'a\nb', true],
  ])('%s on %j: %s', (pattern, text, matches) => {
    const regex = compileAnchored(pattern, false);
    expect(regex.ok && regex.value.test(text)).toBe(matches);
  });

  it.each([
    ['(', 'missing closing ): `(`'],
    [')', 'unexpected ): `)`'],
    ['*', 'missing argument to repetition operator: `*`'],
    ['[a', 'missing closing ]: `[a`'],
    ['a(?=b)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?<!a)b', 'invalid or unsupported Perl syntax: `(?<`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
  ])('refuses %s in the words of Go', (pattern, words) => {
    expect(compileAnchored(pattern, false)).toEqual({ ok: false, error: words });
  });
});
