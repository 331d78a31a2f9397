import { describe, expect, it } from 'vitest';
import { FROZEN_NOW } from '../../e2e/support/fake-bridge/open';
import { scenario, scenarioNames } from '../../e2e/support/fake-bridge/scenarios';
import { outOfSight } from './out-of-sight';

const SINCE = FROZEN_NOW - 31_000;

describe('out of sight', () => {
  it.each(scenarioNames())('nothing passes for current or on its way: %s', (name) => {
    const before = scenario(name, FROZEN_NOW).snapshot;
    const after = outOfSight(before, SINCE);
    expect(after.tray.state).toBe('unknown');
    expect(after.environments).toHaveLength(before.environments.length);
    for (const [index, environment] of after.environments.entries()) {
      const { sources, alerts, panels, ranges, traces } = environment;
      expect(sources.every((source) => source.state === 'unknown')).toBe(true);
      expect(sources.every((source) => source.nextPollAt === undefined)).toBe(true);
      expect(sources.every((source) => source.clockSkewMs === undefined)).toBe(true);
      expect(Object.values(alerts).every((alert) => alert.stale)).toBe(true);
      expect(Object.keys(alerts)).toEqual(Object.keys(before.environments[index]?.alerts ?? {}));
      for (const freshness of [
        environment.alertsFreshness,
        environment.rulesFreshness,
        environment.silencesFreshness,
        panels.freshness,
        ranges.freshness,
        traces.freshness,
      ]) {
        expect(['stale', 'failed', 'off']).toContain(freshness.kind);
      }
      expect(panels.value).toBe(before.environments[index]?.panels.value);
    }
  });

  it('says since when, and keeps the time and the reason of what was old before', () => {
    const [fresh] = outOfSight(scenario('normal', FROZEN_NOW).snapshot, SINCE).environments;
    expect(fresh?.alertsFreshness).toEqual({
      kind: 'stale',
      at: FROZEN_NOW - 4000,
      since: SINCE,
      failure: { kind: 'unwatched', message: '' },
    });
    expect(fresh?.sources[0]?.since).toBe(SINCE);
    const before = scenario('stale', FROZEN_NOW).snapshot;
    const [old] = outOfSight(before, SINCE).environments;
    expect(old?.alertsFreshness).toBe(before.environments[0]?.alertsFreshness);
    const { snapshot } = scenario('normal', FROZEN_NOW);
    const skewed = snapshot.environments.map((environment) => ({
      ...environment,
      sources: environment.sources.map((source) => ({ ...source, clockSkewMs: 3_660_000 })),
    }));
    const [unread] = outOfSight({ ...snapshot, environments: skewed }, SINCE).environments;
    expect(unread?.sources[0]?.clockSkewMs).toBeUndefined();
    const [never] = outOfSight(scenario('loading', FROZEN_NOW).snapshot, SINCE).environments;
    expect(never?.alertsFreshness).toMatchObject({ kind: 'failed', since: SINCE });
  });
});
