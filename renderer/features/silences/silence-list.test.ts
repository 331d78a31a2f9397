import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alerts';
import type { Silence } from '../../../shared/domain/silences';
import { fromLocalTime, toLocalTime } from './local-time';
import { mutedCounts, searchSilences, silencesByState } from './silence-list';
import { labelSuggestions } from './suggestions';

const NOW = Date.UTC(2026, 10, 22, 16);

function silence(id: string, patch: Partial<Silence> = {}): Silence {
  return {
    id,
    state: 'active',
    matchers: [{ name: 'alertname', value: 'HighTTFT', isRegex: false, isEqual: true }],
    startsAt: NOW - 1000,
    endsAt: NOW + 1000,
    updatedAt: 0,
    createdBy: 'on-call',
    comment: 'driver update',
    peers: [],
    ...patch,
  };
}

function alert(id: string, labels: Record<string, string>, silencedBy: string[] = []): Alert {
  return {
    id,
    name: 'A',
    severity: 'warning',
    state: 'firing',
    labels,
    annotations: {},
    startsAt: 0,
    receivers: [],
    silencedBy,
    inhibitedBy: [],
    mutedBy: [],
    peers: [],
    stale: false,
  };
}

describe('silencesByState', () => {
  it('orders each part by what comes next', () => {
    const lists = silencesByState(
      {
        late: silence('late', { endsAt: NOW + 9000 }),
        soon: silence('soon'),
        planned: silence('planned', { state: 'pending', startsAt: NOW + 1, endsAt: NOW + 2 }),
        old: silence('old', { state: 'expired', endsAt: NOW - 9 }),
        recent: silence('recent', { state: 'expired', endsAt: NOW - 1 }),
      },
      NOW,
    );
    expect(lists.active.map((item) => item.id)).toEqual(['soon', 'late']);
    expect(lists.pending.map((item) => item.id)).toEqual(['planned']);
    expect(lists.expired.map((item) => item.id)).toEqual(['recent', 'old']);
  });

  it('lets the clock start and end them between polls', () => {
    const ended = silence('ended', { endsAt: NOW });
    const begun = silence('begun', { state: 'pending', startsAt: NOW });
    const lists = silencesByState({ ended, begun }, NOW);
    expect(lists.expired).toEqual([ended]);
    expect(lists.active).toEqual([begun]);
  });

  it('does not bring an expired one back to life because of its times', () => {
    const expired = silence('x', { state: 'expired' });
    expect(silencesByState({ x: expired }, NOW).expired).toEqual([expired]);
  });
});

describe('mutedCounts', () => {
  it('counts by what Alertmanager says of each alert', () => {
    const counts = mutedCounts({ a: alert('a', {}, ['s1', 's2']), b: alert('b', {}, ['s1']) });
    expect([...counts]).toEqual([
      ['s1', 2],
      ['s2', 1],
    ]);
  });
});

describe('searchSilences', () => {
  it('needs every word somewhere', () => {
    const list = [silence('s1'), silence('s2', { comment: 'other' })];
    expect(searchSilences(list, 'DRIVER highttft')).toEqual([list[0]]);
    expect(searchSilences(list, 'on-call')).toEqual(list);
    expect(searchSilences(list, ' ')).toBe(list);
    expect(searchSilences(list, 's2')).toEqual([list[1]]);
  });
});

describe('labelSuggestions', () => {
  it('offers the most frequent first, and no empty values', () => {
    const found = labelSuggestions([
      alert('a', { job: 'x', instance: '1' }),
      alert('b', { job: 'y', instance: '2' }),
      alert('c', { job: 'y', empty: '' }),
    ]);
    expect(found.names).toEqual(['job', 'instance', 'empty']);
    expect(found.valuesOf('job')).toEqual(['y', 'x']);
    expect(found.valuesOf('empty')).toEqual([]);
    expect(found.valuesOf('constructor')).toEqual([]);
  });
});

describe('local times', () => {
  it('are read back as the same second', () => {
    expect(fromLocalTime(toLocalTime(NOW + 5000))).toBe(NOW + 5000);
    expect(fromLocalTime(toLocalTime(NOW).slice(0, 16))).toBe(NOW);
    expect(fromLocalTime('')).toBeNaN();
    expect(fromLocalTime('yesterday')).toBeNaN();
  });
});
