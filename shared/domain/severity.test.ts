import { describe, expect, it } from 'vitest';
import type { Alert } from './alerts';
import { instanceOf, severityOf, worstFirst } from './severity';

function alert(patch: Partial<Alert>): Alert {
  return {
    id: 'a',
    name: 'HighTTFT',
    severity: 'warning',
    state: 'firing',
    labels: {},
    annotations: {},
    startsAt: 1000,
    receivers: [],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    peers: [],
    stale: false,
    ...patch,
  };
}

describe('severityOf', () => {
  it.each([
    ['critical', 'critical'],
    ['Critical', 'critical'],
    ['warn', 'warning'],
    ['info', 'info'],
    ['page', 'none'],
    ['', 'none'],
  ])('reads %j as %s', (severity, expected) => {
    expect(severityOf({ severity })).toBe(expected);
  });

  it('is none without the label, also where a prototype would answer', () => {
    expect(severityOf({})).toBe('none');
    expect(instanceOf(Object.create({ instance: 'inherited' }))).toBe('');
  });
});

describe('instanceOf', () => {
  it('takes the most telling label that has a value', () => {
    expect(instanceOf({ instance: 'gpu-a-0:8000', pod: 'x' })).toBe('gpu-a-0:8000');
    expect(instanceOf({ instance: '', pod: 'x', job: 'j' })).toBe('x');
    expect(instanceOf({ job: 'j' })).toBe('j');
    expect(instanceOf({ alertname: 'A' })).toBe('');
  });
});

describe('worstFirst', () => {
  it('sorts by severity, then the longest burning, then name, place and id', () => {
    const alerts = [
      alert({ id: 'f', severity: 'none' }),
      alert({ id: 'e', severity: 'info' }),
      alert({ id: 'd', startsAt: 2000 }),
      alert({ id: 'c2', labels: { instance: 'b' } }),
      alert({ id: 'c1', labels: { instance: 'a' } }),
      alert({ id: 'b', name: 'Alpha' }),
      alert({ id: 'a', severity: 'critical', startsAt: 9000 }),
    ];
    const sorted = alerts.toSorted(worstFirst).map((item) => item.id);
    expect(sorted).toEqual(['a', 'b', 'c1', 'c2', 'd', 'e', 'f']);
  });
});
