import {
  type CounterKey,
  type GaugeKey,
  type HistogramKey,
  INSTRUMENTS,
  type InstrumentKey,
} from '../../shared/simulation/instruments';
import { DESCRIPTIONS } from './descriptions';
import { type Attribute, nanoseconds, resourceOf } from './otlp';
import type { Exemplar, ProcessExport } from './process-view';

/** The instrumentation scope under which transformers registers its instruments. */
export const METRICS_SCOPE = 'transformers.generation.continuous_batch_processor';

/** `AGGREGATION_TEMPORALITY_CUMULATIVE` */
const CUMULATIVE = 2;

interface PointTimes {
  readonly startTimeUnixNano?: string;
  readonly timeUnixNano: string;
  readonly attributes: readonly Attribute[];
}

type NumberPoint = PointTimes & ({ readonly asInt: string } | { readonly asDouble: number });

interface HistogramPoint extends PointTimes {
  readonly count: string;
  readonly sum: number;
  readonly explicitBounds: readonly number[];
  /** Of each bucket alone, one more than bounds. */
  readonly bucketCounts: readonly string[];
  readonly exemplars: readonly {
    readonly timeUnixNano: string;
    readonly asDouble: number;
    readonly traceId: string;
    readonly spanId: string;
  }[];
}

export interface OtlpMetric {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly histogram?: {
    readonly aggregationTemporality: number;
    readonly dataPoints: readonly HistogramPoint[];
  };
  readonly sum?: {
    readonly aggregationTemporality: number;
    readonly isMonotonic: boolean;
    readonly dataPoints: readonly NumberPoint[];
  };
  readonly gauge?: { readonly dataPoints: readonly NumberPoint[] };
}

export interface OtlpMetricsRequest {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeMetrics: readonly {
      readonly scope: { readonly name: string };
      readonly metrics: readonly OtlpMetric[];
    }[];
  }[];
}

/** One export of all running processes, each a resource of its own. */
export function otlpMetrics(processes: readonly ProcessExport[]): OtlpMetricsRequest {
  return {
    resourceMetrics: processes.map((process) => ({
      resource: resourceOf(process.instance),
      scopeMetrics: [{ scope: { name: METRICS_SCOPE }, metrics: metricsOf(process) }],
    })),
  };
}

function metricsOf(process: ProcessExport): readonly OtlpMetric[] {
  const histograms: readonly HistogramKey[] = ['ttft', 'latency', 'batchFill'];
  const counters: readonly CounterKey[] = ['prefillTokens', 'decodeTokens'];
  const gauges: readonly GaugeKey[] = [
    'active',
    'waiting',
    'decodePrefillRatio',
    'kvUsed',
    'kvFree',
  ];
  const counted: PointTimes = {
    startTimeUnixNano: nanoseconds(process.startedAtMs),
    timeUnixNano: nanoseconds(process.atMs),
    attributes: [],
  };
  return [
    ...histograms.map((key) => ({
      ...head(key),
      histogram: {
        aggregationTemporality: CUMULATIVE,
        dataPoints: [{ ...counted, ...histogramPoint(key, process) }],
      },
    })),
    ...counters.map((key) => ({
      ...head(key),
      sum: {
        aggregationTemporality: CUMULATIVE,
        isMonotonic: true,
        dataPoints: [{ ...counted, ...numberValue(process.counters[key]) }],
      },
    })),
    ...gauges.flatMap((key) => {
      const value = process.gauges[key];
      if (value === undefined) return [];
      const { timeUnixNano } = counted;
      const point = { timeUnixNano, attributes: [], ...numberValue(value) };
      return [{ ...head(key), gauge: { dataPoints: [point] } }];
    }),
  ];
}

function head(key: InstrumentKey): Pick<OtlpMetric, 'name' | 'unit' | 'description'> {
  const { name, unit } = INSTRUMENTS[key];
  return { name, unit, description: DESCRIPTIONS[key] };
}

function histogramPoint(key: HistogramKey, process: ProcessExport) {
  const { bounds, cumulative, sum } = process.histograms[key];
  const exemplars = key === 'batchFill' ? [] : [...process.exemplars[key].values()];
  return {
    count: String(cumulative.at(-1) ?? 0),
    sum,
    explicitBounds: bounds,
    bucketCounts: cumulative.map((count, index) => String(count - (cumulative[index - 1] ?? 0))),
    exemplars: exemplars.map(exemplarPoint),
  };
}

function exemplarPoint({ value, atMs, traceId, spanId }: Exemplar) {
  return { timeUnixNano: nanoseconds(atMs), asDouble: value, traceId, spanId };
}

function numberValue(value: number): { asInt: string } | { asDouble: number } {
  return Number.isInteger(value) ? { asInt: String(value) } : { asDouble: value };
}
