import {
  type CounterKey,
  type GaugeKey,
  type HistogramKey,
  type InstrumentKey,
  prometheusName,
} from '../../../shared/simulation/instruments';
import type { InstanceReading } from '../../../shared/simulation/telemetry';
import { type LabelSet, labelsOf } from '../promql/labels';
import type { SampleStore } from './sample-store';

/** Writes what the instances export into the store, as Prometheus' OTLP receiver would. */
export interface Scraper {
  scrape(readings: readonly InstanceReading[], at: number): void;
}

type UpReading = Extract<InstanceReading, { kind: 'up' }>;
const HISTOGRAMS: readonly HistogramKey[] = ['ttft', 'latency', 'batchFill'];

export function createScraper(store: SampleStore, job: string): Scraper {
  const cache = new Map<string, LabelSet>();
  const spans = { ended: 0, failed: 0 };
  const before = new Map<string, { readonly ended: number; readonly failed: number }>();

  const labels = (key: string, build: () => Record<string, string>): LabelSet => {
    const known = cache.get(key);
    if (known) return known;
    const made = labelsOf(build());
    cache.set(key, made);
    return made;
  };
  const series = (name: string, instance: string, le?: string): LabelSet =>
    labels(`${name} ${instance} ${le ?? ''}`, () => ({
      __name__: name,
      job,
      instance,
      ...(le === undefined ? {} : { le }),
    }));

  const histogram = (key: HistogramKey, reading: UpReading, at: number) => {
    const { bounds, cumulative, sum } = reading.histograms[key];
    const name = prometheusName(key);
    for (const [index, count] of cumulative.entries()) {
      const le = index < bounds.length ? String(bounds[index]) : '+Inf';
      store.append(series(`${name}_bucket`, reading.instance, le), at, count);
    }
    store.append(series(`${name}_count`, reading.instance), at, cumulative.at(-1) ?? 0);
    store.append(series(`${name}_sum`, reading.instance), at, sum);
  };

  const plain = (key: InstrumentKey, value: number, reading: UpReading, at: number) =>
    store.append(series(prometheusName(key), reading.instance), at, value);

  /** Counted by Tempo's metrics generator over all instances; a crashed process does not take them back. */
  const countSpans = (reading: UpReading) => {
    const last = before.get(reading.instance);
    const isContinued = last !== undefined && reading.ended >= last.ended;
    spans.ended += reading.ended - (isContinued ? last.ended : 0);
    spans.failed += reading.failed - (isContinued ? last.failed : 0);
    before.set(reading.instance, { ended: reading.ended, failed: reading.failed });
  };

  const spanSeries = (name: string): LabelSet =>
    labels(`span ${name}`, () => ({
      __name__: 'traces_spanmetrics_calls_total',
      service: job,
      span_name: name,
      span_kind: 'SPAN_KIND_INTERNAL',
      status_code: 'STATUS_CODE_UNSET',
    }));

  return {
    scrape(readings, at) {
      for (const reading of readings) {
        if (reading.kind === 'down') continue;
        for (const key of HISTOGRAMS) histogram(key, reading, at);
        for (const [key, value] of Object.entries(reading.counters) as [CounterKey, number][]) {
          plain(key, value, reading, at);
        }
        for (const [key, value] of Object.entries(reading.gauges) as [GaugeKey, number][]) {
          plain(key, value, reading, at);
        }
        countSpans(reading);
      }
      store.append(spanSeries('record_request_completion'), at, spans.ended);
      store.append(spanSeries('_handle_request_error'), at, spans.failed);
    },
  };
}
