import { describe, expect, it } from 'vitest';
import { pathOfRoute, paths } from './paths';

describe('paths', () => {
  it('keep hostile ids inside their segment', () => {
    expect(paths.alert('a/b', '../../x?y#z')).toBe('/alerts/a%2Fb/..%2F..%2Fx%3Fy%23z');
    expect(paths.newSilence('prod', 'pending:a&env=b')).toBe(
      '/silences/new?env=prod&alert=pending%3Aa%26env%3Db',
    );
    expect(paths.newSilence()).toBe('/silences/new');
  });

  it('lead every route of main to a page', () => {
    expect(pathOfRoute({ page: 'traces' })).toBe('/traces');
    expect(pathOfRoute({ page: 'alert', env: 'e', id: 'i' })).toBe('/alerts/e/i');
    expect(pathOfRoute({ page: 'silence', env: 'e', alert: 'i' })).toBe(
      '/silences/new?env=e&alert=i',
    );
  });
});
