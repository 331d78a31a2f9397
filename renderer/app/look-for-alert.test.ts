import { describe, expect, it } from 'vitest';
import { FROZEN_NOW } from '../../e2e/support/fake-bridge/open';
import { scenario } from '../../e2e/support/fake-bridge/scenarios';
import type { Freshness } from '../../shared/domain/slice';
import { lookForAlert } from './look-for-alert';

const FAILURE = { kind: 'timeout', message: '' } as const;
const FRESH: Freshness = { kind: 'fresh', at: 1 };
const STALE: Freshness = { kind: 'stale', at: 1, since: 2, failure: FAILURE };
const FAILED: Freshness = { kind: 'failed', since: 2, failure: FAILURE };

function environments(prod: Freshness, staging: Freshness) {
  const [first, second] = scenario('normal', FROZEN_NOW).snapshot.environments;
  if (!first || !second) throw new Error('the scenario has two environments');
  return [
    { ...second, name: 'staging', alertsFreshness: staging },
    { ...first, name: 'prod', alertsFreshness: prod },
  ];
}

describe('looking for an alert by its fingerprint', () => {
  it('finds it in any environment, also in an old list and while others are on their way', () => {
    for (const prod of [FRESH, STALE]) {
      expect(lookForAlert(environments(prod, { kind: 'loading' }), 'medium-3')).toEqual({
        kind: 'found',
        env: 'prod',
      });
    }
  });

  it('goes on while a list was never read', () => {
    expect(lookForAlert(environments(FRESH, { kind: 'loading' }), 'ffff')).toEqual({
      kind: 'looking',
      unread: ['staging'],
    });
  });

  it('names who does not list it, and who could not be asked', () => {
    const missing = (prod: Freshness, staging: Freshness, id = 'ffff') =>
      lookForAlert(environments(prod, staging), id);
    expect(missing(FRESH, FAILED)).toEqual({
      kind: 'missing',
      without: ['prod'],
      unasked: ['staging'],
    });
    expect(missing(STALE, { kind: 'off' })).toMatchObject({ without: [], unasked: ['prod'] });
    expect(missing(FRESH, FRESH, 'constructor')).toMatchObject({ kind: 'missing', unasked: [] });
  });
});
