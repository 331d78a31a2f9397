import { labelsOf } from '../../../electron/demo/promql/labels';
import { createSampleStore, type SampleStore } from '../../../electron/demo/store/sample-store';
import { DEMO_SCENARIO } from '../../../shared/simulation/demo-scenario';
import {
  type CounterKey,
  type GaugeKey,
  type HistogramKey,
  INSTRUMENTS,
  type InstrumentKey,
} from '../../../shared/simulation/instruments';
import { createService } from '../../../shared/simulation/service';
import type { InstanceReading } from '../../../shared/simulation/telemetry';
import type { FedSample, FedSeries } from './promql-remote-write';

/** How one of Prometheus' OTLP translations names the instruments (measured on 3.5 and 3.12). */
export interface NamingStrategy {
  readonly job: string;
  readonly name: (key: InstrumentKey) => string;
  /** Native histograms come under the bare name, and this evaluator's store holds none of them. */
  readonly bareHistograms: boolean;
}

const UNIT_WORD: Readonly<Record<string, string>> = { ms: 'milliseconds' };

function doubled(key: InstrumentKey, always: boolean): string {
  const { name, unit, type } = INSTRUMENTS[key];
  const word = UNIT_WORD[unit] ?? unit;
  const withUnit = always || !name.endsWith(word) ? `${name}_${word}` : name;
  return type === 'counter' ? `${withUnit}_total` : withUnit;
}

export const STRATEGIES: readonly NamingStrategy[] = [
  {
    job: 'transformers',
    bareHistograms: false,
    name: (key) => {
      const { name, type } = INSTRUMENTS[key];
      return key === 'batchFill' ? `${name}_percent` : type === 'counter' ? `${name}_total` : name;
    },
  },
  { job: 'without.suffixes', bareHistograms: false, name: (key) => INSTRUMENTS[key].name },
  { job: 'doubled', bareHistograms: false, name: (key) => doubled(key, true) },
  { job: 'ends-with', bareHistograms: false, name: (key) => doubled(key, false) },
  {
    job: 'native "quoted"',
    bareHistograms: true,
    name: (key) => {
      const { name, type } = INSTRUMENTS[key];
      return type === 'counter' ? `${name}_total` : name;
    },
  },
];

/** 2026-01-15 10:00 UTC: fixed, so that a failure can be repeated. */
export const FIRST = Date.UTC(2026, 0, 15, 10);
export const MINUTES = 50;
const INTERVAL_SECONDS = 10;

/** The simulated service under every naming, and series made to hit the evaluator's edges. */
export function everySample(): readonly FedSeries[] {
  const series = new Map<string, { labels: Record<string, string>; samples: FedSample[] }>();
  const put = (labels: Record<string, string>, time: number, value: FedSample['value']) => {
    const key = labelsOf(labels).key;
    const known = series.get(key) ?? { labels, samples: [] };
    series.set(key, known);
    known.samples.push({ time, value });
  };
  const service = createService(DEMO_SCENARIO, 11);
  for (let second = INTERVAL_SECONDS; second <= MINUTES * 60; second += INTERVAL_SECONDS) {
    service.advanceTo(second);
    for (const [index, reading] of service.collect().entries()) {
      // every instance is exported at its own millisecond, and one misses some exports
      const time = FIRST + second * 1000 + index * 1337;
      if (index === 1 && second % 370 < 40) continue;
      for (const strategy of STRATEGIES) putReading(reading, strategy, time, put);
    }
  }
  for (const one of laboratory())
    series.set(labelsOf(one.labels).key, { ...one, samples: [...one.samples] });
  return [...series.values()];
}

function putReading(
  reading: InstanceReading,
  strategy: NamingStrategy,
  time: number,
  put: (labels: Record<string, string>, time: number, value: number) => void,
): void {
  if (reading.kind === 'down') return;
  const base = { job: strategy.job, instance: reading.instance };
  const named = (name: string, extra: Record<string, string> = {}) => ({
    __name__: name,
    ...base,
    ...extra,
  });
  for (const [key, value] of Object.entries(reading.gauges) as [GaugeKey, number][]) {
    put(named(strategy.name(key)), time, value);
  }
  for (const [key, value] of Object.entries(reading.counters) as [CounterKey, number][]) {
    put(named(strategy.name(key)), time, value);
  }
  for (const key of ['ttft', 'latency', 'batchFill'] satisfies HistogramKey[]) {
    const { bounds, cumulative, sum } = reading.histograms[key];
    const name = strategy.name(key);
    if (strategy.bareHistograms) {
      put(named(name), time, sum);
      continue;
    }
    for (const [index, count] of cumulative.entries()) {
      const bound = bounds[index];
      put(
        named(`${name}_bucket`, { le: bound === undefined ? '+Inf' : String(bound) }),
        time,
        count,
      );
    }
    put(named(`${name}_count`), time, cumulative.at(-1) ?? 0);
    put(named(`${name}_sum`), time, sum);
  }
}

type Points = readonly (readonly [seconds: number, value: FedSample['value']])[];

function laboratory(): readonly FedSeries[] {
  const lab = (name: string, labels: Record<string, string>, points: Points): FedSeries => ({
    labels: { __name__: name, ...labels },
    samples: points.map(([seconds, value]) => ({ time: FIRST + seconds * 1000, value })),
  });
  const every = (
    step: number,
    from: number,
    to: number,
    value: (second: number) => FedSample['value'],
  ): Points => {
    const points: [number, FedSample['value']][] = [];
    for (let second = from; second <= to; second += step) points.push([second, value(second)]);
    return points;
  };
  const bucket = (set: string, le: string, perStep: number) =>
    lab(
      'lab_bucket',
      { set, le },
      every(15, 15, 1800, (second) => (second / 15) * perStep),
    );
  return [
    lab(
      'lab_counter',
      { case: 'resets', group: 'a' },
      every(15, 15, 2400, (second) => (second * 7) % 1000),
    ),
    lab(
      'lab_counter',
      { case: 'from-zero', group: 'a' },
      every(60, 600, 2400, (second) => (second - 600) * 3),
    ),
    lab(
      'lab_counter',
      { case: 'small-start', group: 'b' },
      every(45, 905, 2400, (second) => (second - 900) / 50),
    ),
    lab(
      'lab_counter',
      { case: 'flat', group: 'b' },
      every(30, 30, 2400, () => 42),
    ),
    lab('lab_counter', { case: 'single', group: 'c' }, [[1200, 5]]),
    lab(
      'lab_gauge',
      { case: 'wave' },
      every(15, 15, 2400, (second) => Math.sin(second / 100) * 50 + 10),
    ),
    lab(
      'lab_gauge',
      { case: 'falling' },
      every(20, 15, 2400, (second) => 5000 - second * 1.5),
    ),
    lab(
      'lab_gauge',
      { case: 'nan' },
      every(30, 30, 2400, (second) => (second % 90 === 0 ? Number.NaN : second)),
    ),
    lab(
      'lab_gauge',
      { case: 'infinite' },
      every(30, 30, 2400, (second) => (second % 120 === 0 ? Number.POSITIVE_INFINITY : -second)),
    ),
    lab('lab_gauge', { case: 'ends' }, [
      ...every(15, 15, 1200, (second) => second),
      [1215, 'stale'],
    ]),
    lab('lab_gauge', { case: 'returns' }, [
      ...every(15, 15, 600, (second) => second),
      [615, 'stale'],
      ...every(15, 1500, 2400, (second) => second),
    ]),
    lab(
      'lab_gauge',
      { case: 'stops' },
      every(15, 15, 900, (second) => second),
    ),
    // samples on whole minutes: the ends of windows decide
    lab(
      'lab_edge',
      { case: 'minutes' },
      every(60, 60, 2400, (second) => second),
    ),
    lab(
      'lab_edge',
      { case: 'odd-label', odd: 'a"b\\c\nd é 缓存' },
      every(60, 60, 2400, (second) => -second),
    ),
    lab(
      'lab_limit',
      { case: 'wave', unit: 'x' },
      every(30, 30, 2400, () => 30),
    ),
    lab(
      'lab_limit',
      { case: 'falling', unit: 'y' },
      every(30, 30, 2400, () => 3000),
    ),
    lab(
      'lab_limit',
      { case: 'nobody', unit: 'z' },
      every(30, 30, 2400, () => 0),
    ),
    // a queue before half-empty batches, which the simulated service does not have
    lab(
      'waiting_requests_count',
      { job: 'lab', instance: 'x' },
      every(15, 15, 2700, () => 3),
    ),
    lab(
      'batch_fill_percentage_percent_sum',
      { job: 'lab', instance: 'x' },
      every(15, 15, 2700, (second) => second * 400),
    ),
    lab(
      'batch_fill_percentage_percent_count',
      { job: 'lab', instance: 'x' },
      every(15, 15, 2700, (second) => second * 10),
    ),
    lab(
      'traces_spanmetrics_calls_total',
      { service: 'transformers', span_name: 'record_request_completion' },
      every(15, 15, 2700, (second) => second * 20),
    ),
    lab(
      'traces_spanmetrics_calls_total',
      { service: 'transformers', span_name: '_handle_request_error' },
      every(15, 15, 2700, (second) => Math.max(0, second - 600) * 5),
    ),
    lab(
      'lab_twin',
      { case: 'wave', unit: 'x' },
      every(30, 30, 2400, () => 1),
    ),
    bucket('good', '0.1', 1),
    bucket('good', '1', 5),
    bucket('good', '10', 9),
    bucket('good', '+Inf', 10),
    bucket('crossing', '0.1', 4),
    bucket('crossing', '1', 3),
    bucket('crossing', '10', 8),
    bucket('crossing', '+Inf', 8),
    bucket('no-inf', '0.1', 1),
    bucket('no-inf', '1', 2),
    bucket('only-inf', '+Inf', 2),
    bucket('twice', '1', 1),
    bucket('twice', '1.0', 1),
    bucket('twice', '5', 4),
    bucket('twice', '+Inf', 4),
    bucket('negative', '-5', 3),
    bucket('negative', '0', 4),
    bucket('negative', '5', 8),
    bucket('negative', '+Inf', 9),
    bucket('nothing', '1', 0),
    bucket('nothing', '+Inf', 0),
    bucket('bad-bound', 'x', 3),
    bucket('bad-bound', '2', 3),
    bucket('bad-bound', '+Inf', 4),
  ];
}

/** The same samples in a store of the evaluator. */
export function storeOf(series: readonly FedSeries[]): SampleStore {
  const store = createSampleStore(10_000);
  for (const { labels, samples } of series) {
    const set = labelsOf(labels);
    for (const { time, value } of samples) {
      if (value === 'stale') store.markStale(set, time);
      else store.append(set, time, value);
    }
  }
  return store;
}

/** Slices of some minutes, in order of time: what is too old for the newest sample is refused. */
export function* inOrderOfTime(series: readonly FedSeries[]): Generator<readonly FedSeries[]> {
  const step = 4 * 60_000;
  for (let from = FIRST; from <= FIRST + MINUTES * 60_000 + step; from += step) {
    const slice = series
      .map(({ labels, samples }) => ({
        labels,
        samples: samples.filter(({ time }) => time >= from && time < from + step),
      }))
      .filter(({ samples }) => samples.length > 0);
    if (slice.length > 0) yield slice;
  }
}
