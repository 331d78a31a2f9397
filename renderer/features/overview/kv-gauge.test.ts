import { describe, expect, it } from 'vitest';
import { ABSENT, GIB, instance, NAN, value } from '../../../e2e/support/fake-bridge/parts';
import { countLevels, kvGauge, orderInstances } from './kv-gauge';

const thresholds = { kvWarnBytes: 5 * GIB, kvCriticalBytes: 8 * GIB };
const steady = { kind: 'steady' } as const;

describe('kvGauge', () => {
  it('shows bytes, share and zones of used + free', () => {
    const model = kvGauge(instance('a', 6, steady), thresholds);
    expect(model).toMatchObject({ total: 10 * GIB, share: 0.6, position: 0.6, level: 'warning' });
    expect(model.zones).toEqual([
      { from: 0.5, to: 0.8, tone: 'warning' },
      { from: 0.8, to: 1, tone: 'critical' },
    ]);
  });

  it('reaches a level only above its threshold, as the rules do', () => {
    const level = (gib: number) => kvGauge(instance('a', gib, steady), thresholds).level;
    expect([0, 5, 5.1, 8, 8.1].map(level)).toEqual(['ok', 'ok', 'warning', 'warning', 'critical']);
  });

  it('keeps zero, absent and NaN apart', () => {
    const zero = kvGauge(instance('a', 0, steady), thresholds);
    const absent = kvGauge({ ...instance('a', 0, steady), kvUsedBytes: ABSENT }, thresholds);
    const nan = kvGauge({ ...instance('a', 0, steady), kvUsedBytes: NAN }, thresholds);
    expect([zero.position, zero.share, zero.level]).toEqual([0, 0, 'ok']);
    expect([absent.position, absent.level]).toEqual([null, 'unknown']);
    expect([nan.used.kind, nan.level]).toEqual(['nan', 'unknown']);
  });

  it('claims no share where free is not reported, and still shows how near the thresholds are', () => {
    const model = kvGauge({ ...instance('a', 9, steady), kvFreeBytes: ABSENT }, thresholds);
    expect(model).toMatchObject({ total: null, share: null, level: 'critical', position: 0.9 });
  });

  it('draws no zone beyond the end of a small cache', () => {
    const small = { ...instance('a', 1, steady), kvFreeBytes: value(3 * GIB) };
    expect(kvGauge(small, thresholds).zones).toEqual([]);
    const middle = { ...instance('a', 1, steady), kvFreeBytes: value(5 * GIB) };
    expect(kvGauge(middle, thresholds).zones).toEqual([{ from: 5 / 6, to: 1, tone: 'warning' }]);
  });
});

describe('orderInstances', () => {
  const keys = (list: readonly { instance: string }[]) => list.map((item) => item.instance);

  it('orders few by name, so that none moves', () => {
    const list = [instance('gpu-10', 9, steady), instance('gpu-2', 1, steady)];
    expect(keys(orderInstances(list, thresholds))).toEqual(['gpu-2', 'gpu-10']);
  });

  it('puts the worst of many first', () => {
    const list = Array.from({ length: 9 }, (_, n) => instance(`gpu-${n}`, n, steady));
    expect(keys(orderInstances(list, thresholds)).slice(0, 4)).toEqual([
      'gpu-6',
      'gpu-7',
      'gpu-8',
      'gpu-0',
    ]);
    expect(countLevels(list, thresholds)).toEqual({ warning: 3, critical: 0 });
  });
});
