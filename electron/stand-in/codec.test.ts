import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode } from './codec';

describe('the structured clone as text', () => {
  test('comes back as structuredClone would give it', () => {
    const value = fc.anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withBigInt: true,
      withTypedArray: false,
      withNullPrototype: false,
    });
    fc.assert(
      fc.property(value, (input) => {
        expect(decode(encode(input))).toStrictEqual(structuredClone(input));
      }),
    );
  });

  test.each([
    NaN,
    -0,
    Infinity,
    undefined,
    [undefined],
    ['\u0000', 'undefined'],
    { a: undefined },
    JSON.parse('{"__proto__": {"x": 1}}'),
    new Uint8Array([1, 255]),
  ])('keeps %o', (value) => {
    expect(decode(encode(value))).toStrictEqual(structuredClone(value));
  });

  test('refuses what Electron refuses', () => {
    expect(() => encode({ f: () => 1 })).toThrow(/could not be cloned/);
    expect(() => encode(Symbol('s'))).toThrow(/could not be cloned/);
    expect(() => encode(Promise.resolve())).toThrow(/could not be cloned/);
  });
});
