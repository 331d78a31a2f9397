import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alerts';
import {
  activeIndex,
  byState,
  DEFAULT_SORT,
  movedIndex,
  nextSort,
  rowLabels,
  sortAlerts,
  worstOf,
} from './alert-list';
import { suppressionsOf } from './suppression';

function alert(id: string, patch: Partial<Alert> = {}): Alert {
  return {
    id,
    name: 'A',
    severity: 'warning',
    state: 'firing',
    labels: {},
    annotations: {},
    startsAt: 0,
    receivers: [],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    peers: [],
    stale: false,
    ...patch,
  };
}

const ids = (alerts: readonly Alert[]) => alerts.map((item) => item.id).join('');

describe('sortAlerts', () => {
  const alerts = [
    alert('a', { startsAt: 3, name: 'B' }),
    alert('b', { severity: 'critical', startsAt: 2, name: 'C' }),
    alert('c', { startsAt: 1, name: 'A' }),
  ];

  it('puts the worst first, then the longest burning', () => {
    expect(ids(sortAlerts(alerts, DEFAULT_SORT))).toBe('bca');
  });

  it('sorts by the heading, and back at the second press', () => {
    const age = nextSort(DEFAULT_SORT, 'age');
    expect(ids(sortAlerts(alerts, age))).toBe('abc');
    expect(ids(sortAlerts(alerts, nextSort(age, 'age')))).toBe('cba');
    expect(ids(sortAlerts(alerts, nextSort(DEFAULT_SORT, 'alert')))).toBe('cab');
    expect(nextSort(DEFAULT_SORT, 'severity').descending).toBe(true);
  });
});

describe('byState', () => {
  it('parts the alerts and knows the worst of each part', () => {
    const lists = byState({
      a: alert('a'),
      b: alert('b', { state: 'pending', severity: 'critical' }),
      c: alert('c', { severity: 'info' }),
    });
    expect(ids(lists.firing)).toBe('ac');
    expect(ids(lists.pending)).toBe('b');
    expect(worstOf(lists.firing)).toBe('warning');
    expect(worstOf(lists.suppressed)).toBeUndefined();
  });
});

describe('the active row', () => {
  const alerts = [alert('a'), alert('b'), alert('c')];

  it('stays with its alert when rows move, and at its place when the alert goes', () => {
    expect(activeIndex(alerts, { id: 'c', index: 0 })).toBe(2);
    expect(activeIndex(alerts, { id: 'x', index: 1 })).toBe(1);
    expect(activeIndex(alerts, { id: 'x', index: 9 })).toBe(2);
    expect(activeIndex([], { id: 'a', index: 0 })).toBe(-1);
    expect(activeIndex(alerts, null)).toBe(-1);
  });

  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 1, 2],
    ['ArrowDown', 9, 9],
    ['ArrowUp', -1, 0],
    ['ArrowUp', 0, 0],
    ['PageDown', 2, 6],
    ['PageUp', 2, 0],
    ['End', 0, 9],
    ['Home', 5, 0],
    ['x', 5, undefined],
  ])('%s from %d goes to %s', (key, from, to) => {
    expect(movedIndex(key, from, 10, 4)).toBe(to);
  });

  it('goes nowhere in an empty list', () => {
    expect(movedIndex('ArrowDown', -1, 0, 4)).toBeUndefined();
  });
});

describe('rowLabels', () => {
  it('shows where it comes from first, without what has a column', () => {
    const labels = { alertname: 'A', severity: 'x', zone: 'z', job: 'j', instance: 'i', app: 'a' };
    expect(rowLabels(alert('a', { labels })).map(([name]) => name)).toEqual([
      'instance',
      'job',
      'app',
      'zone',
    ]);
  });
});

describe('suppressionsOf', () => {
  const silence = (id: string, endsAt: number) => ({
    id,
    state: 'active' as const,
    matchers: [],
    startsAt: 0,
    endsAt,
    updatedAt: 0,
    createdBy: 'night-shift',
    comment: '',
    peers: [],
  });

  it('names what it knows and admits what it does not', () => {
    const inhibitor = alert('i', { name: 'HighMemoryUsage' });
    const suppressed = alert('a', {
      silencedBy: ['s1', 'gone', 's2'],
      inhibitedBy: ['i', 'constructor'],
      mutedBy: ['weekend'],
    });
    const silences = { s1: silence('s1', 1), s2: silence('s2', 2) };
    expect(suppressionsOf(suppressed, silences, { i: inhibitor })).toEqual([
      { kind: 'silence', silence: silences.s2 },
      { kind: 'silence', silence: silences.s1 },
      { kind: 'unknown-silence', id: 'gone' },
      { kind: 'inhibited', by: inhibitor },
      { kind: 'unknown-inhibitor', id: 'constructor' },
      { kind: 'muted', interval: 'weekend' },
    ]);
  });
});
