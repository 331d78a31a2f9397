import type { Slice } from './slice';

/** Absent, 0 and NaN are three different facts and are displayed differently. */
export type Reading =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'nan' };

/** `at-least`: the quantile falls into the last bucket, so only its lower bound is known. Milliseconds. */
export type Quantile = Reading | { readonly kind: 'at-least'; readonly bound: number };

/** What the KV cache of one instance has been doing over the last ten minutes. */
export type KvTrend =
  | { readonly kind: 'filling'; readonly fullInSeconds: number }
  | { readonly kind: 'steady' }
  | { readonly kind: 'falling' }
  | { readonly kind: 'unknown' };

export interface InstancePanel {
  /** `job` and `instance` labels joined; unique within a panel. */
  readonly key: string;
  readonly job: string;
  /** Empty where the exporter sets none (transformers over OTLP without `service.instance.id`). */
  readonly instance: string;
  readonly kvUsedBytes: Reading;
  readonly kvFreeBytes: Reading;
  readonly active: Reading;
  readonly waiting: Reading;
  readonly kvTrend: KvTrend;
}

/** One bucket: how many observations fell in (previous bound, upper]; `Infinity` for the last. Not cumulative. */
export interface Bucket {
  readonly upperMs: number;
  readonly count: number;
}

export interface HistogramPanel {
  readonly buckets: readonly Bucket[];
  readonly total: number;
  readonly p50: Quantile;
  readonly p95: Quantile;
  readonly p99: Quantile;
}

/** Things the numbers cannot say by themselves and the user must know before trusting them. */
export type PanelNotice =
  /** Several replicas may be merged silently, because the job's series have no `instance` label. */
  | { readonly kind: 'no-instance-label'; readonly job: string }
  /** Mean over a day: the exporter subtracts two different clocks. */
  | { readonly kind: 'implausible'; readonly signal: 'ttft' | 'latency'; readonly meanMs: number }
  /** Native histograms or NHCB: no classic buckets to draw. */
  | { readonly kind: 'no-classic-buckets'; readonly signal: 'ttft' | 'latency' };

export interface PanelSnapshot {
  /** Epoch ms by our own clock of the server's answer, which is of its own now. */
  readonly at: number;
  readonly instances: readonly InstancePanel[];
  readonly active: Reading;
  readonly waiting: Reading;
  /** Percent, 0–100, median batch over the last 5 min. */
  readonly batchFillP50: Reading;
  readonly decodePrefillRatio: Reading;
  /** Undefined where the series do not exist at all. */
  readonly ttft?: HistogramPanel;
  readonly notices: readonly PanelNotice[];
}

export const RANGE_KEYS = ['15m', '1h', '3h', '6h', '12h', '24h'] as const;
export type RangeKey = (typeof RANGE_KEYS)[number];

export type ChartKey =
  | 'kv'
  | 'ttft'
  | 'latency'
  | 'tokens'
  | 'active'
  | 'waiting'
  | 'batchFill'
  | 'decodePrefill';

/**
 * One line of a chart on the snapshot's grid (start + i × step): a number, `null` where there is no sample,
 * `NaN` where the server answered NaN (a quantile of no requests).
 */
export interface ChartSeries {
  /** `p50`, `decode`, … or the instance. */
  readonly name: string;
  readonly points: readonly (number | null)[];
}

export interface Chart {
  readonly series: readonly ChartSeries[];
  /** The last finite bucket bound, ms: a point at it means "≥". Quantile charts only. */
  readonly topBoundMs?: number;
}

export interface RangeSnapshot {
  readonly range: RangeKey;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  /** Each chart fails by itself; at most 300 points a series. Units: bytes, ms, tokens/s, requests, percent. */
  readonly charts: Readonly<Record<ChartKey, Slice<Chart>>>;
}

/** Which inference server's metrics were found. */
export type ProfileState =
  | { readonly kind: 'detecting' }
  | { readonly kind: 'found'; readonly profile: 'transformers'; readonly jobs: readonly string[] }
  /** Prometheus answers and holds no series of a profile this console knows. */
  | { readonly kind: 'none' };
