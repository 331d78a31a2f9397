import { describe, expect, it } from 'vitest';
import { FROZEN_NOW } from '../../e2e/support/fake-bridge/open';
import { scenario } from '../../e2e/support/fake-bridge/scenarios';
import { standingOf, worstStanding } from './standing';

function environment(name: Parameters<typeof scenario>[0]) {
  const [first] = scenario(name, FROZEN_NOW).snapshot.environments;
  if (!first) throw new Error('the scenario has an environment');
  return first;
}

describe('how an environment stands', () => {
  it('tells what fires, and how bad the worst of it is', () => {
    expect(standingOf(environment('normal'))).toEqual({
      firing: 5,
      worst: 'critical',
      unseen: false,
    });
    expect(standingOf(environment('quiet'))).toEqual({ firing: 0, worst: null, unseen: false });
  });

  it.each(['loading', 'stale', 'failed', 'rules-failing', 'rules-broken'] as const)(
    'is not seen while a list is not read: %s',
    (name) => expect(standingOf(environment(name)).unseen).toBe(true),
  );

  it('is seen where there is no rule: that is told by itself', () => {
    expect(standingOf(environment('no-rules')).unseen).toBe(false);
  });

  it('is seen without a server it does not have, but not without both', () => {
    const off = { kind: 'off' } as const;
    const quiet = environment('quiet');
    expect(standingOf({ ...quiet, rulesFreshness: off }).unseen).toBe(false);
    expect(standingOf({ ...quiet, rulesFreshness: off, alertsFreshness: off }).unseen).toBe(true);
  });

  it('is summed up by the worst: critical, not seen, and then the rest', () => {
    const calm = { firing: 0, worst: null, unseen: false };
    const unseen = { ...calm, unseen: true };
    const warning = { firing: 1, worst: 'warning', unseen: false } as const;
    expect(worstStanding([])).toBeNull();
    expect(worstStanding([calm, calm])).toBeNull();
    expect(worstStanding([calm, warning])).toBe('warning');
    expect(worstStanding([warning, unseen])).toBe('unseen');
    expect(worstStanding([unseen, { ...warning, worst: 'critical' }])).toBe('critical');
  });
});
