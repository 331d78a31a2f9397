import { describe, expect, it } from 'vitest';
import type { AmAlert } from '../../../shared/wire/alertmanager';
import type { RuleAlert } from '../../../shared/wire/prometheus';
import { followEpisodes, NO_EPISODES } from './episodes';
import { mergeAlerts, type PeerAlerts } from './merge';

const NO_RULES = { healthy: true, alerts: [] };

function am(fingerprint: string, part: Partial<AmAlert> = {}): AmAlert {
  return {
    fingerprint,
    labels: { alertname: 'HighMemoryUsage', severity: 'critical', cluster: 'gpu-a', instance: 'i' },
    annotations: {},
    startsAt: 1000,
    endsAt: 9000,
    updatedAt: 1000,
    receivers: ['pager'],
    state: 'active',
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    ...part,
  };
}

const peer = (index: number, healthy: boolean, ...alerts: AmAlert[]): PeerAlerts => ({
  source: `alertmanager:${index}`,
  healthy,
  alerts,
});

const pending: RuleAlert = {
  labels: { alertname: 'HighMemoryUsage', severity: 'critical', instance: 'i' },
  annotations: {},
  state: 'pending',
  activeAt: 500,
  value: '9e9',
  forSeconds: 300,
  rule: 'HighMemoryUsage',
};

describe('merging peers', () => {
  it('shows one alert for one fingerprint and names who holds it', () => {
    const merged = mergeAlerts({}, [peer(0, true, am('a')), peer(1, true, am('a'))], NO_RULES, 0);
    expect(Object.values(merged)).toMatchObject([
      {
        id: 'a',
        state: 'firing',
        severity: 'critical',
        peers: ['alertmanager:0', 'alertmanager:1'],
      },
    ]);
  });

  it('takes a suppression known to one peer for true', () => {
    const silenced = am('a', { state: 'suppressed', silencedBy: ['s1'] });
    const merged = mergeAlerts({}, [peer(0, true, am('a')), peer(1, true, silenced)], NO_RULES, 0);
    expect(merged['a']).toMatchObject({ state: 'suppressed', silencedBy: ['s1'] });
  });

  it('does not let a failing peer’s old suppression outlive a healthy peer’s word', () => {
    const silenced = am('a', { state: 'suppressed', silencedBy: ['s1'] });
    for (const peers of [
      [peer(0, true, am('a')), peer(1, false, silenced)],
      [peer(0, false, silenced), peer(1, true, am('a'))],
    ]) {
      expect(mergeAlerts({}, peers, NO_RULES, 0)['a']).toMatchObject({
        state: 'firing',
        silencedBy: [],
      });
    }
  });

  it('keeps what only a failing peer holds, marked stale, until its end time has passed', () => {
    const peers = [peer(0, false, am('a', { endsAt: 9000 })), peer(1, true)];
    expect(mergeAlerts({}, peers, NO_RULES, 8999)['a']).toMatchObject({ stale: true });
    expect(mergeAlerts({}, peers, NO_RULES, 9001)).toEqual({});
  });

  it('keeps everything, stale, while no peer answers, however late it is', () => {
    const merged = mergeAlerts({}, [peer(0, false, am('a'))], NO_RULES, 99_999_999);
    expect(merged['a']).toMatchObject({ stale: true });
  });

  it('keeps references of what did not change, and the whole list when nothing did', () => {
    const first = mergeAlerts({}, [peer(0, true, am('a'), am('b'))], NO_RULES, 0);
    const same = mergeAlerts(
      first,
      [peer(0, true, am('a', { endsAt: 9999, updatedAt: 2 }), am('b'))],
      NO_RULES,
      0,
    );
    expect(same).toBe(first);
    const next = mergeAlerts(
      first,
      [peer(0, true, am('a'), am('b', { state: 'suppressed' }))],
      NO_RULES,
      0,
    );
    expect(next['a']).toBe(first['a']);
    expect(next['b']).not.toBe(first['b']);
  });

  it('lists a pending rule alert unless Alertmanager holds it with more labels', () => {
    const rules = { healthy: true, alerts: [pending] };
    const alone = Object.values(mergeAlerts({}, [peer(0, true)], rules, 0));
    expect(alone).toMatchObject([
      { state: 'pending', forSeconds: 300, value: '9e9', startsAt: 500 },
    ]);
    const held = Object.values(mergeAlerts({}, [peer(0, true, am('a'))], rules, 0));
    expect(held).toMatchObject([{ id: 'a', state: 'firing' }]);
  });

  it('lists what fires in Prometheus and has not reached Alertmanager as pending', () => {
    const rules = { healthy: true, alerts: [{ ...pending, state: 'firing' as const }] };
    expect(Object.values(mergeAlerts({}, [peer(0, true)], rules, 0))).toMatchObject([
      { state: 'pending', firingInPrometheus: true },
    ]);
    expect(Object.values(mergeAlerts({}, [peer(0, true, am('a'))], rules, 0))).toMatchObject([
      { id: 'a', state: 'firing' },
    ]);
  });
});

describe('episodes', () => {
  const step = (
    peers: PeerAlerts[],
    rules = NO_RULES as { healthy: boolean; alerts: RuleAlert[] },
  ) => mergeAlerts({}, peers, rules, 0);
  const events = (...lists: ReturnType<typeof step>[]) => {
    let episodes = NO_EPISODES;
    return lists.map((alerts) => {
      const followed = followEpisodes(episodes, alerts, () => undefined);
      episodes = followed.episodes;
      return followed.transitions.map(
        ({ event, alert }) => `${event} ${alert.name}/${alert.state}`,
      );
    });
  };

  it('turns pending into fired without resolving it in between', () => {
    expect(
      events(
        step([peer(0, true)], { healthy: true, alerts: [pending] }),
        step([peer(0, true, am('a'))]),
        step([peer(0, true)]),
      ),
    ).toEqual([
      ['pending HighMemoryUsage/pending'],
      ['fired HighMemoryUsage/firing'],
      ['resolved HighMemoryUsage/firing'],
    ]);
  });

  it('reports suppression both ways, and a moved start as nothing', () => {
    expect(
      events(
        step([peer(0, true, am('a'))]),
        step([peer(0, true, am('a', { startsAt: 2000 }))]),
        step([peer(0, true, am('a', { state: 'suppressed' }))]),
        step([peer(0, true, am('a'))]),
      ),
    ).toEqual([
      ['fired HighMemoryUsage/firing'],
      [],
      ['suppressed HighMemoryUsage/suppressed'],
      ['unsuppressed HighMemoryUsage/firing'],
    ]);
  });

  it('says of one that begins suppressed both that it fired and that it is suppressed', () => {
    expect(events(step([peer(0, true, am('a', { state: 'suppressed' }))]))).toEqual([
      ['fired HighMemoryUsage/suppressed', 'suppressed HighMemoryUsage/suppressed'],
    ]);
  });
});
