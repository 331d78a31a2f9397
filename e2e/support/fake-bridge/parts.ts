import type { Alert, Labels } from '../../../shared/domain/alerts';
import type {
  Bucket,
  Chart,
  ChartKey,
  ChartSeries,
  HistogramPanel,
  InstancePanel,
  KvTrend,
  PanelSnapshot,
  RangeSnapshot,
  Reading,
} from '../../../shared/domain/metrics';
import { quantileOf, totalOf } from '../../../shared/domain/quantiles';
import type { Silence } from '../../../shared/domain/silences';
import type { Failure, SourceKind, SourceStatus } from '../../../shared/domain/sources';
import { ramp, seeded, walk } from './walks';

export const GIB = 1024 ** 3;
export const MINUTE = 60_000;
export const ABSENT: Reading = { kind: 'absent' };
export const NAN: Reading = { kind: 'nan' };
export const REFUSED: Failure = {
  kind: 'network',
  message: 'connect ECONNREFUSED 10.0.4.17:9090',
};
export const GATEWAY: Failure = { kind: 'status', status: 503, message: 'Service Unavailable' };

export function value(number: number): Reading {
  return { kind: 'value', value: number };
}

export function source(
  now: number,
  kind: SourceKind,
  change: Partial<SourceStatus> = {},
): SourceStatus {
  const age = { prometheus: 2000, alertmanager: 4000, tempo: 9000 }[kind];
  return {
    id: kind === 'alertmanager' ? 'alertmanager:0' : kind,
    kind,
    name: { prometheus: 'prom.gpu-a:9090', alertmanager: 'alerts.gpu-a:9093', tempo: 'tempo:3200' }[
      kind
    ],
    state: 'ok',
    since: now - 52 * MINUTE,
    failing: [],
    lastGoodAt: now - age,
    latencyMs: 12.4,
    nextPollAt: now + 3000,
    version: { prometheus: '3.5.0', alertmanager: '0.28.1', tempo: '2.8.2' }[kind],
    insecure: false,
    ...change,
  };
}

export function failing(now: number, part: string, failure: Failure, ageMs: number) {
  return { part, since: now - ageMs, failure } as const;
}

export function instance(name: string, usedGib: number, trend: KvTrend): InstancePanel {
  return {
    key: `transformers/${name}`,
    job: 'transformers',
    instance: name,
    kvUsedBytes: value(usedGib * GIB),
    kvFreeBytes: value((10 - usedGib) * GIB),
    active: value(40 + Math.round(usedGib * 3)),
    waiting: value(Math.round(usedGib * 2)),
    kvTrend: trend,
  };
}

const BOUNDS = [10, 25, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10_000];

/** Counts for the classic TTFT bounds and the last bucket. */
export function histogram(counts: readonly number[]): HistogramPanel {
  const buckets = [...BOUNDS, Number.POSITIVE_INFINITY].map(
    (upperMs, index): Bucket => ({ upperMs, count: counts[index] ?? 0 }),
  );
  return {
    buckets,
    total: totalOf(buckets),
    p50: quantileOf(0.5, buckets),
    p95: quantileOf(0.95, buckets),
    p99: quantileOf(0.99, buckets),
  };
}

export function panelSnapshot(
  now: number,
  instances: readonly InstancePanel[],
  change: Partial<PanelSnapshot> = {},
): PanelSnapshot {
  return {
    at: now - 2000,
    instances,
    active: value(172),
    waiting: value(64),
    batchFillP50: value(91.3),
    decodePrefillRatio: value(0.83),
    ttft: histogram([2, 9, 31, 64, 88, 97, 81, 60, 41, 22, 17, 12, 6, 3, 1]),
    notices: [],
    ...change,
  };
}

export const RANGE_POINTS = 240;

/** One hour up to now in 15 s steps. */
export function rangeSnapshot(
  now: number,
  kv: readonly ChartSeries[],
  change: Partial<Record<ChartKey, Chart>> = {},
): RangeSnapshot {
  const random = seeded(7);
  const n = RANGE_POINTS;
  const line = (name: string, points: readonly (number | null)[]) => ({ name, points });
  const charts: Record<ChartKey, Chart> = {
    kv: { series: kv },
    ttft: {
      series: [
        line('p50', walk(random, n, 90, 180)),
        line('p95', walk(random, n, 500, 1300)),
        line('p99', walk(random, n, 1900, 3600)),
      ],
      topBoundMs: 10_000,
    },
    latency: {
      series: [
        line('p50', walk(random, n, 900, 1600)),
        line('p95', walk(random, n, 3800, 6400)),
        line('p99', walk(random, n, 6900, 9200)),
      ],
      topBoundMs: 60_000,
    },
    tokens: {
      series: [
        line('decode', walk(random, n, 2200, 3400)),
        line('prefill', walk(random, n, 900, 1900)),
      ],
    },
    active: { series: [line('active', walk(random, n, 100, 180))] },
    waiting: { series: [line('waiting', ramp(random, n, 18, 64))] },
    batchFill: { series: [line('p50', walk(random, n, 70, 98))] },
    decodePrefill: { series: [line('ratio', walk(random, n, 0.4, 1.4))] },
    ...change,
  };
  const stepMs = 15_000;
  const endMs = Math.floor(now / stepMs) * stepMs;
  const fresh = { kind: 'fresh', at: now - 2000 } as const;
  return {
    range: '1h',
    startMs: endMs - (n - 1) * stepMs,
    endMs,
    stepMs,
    charts: {
      kv: { freshness: fresh, value: charts.kv },
      ttft: { freshness: fresh, value: charts.ttft },
      latency: { freshness: fresh, value: charts.latency },
      tokens: { freshness: fresh, value: charts.tokens },
      active: { freshness: fresh, value: charts.active },
      waiting: { freshness: fresh, value: charts.waiting },
      batchFill: { freshness: fresh, value: charts.batchFill },
      decodePrefill: { freshness: fresh, value: charts.decodePrefill },
    },
  };
}

export function alert(now: number, change: Partial<Alert> & { readonly name: string }): Alert {
  const labels: Labels = {
    alertname: change.name,
    // No severity is a label that is not there.
    ...(change.severity === 'none' ? {} : { severity: change.severity ?? 'warning' }),
    service: 'transformers',
    instance: 'gpu-a-0:8000',
    ...change.labels,
  };
  return {
    id: `${change.name}-${labels['instance']}`,
    severity: 'warning',
    state: 'firing',
    annotations: {},
    startsAt: now - 6 * MINUTE,
    generatorUrl: 'http://prom.gpu-a:9090/graph?g0.expr=up',
    receivers: ['slack'],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    peers: ['alertmanager:0'],
    stale: false,
    ...change,
    labels,
  };
}

export function silence(now: number, change: Partial<Silence> & { readonly id: string }): Silence {
  return {
    state: 'active',
    matchers: [{ name: 'alertname', value: 'MediumMemoryUsage', isRegex: false, isEqual: true }],
    startsAt: now - 30 * MINUTE,
    endsAt: now + 61 * MINUTE,
    updatedAt: now - 30 * MINUTE,
    createdBy: 'night-shift',
    comment: 'gpu-a-0 maintenance',
    peers: ['alertmanager:0'],
    ...change,
  };
}
