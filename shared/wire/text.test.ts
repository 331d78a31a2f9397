import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from './text';

describe('oneLine', () => {
  it.each([
    ['plain', 300, 'plain'],
    ['  two\n\tlines  ', 300, 'two lines'],
    ['a\u0000b\u001b[31mc', 300, 'a b [31mc'],
    ['abc\u202egpj.exe', 300, 'abc gpj.exe'],
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['ab😀cd', 4, 'ab…'],
    ['ab😀cd', 5, 'ab😀…'],
    ['\ud800x', 10, '\ufffdx'],
    ['', 10, ''],
    ['👩‍🚀', 300, '👩‍🚀'],
  ])('%j within %i is %j', (text, max, expected) => {
    expect(oneLine(text, max)).toBe(expected);
  });

  it('is one well-formed line within its limit, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 1, max: 50 }),
        (text, max) => {
          const line = oneLine(text, max);
          expect(line.length).toBeLessThanOrEqual(max);
          expect(line.isWellFormed()).toBe(true);
          expect(line).toMatch(/^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u);
          expect(oneLine(line, max)).toBe(line);
        },
      ),
    );
  });

  it('does not work through megabytes to show one line', () => {
    expect(oneLine('x'.repeat(10_000_000), 300)).toBe(`${'x'.repeat(299)}…`);
  });
});
