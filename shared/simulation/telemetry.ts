import { createHistogram, type HistogramReading } from './histogram';
import { type CounterKey, type GaugeKey, type HistogramKey, INSTRUMENTS } from './instruments';

/** What one process would export: cumulative since its start. */
export type InstanceReading =
  | { readonly kind: 'down'; readonly instance: string }
  | {
      readonly kind: 'up';
      readonly instance: string;
      readonly histograms: Readonly<Record<HistogramKey, HistogramReading>>;
      readonly counters: Readonly<Record<CounterKey, number>>;
      /** Only those written since the last export: an idle process exports none. */
      readonly gauges: Readonly<Partial<Record<GaugeKey, number>>>;
      /** Not exported by transformers; for span metrics: requests that ended, and how many of them failed. */
      readonly ended: number;
      readonly failed: number;
    };

export interface Telemetry {
  observe(key: HistogramKey, value: number): void;
  add(key: CounterKey, value: number): void;
  set(key: GaugeKey, value: number): void;
  countEnded(failed: boolean): void;
  collect(): InstanceReading;
  /** The process starts anew. */
  reset(): void;
}

export function createTelemetry(instance: string): Telemetry {
  const fresh = () => ({
    histograms: {
      ttft: createHistogram(INSTRUMENTS.ttft.bounds),
      latency: createHistogram(INSTRUMENTS.latency.bounds),
      batchFill: createHistogram(INSTRUMENTS.batchFill.bounds),
    },
    counters: { prefillTokens: 0, decodeTokens: 0 },
    gauges: {} as Partial<Record<GaugeKey, number>>,
    ended: 0,
    failed: 0,
  });
  let state = fresh();
  return {
    observe(key, value) {
      state.histograms[key].observe(value);
    },
    add(key, value) {
      state.counters[key] += value;
    },
    set(key, value) {
      state.gauges[key] = value;
    },
    countEnded(failed) {
      state.ended += 1;
      if (failed) state.failed += 1;
    },
    collect() {
      const { histograms, counters, gauges, ended, failed } = state;
      state.gauges = {};
      return {
        kind: 'up',
        instance,
        histograms: {
          ttft: histograms.ttft.read(),
          latency: histograms.latency.read(),
          batchFill: histograms.batchFill.read(),
        },
        counters: { ...counters },
        gauges,
        ended,
        failed,
      };
    },
    reset() {
      state = fresh();
    },
  };
}
