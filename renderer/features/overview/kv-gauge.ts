import type { InstancePanel, Reading } from '../../../shared/domain/metrics';
import type { Settings } from '../../../shared/settings/settings';

export type KvLevel = 'ok' | 'warning' | 'critical' | 'unknown';

/** What one gauge shows. Bytes; shares 0–1. */
export interface KvGaugeModel {
  readonly used: Reading;
  /** Used + free; `null` where free is not reported. */
  readonly total: number | null;
  /** Of the total; `null` where either is unknown. */
  readonly share: number | null;
  /** Where the needle stands; `null` where nothing is known. Without a total the scale ends above the critical threshold. */
  readonly position: number | null;
  readonly level: KvLevel;
  readonly zones: readonly {
    readonly from: number;
    readonly to: number;
    readonly tone: 'warning' | 'critical';
  }[];
}

type Thresholds = Settings['thresholds'];

export function kvGauge(instance: InstancePanel, thresholds: Thresholds): KvGaugeModel {
  const { kvUsedBytes: used, kvFreeBytes: free } = instance;
  const { kvWarnBytes: warn, kvCriticalBytes: critical } = thresholds;
  if (used.kind !== 'value') {
    return { used, total: null, share: null, position: null, level: 'unknown', zones: [] };
  }
  const sum = free.kind === 'value' ? used.value + free.value : 0;
  const total = sum > 0 ? sum : null;
  const scale = total ?? Math.max(critical * 1.25, used.value);
  const zones: KvGaugeModel['zones'][number][] = [];
  if (warn < scale) {
    zones.push({ from: warn / scale, to: Math.min(1, critical / scale), tone: 'warning' });
  }
  if (critical < scale) zones.push({ from: critical / scale, to: 1, tone: 'critical' });
  return {
    used,
    total,
    share: total === null ? null : used.value / total,
    position: used.value / scale,
    level: used.value > critical ? 'critical' : used.value > warn ? 'warning' : 'ok',
    zones,
  };
}

/** Few enough to see all at once: by name, so that none ever moves. */
const FEW = 8;
const RANK: Readonly<Record<KvLevel, number>> = { critical: 0, warning: 1, unknown: 2, ok: 3 };

/** The order of the gauges: by name while they are few, else the worst level first. */
export function orderInstances(
  instances: readonly InstancePanel[],
  thresholds: Thresholds,
): readonly InstancePanel[] {
  const byName = [...instances].sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }));
  if (byName.length <= FEW) return byName;
  const rank = (instance: InstancePanel) => RANK[kvGauge(instance, thresholds).level];
  return byName.sort((a, b) => rank(a) - rank(b));
}

export function countLevels(
  instances: readonly InstancePanel[],
  thresholds: Thresholds,
): { readonly warning: number; readonly critical: number } {
  const levels = instances.map((instance) => kvGauge(instance, thresholds).level);
  return {
    warning: levels.filter((level) => level === 'warning').length,
    critical: levels.filter((level) => level === 'critical').length,
  };
}
