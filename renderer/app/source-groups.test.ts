import { describe, expect, it } from 'vitest';
import { source } from '../../e2e/support/fake-bridge/parts';
import { groupSources, nextPollAt } from './source-groups';

const NOW = 1_000_000;

describe('groupSources', () => {
  it('shows HA peers as one, in the state of the worst', () => {
    const groups = groupSources([
      source(NOW, 'prometheus'),
      source(NOW, 'alertmanager'),
      source(NOW, 'alertmanager', { id: 'alertmanager:1', state: 'stale', insecure: true }),
      source(NOW, 'alertmanager', { id: 'alertmanager:2', state: 'unauthorized' }),
    ]);
    expect(groups.map((group) => [group.kind, group.state, group.good])).toEqual([
      ['prometheus', 'ok', 1],
      ['alertmanager', 'unauthorized', 1],
    ]);
    expect(groups[1]?.worst.id).toBe('alertmanager:2');
    expect(groups[1]?.insecure).toBe(true);
  });

  it('never lets an answering peer hide one that has not answered', () => {
    const [group] = groupSources([
      source(NOW, 'alertmanager'),
      source(NOW, 'alertmanager', { id: 'alertmanager:1', state: 'never' }),
    ]);
    expect(group?.state).toBe('never');
  });
});

describe('nextPollAt', () => {
  it('is the earliest, or none while polling is paused', () => {
    const { nextPollAt: _paused, ...paused } = source(NOW, 'tempo');
    expect(nextPollAt([source(NOW, 'prometheus', { nextPollAt: NOW + 9 }), paused])).toBe(NOW + 9);
    expect(nextPollAt([paused])).toBeNull();
  });
});
