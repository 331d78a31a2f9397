import { describe, expect, it } from 'vitest';
import { alert, silence } from '../../../e2e/support/fake-bridge/parts';
import type { Alert } from '../../../shared/domain/alerts';
import { railModel, summaryOf, whereLabel } from './rail-model';

const NOW = 1_000_000_000;
const keyed = (list: readonly Alert[]) => Object.fromEntries(list.map((item) => [item.id, item]));

describe('railModel', () => {
  const inhibitor = alert(NOW, { name: 'High', id: 'high', severity: 'critical' });
  const quiet = (id: string, change: Partial<Alert>) =>
    alert(NOW, { name: 'Medium', id, state: 'suppressed', ...change });

  it('keeps firing, pending and suppressed apart, worst first', () => {
    const model = railModel(
      keyed([
        alert(NOW, { name: 'Info', severity: 'info' }),
        alert(NOW, { name: 'Soon', state: 'pending', severity: 'critical' }),
        inhibitor,
        quiet('q', {}),
      ]),
      {},
    );
    expect(model.firing.map((item) => item.name)).toEqual(['High', 'Info']);
    expect(model.pending.map((item) => item.name)).toEqual(['Soon']);
    expect(model.suppressedCount).toBe(1);
  });

  it('puts first among the pending what already fires and no Alertmanager has', () => {
    const model = railModel(
      keyed([
        alert(NOW, { name: 'Soon', state: 'pending', severity: 'critical' }),
        alert(NOW, { name: 'Lost', state: 'pending', firingInPrometheus: true }),
      ]),
      {},
    );
    expect(model.pending.map((item) => item.name)).toEqual(['Lost', 'Soon']);
    expect(model.undelivered).toBe(1);
  });

  it('tells suppressed ones of one name together, with every reason', () => {
    const model = railModel(
      keyed([
        inhibitor,
        quiet('a', { inhibitedBy: ['high'] }),
        quiet('b', { inhibitedBy: ['high'], silencedBy: ['s1', 's2'] }),
        quiet('c', { mutedBy: ['night'] }),
      ]),
      { s1: silence(NOW, { id: 's1', endsAt: NOW + 5 }) },
    );
    expect(model.suppressed).toHaveLength(1);
    expect(model.suppressedCount).toBe(3);
    expect(model.suppressed[0]?.suppression).toEqual({
      inhibitors: ['High'],
      inhibited: true,
      silences: 2,
      silencedUntil: NOW + 5,
      muteIntervals: ['night'],
    });
  });

  it('does not invent an end for a silence it does not know', () => {
    const model = railModel(keyed([quiet('a', { silencedBy: ['constructor'] })]), {});
    expect(model.suppressed[0]?.suppression).toEqual({
      inhibitors: [],
      inhibited: false,
      silences: 1,
      muteIntervals: [],
    });
  });

  it('says inhibited also where the inhibitor is not listed', () => {
    const model = railModel(keyed([quiet('a', { inhibitedBy: ['unknown'] })]), {});
    expect(model.suppressed[0]?.suppression).toMatchObject({ inhibited: true, inhibitors: [] });
  });
});

describe('texts of a card', () => {
  it('name the instance, else another label, else nothing', () => {
    expect(whereLabel({ alertname: 'x', instance: 'i' })).toEqual(['instance', 'i']);
    expect(whereLabel({ alertname: 'x', severity: 's', pod: 'p', zone: 'z' })).toEqual([
      'pod',
      'p',
    ]);
    expect(whereLabel({ alertname: 'x' })).toBeNull();
  });

  it('take the summary, else the description, and no blank', () => {
    const annotated = (annotations: Record<string, string>) =>
      summaryOf(alert(NOW, { name: 'x', annotations }), 'en');
    expect(annotated({ summary: ' s ', description: 'd' })).toBe('s');
    expect(annotated({ summary: '  ', description: 'd' })).toBe('d');
    expect(annotated({})).toBeNull();
  });
});
