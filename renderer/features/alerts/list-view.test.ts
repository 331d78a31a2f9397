import { describe, expect, it } from 'vitest';
import { formatTerm } from '../../../shared/domain/filter';
import { paths } from '../../app/paths';
import { askedView } from './list-view';

const queryOf = (path: string) => path.slice(path.indexOf('?'));

describe('askedView', () => {
  it('reads what a link to the list asks for', () => {
    const asked = askedView(queryOf(paths.alertList('suppressed', 'alertname="a b&c" urgent')));
    expect(asked.tab).toBe('suppressed');
    expect(asked.input?.chips.map(formatTerm)).toEqual(['alertname="a b&c"', 'urgent']);
    expect(asked.input?.text).toBe('');
  });

  it('leaves alone what it does not name', () => {
    expect(askedView('')).toEqual({});
    expect(askedView('?tab=toString')).toEqual({});
    expect(askedView(queryOf(paths.alertList('pending')))).toEqual({ tab: 'pending' });
  });

  it('leaves a filter that cannot be read to be mended', () => {
    expect(askedView('?filter=a%3D~(')).toEqual({ input: { chips: [], text: 'a=~(' } });
  });
});
