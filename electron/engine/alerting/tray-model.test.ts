import { describe, expect, it } from 'vitest';
import type { Alert, AlertState, Severity } from '../../../shared/domain/alerts';
import type { SourceState, SourceStatus } from '../../../shared/domain/sources';
import { messagesFor } from '../../../shared/i18n/messages';
import { trayModel } from './tray-model';

function alert(
  id: string,
  severity: Severity,
  state: AlertState = 'firing',
  part: Partial<Alert> = {},
): Alert {
  return {
    id,
    name: `Alert-${id}`,
    severity,
    state,
    labels: { alertname: `Alert-${id}`, instance: 'gpu-a-0' },
    annotations: {},
    startsAt: 1000,
    receivers: [],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    peers: [],
    stale: false,
    ...part,
  };
}

function source(state: SourceState): SourceStatus {
  return {
    id: 'alertmanager:0',
    kind: 'alertmanager',
    name: 'am',
    state,
    since: 0,
    failing: [],
    insecure: false,
  };
}

function model(alerts: readonly Alert[], state: SourceState = 'ok', pausedUntil?: number) {
  return trayModel({
    environments: [
      {
        id: 'prod',
        name: 'prod',
        sources: [source(state)],
        alerts: Object.fromEntries(alerts.map((item) => [item.id, item])),
      },
    ],
    pausedUntil,
    messages: messagesFor('en'),
    time: () => '09:00',
  });
}

describe('tray', () => {
  it.each([
    [[], 'ok'],
    [[alert('a', 'info')], 'info'],
    [[alert('a', 'info'), alert('b', 'warning')], 'warning'],
    [[alert('a', 'critical'), alert('b', 'warning')], 'critical'],
    [[alert('a', 'none')], 'warning'],
    [[alert('a', 'none'), alert('b', 'info')], 'warning'],
    [[alert('a', 'none'), alert('b', 'critical')], 'critical'],
    [[alert('a', 'none', 'firing', { labels: { alertname: 'Watchdog', severity: 'none' } })], 'ok'],
    [[alert('a', 'critical', 'suppressed'), alert('b', 'critical', 'pending')], 'ok'],
    [[alert('a', 'critical', 'pending', { firingInPrometheus: true })], 'critical'],
  ] as const)('of %j is %s', (alerts, expected) => {
    expect(model(alerts).state).toBe(expected);
  });

  it.each(['never', 'stale', 'unreachable', 'unauthorized', 'invalid'] as const)(
    'is unknown while a source is %s, whatever fires and though popups are paused',
    (state) => {
      expect(model([alert('a', 'critical')], state, 5)).toMatchObject({
        state: 'unknown',
        firing: 1,
      });
      expect(model([], state).tooltip).toContain('Cannot vouch for: prod am');
    },
  );

  it('lists what is not delivered among the others, the most urgent first, and marks it', () => {
    const { firing, critical, worst, tooltip } = model([
      alert('i', 'info'),
      alert('n', 'none'),
      alert('w', 'warning', 'firing', { startsAt: 2000 }),
      alert('p', 'critical', 'pending', { firingInPrometheus: true }),
    ]);
    expect(worst.map(({ id }) => id)).toEqual(['p', 'w', 'n', 'i']);
    expect(worst.map(({ undelivered }) => undelivered)).toEqual([true, ...Array(3)]);
    expect({ firing, critical }).toEqual({ firing: 3, critical: 0 });
    expect(tooltip).toContain('1 firing in Prometheus but not in Alertmanager');
  });

  it('says paused, until when, and still counts', () => {
    expect(model([alert('a', 'critical')], 'ok', 5)).toMatchObject({
      state: 'paused',
      critical: 1,
      pausedUntil: 5,
      tooltip: 'Batchwatch: popups paused · 1 alert firing · popups paused until 09:00',
    });
  });

  it('lists the ten worst and keeps the tooltip short enough for Windows', () => {
    const many = Array.from({ length: 30 }, (_, index) => alert(`w${index}`, 'warning'));
    const { worst, tooltip } = model([...many, alert('c', 'critical')], 'unreachable');
    expect(worst).toHaveLength(10);
    expect(worst[0]).toMatchObject({ id: 'c', env: 'prod', instance: 'gpu-a-0' });
    expect(tooltip.length).toBeLessThanOrEqual(127);
  });
});
