import { describe, expect, it } from 'vitest';
import { FROZEN_NOW } from '../../e2e/support/fake-bridge/open';
import { alert } from '../../e2e/support/fake-bridge/parts';
import { scenario } from '../../e2e/support/fake-bridge/scenarios';
import type { Alert } from '../../shared/domain/alerts';
import {
  byUrgency,
  selectAlert,
  selectEnvironment,
  selectFiringCount,
  selectSilence,
  selectWorstFiring,
} from './selectors';
import type { AppState } from './store';

const NOW = FROZEN_NOW;

function state(): AppState {
  return { phase: 'ready', requestedRoute: null, ...scenario('normal', NOW) };
}

describe('selectors', () => {
  it('select the chosen environment, else the first', () => {
    const base = state();
    const choose = (selected: string) =>
      selectEnvironment({ ...base, snapshot: { ...base.snapshot, selected } })?.id;
    expect(choose('staging')).toBe('staging');
    expect(choose('gone')).toBe('prod');
    expect(
      selectEnvironment({ ...base, snapshot: { ...base.snapshot, environments: [] } }),
    ).toBeUndefined();
  });

  it('return the very objects of the state, so that nothing renders in vain', () => {
    const base = state();
    expect(selectEnvironment(base)).toBe(base.snapshot.environments[0]);
    expect(selectAlert('prod', 'medium-3')(base)).toBe(
      base.snapshot.environments[0]?.alerts['medium-3'],
    );
    expect(selectSilence('prod', '8e3c2618')(base)?.comment).toBe('gpu-a-0 maintenance');
  });

  it('find no inherited property under a hostile id', () => {
    expect(selectAlert('prod', 'constructor')(state())).toBeUndefined();
    expect(selectSilence('prod', '__proto__')(state())).toBeUndefined();
    expect(selectAlert('nowhere', 'medium-3')(state())).toBeUndefined();
  });

  it('count only what fires', () => {
    expect(selectFiringCount(state())).toBe(5);
    expect(selectWorstFiring(state())).toBe('critical');
  });
});

describe('an alert that only Prometheus knows to fire', () => {
  function only(alerts: readonly Alert[]): AppState {
    const base = state();
    const environments = base.snapshot.environments.map((environment) => ({
      ...environment,
      alerts: Object.fromEntries(alerts.map((item) => [item.id, item])),
    }));
    return { ...base, snapshot: { ...base.snapshot, environments } };
  }

  it('counts as firing, unlike one that is pending or tells nobody', () => {
    const undelivered = alert(NOW, {
      name: 'High',
      state: 'pending',
      severity: 'critical',
      firingInPrometheus: true,
    });
    const watchdog = { ...undelivered, id: 'w', labels: { severity: 'none' } };
    const pending = alert(NOW, { name: 'Soon', state: 'pending' });
    expect(selectFiringCount(only([undelivered, watchdog, pending]))).toBe(1);
    expect(selectWorstFiring(only([undelivered, watchdog, pending]))).toBe('critical');
    expect(selectWorstFiring(only([watchdog, pending]))).toBeNull();
  });
});

describe('byUrgency', () => {
  it('puts the worst first, then the newest, then by name', () => {
    const list: Alert[] = [
      alert(NOW, { name: 'b', id: '1', startsAt: 5 }),
      alert(NOW, { name: 'a', id: '2', startsAt: 5 }),
      alert(NOW, { name: 'c', id: '3', startsAt: 9 }),
      alert(NOW, { name: 'd', id: '4', severity: 'critical', startsAt: 1 }),
      alert(NOW, { name: 'e', id: '5', severity: 'none', startsAt: 99 }),
    ];
    expect(list.sort(byUrgency).map((item) => item.name)).toEqual(['d', 'c', 'a', 'b', 'e']);
  });
});
