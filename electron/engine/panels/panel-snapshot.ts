import type { Labels } from '../../../shared/domain/alerts';
import type {
  Bucket,
  HistogramPanel,
  InstancePanel,
  KvTrend,
  PanelNotice,
  PanelSnapshot,
  Quantile,
  Reading,
} from '../../../shared/domain/metrics';
import type {
  PanelQueryKey,
  TransformersProfile,
} from '../../../shared/domain/profiles/transformers';
import { bucketsOf, quantileOf, totalOf } from '../../../shared/domain/quantiles';
import type { InstantSample } from '../../../shared/wire/prometheus';

export type PanelResults = ReadonlyMap<PanelQueryKey, readonly InstantSample[]>;

const ABSENT: Reading = { kind: 'absent' };
/** A mean over a day is no latency: the exporter subtracts `perf_counter` from `time`. */
const IMPLAUSIBLE_MS = 86_400_000;

/** Puts the answers of one panel poll together. `trendOf` gives the trend of an instance by its key. */
export function panelSnapshot(
  profile: TransformersProfile,
  results: PanelResults,
  at: number,
  trendOf: (key: string, used: Reading, free: Reading) => KvTrend,
): PanelSnapshot {
  const gauges = results.get('gauges') ?? [];
  const { names } = profile;
  const instances = instancesOf(gauges, names, trendOf);
  return {
    at,
    instances,
    active: sumOf(gauges, names.active),
    waiting: sumOf(gauges, names.waiting),
    batchFillP50: single(results.get('batchFillP50')),
    decodePrefillRatio: meanOf(gauges, names.ratio),
    ...ttftOf(profile, results),
    notices: noticesOf(profile, results, instances),
  };
}

/** The floor for the search of slow traces: p95 of request latency in ms, 0 where it is not known. */
export function latencyFloorMs(results: PanelResults): number {
  const reading = single(results.get('latencyP95'));
  return reading.kind === 'value' ? reading.value : 0;
}

export function instanceKey(labels: Labels): string {
  return `${labels['job'] ?? ''}/${labels['instance'] ?? ''}`;
}

/** What an instance is called on the screen: its `instance`, else its job. */
export function instanceName(labels: Labels): string {
  return labels['instance'] || labels['job'] || '';
}

export function toReading(value: number | undefined): Reading {
  if (value === undefined) return ABSENT;
  return Number.isNaN(value) ? { kind: 'nan' } : { kind: 'value', value };
}

function instancesOf(
  gauges: readonly InstantSample[],
  names: TransformersProfile['names'],
  trendOf: (key: string, used: Reading, free: Reading) => KvTrend,
): readonly InstancePanel[] {
  const byInstance = new Map<string, { labels: Labels; values: Map<string, number> }>();
  for (const { labels, value } of gauges) {
    const key = instanceKey(labels);
    const entry = byInstance.get(key) ?? { labels, values: new Map<string, number>() };
    entry.values.set(labels['__name__'] ?? '', value);
    byInstance.set(key, entry);
  }
  return [...byInstance.entries()]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([key, { labels, values }]) => {
      const kvUsedBytes = toReading(values.get(names.kvUsed));
      const kvFreeBytes = toReading(values.get(names.kvFree));
      return {
        key,
        job: labels['job'] ?? '',
        instance: labels['instance'] ?? '',
        kvUsedBytes,
        kvFreeBytes,
        active: toReading(values.get(names.active)),
        waiting: toReading(values.get(names.waiting)),
        kvTrend: trendOf(key, kvUsedBytes, kvFreeBytes),
      };
    });
}

function valuesOf(gauges: readonly InstantSample[], name: string): readonly number[] {
  return gauges.filter(({ labels }) => labels['__name__'] === name).map(({ value }) => value);
}

function sumOf(gauges: readonly InstantSample[], name: string): Reading {
  const values = valuesOf(gauges, name);
  return values.length === 0 ? ABSENT : toReading(values.reduce((sum, value) => sum + value, 0));
}

function meanOf(gauges: readonly InstantSample[], name: string): Reading {
  const values = valuesOf(gauges, name);
  const sum = values.reduce((total, value) => total + value, 0);
  return values.length === 0 ? ABSENT : toReading(sum / values.length);
}

function single(samples: readonly InstantSample[] | undefined): Reading {
  return toReading(samples?.[0]?.value);
}

function ttftOf(
  profile: TransformersProfile,
  results: PanelResults,
): { readonly ttft?: HistogramPanel } {
  if (profile.forms.ttft === 'native') {
    const quantiles = {
      p50: single(results.get('ttftP50')),
      p95: single(results.get('ttftP95')),
      p99: single(results.get('ttftP99')),
    };
    return { ttft: { buckets: [], total: 0, ...quantiles } };
  }
  const samples = results.get('ttftBuckets');
  if (profile.forms.ttft === 'absent' || samples === undefined || samples.length === 0) return {};
  const buckets = bucketsOf(
    samples.map(({ labels, value }) => ({ upperMs: boundOf(labels['le']), count: value })),
  );
  const quantile = (q: number): Quantile => quantileOf(q, buckets);
  return {
    ttft: {
      buckets: withoutUnusable(buckets),
      total: totalOf(buckets),
      p50: quantile(0.5),
      p95: quantile(0.95),
      p99: quantile(0.99),
    },
  };
}

/** `le` as text: `10`, `10.0` or `+Inf`. */
export function boundOf(le: string | undefined): number {
  if (le === undefined || le === '+Inf' || le === 'Inf') return Number.POSITIVE_INFINITY;
  return Number(le);
}

function withoutUnusable(buckets: readonly Bucket[]): readonly Bucket[] {
  return buckets.filter(({ upperMs }) => !Number.isNaN(upperMs));
}

function noticesOf(
  profile: TransformersProfile,
  results: PanelResults,
  instances: readonly InstancePanel[],
): readonly PanelNotice[] {
  const notices: PanelNotice[] = [];
  const nameless = new Set(
    instances.filter(({ instance }) => instance === '').map(({ job }) => job),
  );
  for (const job of nameless) notices.push({ kind: 'no-instance-label', job });
  const signals = [
    ['ttft', 'ttftMean'],
    ['latency', 'latencyMean'],
  ] as const;
  for (const [signal, key] of signals) {
    const mean = single(results.get(key));
    if (mean.kind === 'value' && mean.value > IMPLAUSIBLE_MS) {
      notices.push({ kind: 'implausible', signal, meanMs: mean.value });
    }
    if (profile.forms[signal] === 'native') notices.push({ kind: 'no-classic-buckets', signal });
  }
  return notices;
}
