import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex } from './regex';

function verdict(pattern: string, text: string): string {
  const regex = compileRegex(pattern);
  return regex.ok ? regex.value.test(text) : `refused: ${regex.error}`;
}

describe('compileRegex', () => {
  it.each([
    ['gpu-a-[01]:8000', 'gpu-a-0:8000', 'match'],
    ['gpu-a', 'gpu-a-0', 'no-match'],
    ['', '', 'match'],
    ['a.b', 'a\nb', 'no-match'],
    ['(?s)a.b', 'a\nb', 'match'],
    ['(?i)kv', 'KV', 'match'],
    ['(?i)k', '\u212a', 'match'],
    ['(?P<pod>a+)b', 'aab', 'match'],
    ['\\Ax\\z', 'x', 'match'],
    ['^x$', 'x', 'match'],
    ['(?m)a$\n^b', 'a\nb', 'match'],
    ['\\pL+', 'é界', 'match'],
    ['\\p{Greek}', 'α', 'match'],
    ['.', '😀', 'match'],
    ['a{2,3}', 'aaaa', 'no-match'],
    ['(?:a*)*b', 'aaab', 'match'],
    ['a|b|', '', 'match'],
  ])('%j against %j: %s', (pattern, text, expected) => {
    expect(verdict(pattern, text)).toBe(expected);
  });

  it.each([
    ['a(?=b)', 'refused: invalid or unsupported Perl syntax: `(?=`'],
    ['(?<!a)b', 'refused: invalid or unsupported Perl syntax: `(?<!`'],
    ['(a)\\1', 'refused: invalid escape sequence: `\\1`'],
    ['a\\Z', 'refused: invalid escape sequence: `\\Z`'],
    ['a**', 'refused: invalid nested repetition operator: `**`'],
    ['*', 'refused: missing argument to repetition operator: `*`'],
    ['(', 'refused: missing closing ): `(`'],
    ['a)|(b', 'refused: unexpected ): `a)|(b`'],
    ['[a', 'refused: missing closing ]: `[a`'],
    ['(a{500}){3}', 'refused: invalid repeat count: `{3}`'],
    ['a{1001}', 'refused: invalid repeat count: `{1001}`'],
    ['\\p{Grek}', 'refused: invalid character class range: `\\p{Grek}`'],
    ['a\\', 'refused: trailing backslash at end of expression'],
  ])('%j is %s', (pattern, expected) => {
    expect(verdict(pattern, '')).toBe(expected);
  });

  it('refuses nesting and sizes that would cost too much', () => {
    expect(verdict(`${'('.repeat(2000)}${')'.repeat(2000)}`, '')).toMatch(/nests too deeply/);
    expect(verdict('a'.repeat(20_000), '')).toMatch(/longer than/);
    expect(verdict(`(?:${'a'.repeat(200)}){1000}`, '')).toBe('refused: expression too large');
  });

  it('agrees with JavaScript where both know the syntax', () => {
    const unit = fc.constantFrom('a', 'b', '-');
    const node = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\b', '^', '$'),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `${a}${b}`),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(?:${a}|${b})`),
        fc
          .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}'))
          .map(([a, o]) => `(?:${a})${o}`),
      ),
    })).node;
    fc.assert(
      fc.property(node, fc.string({ unit, maxLength: 6 }), (pattern, text) => {
        const expected = new RegExp(`^(?:${pattern})$`, 'u').test(text) ? 'match' : 'no-match';
        expect(verdict(pattern, text)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever is typed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('(', ')', '[', ']', '\\', 'p', '{', '}', '?', '<', '*', '^'),
      }),
    );
    fc.assert(
      fc.property(text, text, (pattern, value) => {
        expect(typeof verdict(pattern, value)).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile expressions', () => {
  it('cannot make it backtrack: what hangs JavaScript is decided here', () => {
    const text = `${'a'.repeat(5000)}!`;
    expect(verdict('(a+)+b', text)).toBe('no-match');
    expect(verdict('(a|aa)*c', text)).toBe('no-match');
    expect(verdict('(.*a){12}.*!', text)).toBe('match');
  });

  it('says unknown, instead of working on, when the work is used up', () => {
    const regex = compileRegex('(?:(?:a?){30}){30}b|(?:[ab]*a[ab]{800})*c');
    if (!regex.ok) throw new Error(regex.error);
    // a text without a period, so that remembered states do not help
    let seed = 1;
    const random = Array.from({ length: 20_000 }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 2 === 0 ? 'a' : 'b';
    }).join('');
    expect(regex.value.test(random)).toBe('unknown');
  });
});
