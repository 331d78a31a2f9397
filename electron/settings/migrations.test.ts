import { describe, expect, it } from 'vitest';
import { type Migration, migrate } from './migrations';

const steps: Migration[] = [
  (old) => ({ ...old, colour: old['color'], color: undefined }),
  (old) => ({ ...old, list: [old['colour']] }),
];

describe('migrate', () => {
  it('runs every step from the version of the file on, in order', () => {
    expect(migrate({ version: 1, color: 'red' }, steps)).toEqual({
      kind: 'current',
      value: { version: 3, color: undefined, colour: 'red', list: ['red'] },
    });
    expect(migrate({ version: 2, colour: 'red' }, steps)).toEqual({
      kind: 'current',
      value: { version: 3, colour: 'red', list: ['red'] },
    });
    expect(migrate({ version: 3, list: [] }, steps)).toEqual({
      kind: 'current',
      value: { version: 3, list: [] },
    });
  });

  it('does not touch what a later program wrote', () => {
    expect(migrate({ version: 4 }, steps)).toEqual({ kind: 'newer', version: 4 });
  });

  it('leaves the judgement of anything else to the schema', () => {
    for (const input of [null, [], 'x', {}, { version: '1' }, { version: 1.5 }, { version: 0 }]) {
      expect(migrate(input, steps)).toEqual({ kind: 'current', value: input });
    }
  });
});
