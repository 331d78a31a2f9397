/** What transformers' continuous batching exports over OTLP: names, units and bounds of its ten instruments. */
export interface InstrumentInfo {
  readonly name: string;
  readonly unit: string;
  readonly type: 'histogram' | 'gauge' | 'counter';
  /** Upper bounds of a histogram's finite buckets, ascending, in `unit`. */
  readonly bounds: readonly number[];
}

const TTFT_BOUNDS = [10, 25, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10_000];
const LATENCY_BOUNDS = [50, 100, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000];
const FILL_BOUNDS = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98, 100];

export const INSTRUMENTS = {
  ttft: histogram('ttft_milliseconds', 'ms', TTFT_BOUNDS),
  latency: histogram('request_latency_milliseconds', 'ms', LATENCY_BOUNDS),
  batchFill: histogram('batch_fill_percentage', 'percent', FILL_BOUNDS),
  active: gauge('active_requests_count', 'requests'),
  waiting: gauge('waiting_requests_count', 'requests'),
  decodePrefillRatio: gauge('decode_prefill_ratio', 'ratio'),
  kvUsed: gauge('kv_cache_memory_bytes', 'bytes'),
  kvFree: gauge('kv_cache_free_memory_bytes', 'bytes'),
  prefillTokens: counter('prefill_tokens_processed', 'tokens'),
  decodeTokens: counter('decode_tokens_processed', 'tokens'),
} as const satisfies Record<string, InstrumentInfo>;

export type InstrumentKey = keyof typeof INSTRUMENTS;
export type HistogramKey = 'ttft' | 'latency' | 'batchFill';
export type CounterKey = 'prefillTokens' | 'decodeTokens';
export type GaugeKey = Exclude<InstrumentKey, HistogramKey | CounterKey>;

/**
 * The name under Prometheus' default OTLP translation (underscores, with suffixes): the unit is added where its word is
 * nowhere in the name, so `percent` is added after `percentage`; a counter gets `_total`.
 */
export function prometheusName(key: InstrumentKey): string {
  const { name, type } = INSTRUMENTS[key];
  if (key === 'batchFill') return `${name}_percent`;
  return type === 'counter' ? `${name}_total` : name;
}

function histogram(name: string, unit: string, bounds: readonly number[]): InstrumentInfo {
  return { name, unit, type: 'histogram', bounds };
}

function gauge(name: string, unit: string): InstrumentInfo {
  return { name, unit, type: 'gauge', bounds: [] };
}

function counter(name: string, unit: string): InstrumentInfo {
  return { name, unit, type: 'counter', bounds: [] };
}
