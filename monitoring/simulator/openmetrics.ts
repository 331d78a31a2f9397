import {
  type CounterKey,
  type GaugeKey,
  type HistogramKey,
  INSTRUMENTS,
  type InstrumentKey,
  prometheusName,
} from '../../shared/simulation/instruments';
import { DESCRIPTIONS } from './descriptions';
import type { Exemplar, ProcessExport } from './process-view';

/** `openmetrics` carries exemplars and units; `prometheus` is the older text format, without either. */
export type TextFormat = 'openmetrics' | 'prometheus';

export const CONTENT_TYPE: Readonly<Record<TextFormat, string>> = {
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
};

/** The format to answer with: OpenMetrics for whoever names it, as Prometheus does. */
export function formatFor(accept: string | undefined): TextFormat {
  return accept?.includes('application/openmetrics-text') === true ? 'openmetrics' : 'prometheus';
}

const HISTOGRAMS: readonly HistogramKey[] = ['ttft', 'latency', 'batchFill'];
const COUNTERS: readonly CounterKey[] = ['prefillTokens', 'decodeTokens'];
const GAUGES: readonly GaugeKey[] = ['active', 'waiting', 'decodePrefillRatio', 'kvUsed', 'kvFree'];

/**
 * The metrics of all processes under the names that Prometheus' OTLP receiver would give them. `labels` of a process are
 * written on each of its series.
 */
export function renderMetrics(
  processes: readonly ProcessExport[],
  format: TextFormat,
  labels: (process: ProcessExport) => Readonly<Record<string, string>>,
): string {
  const lines: string[] = [];
  for (const key of HISTOGRAMS) {
    const rows = processes.flatMap((one) => histogramLines(key, one, labels(one), format));
    lines.push(...family(key, format, rows));
  }
  for (const key of COUNTERS) {
    const rows = processes.map((one) => line(prometheusName(key), labels(one), one.counters[key]));
    lines.push(...family(key, format, rows));
  }
  for (const key of GAUGES) {
    const rows = processes.flatMap((one) => {
      const value = one.gauges[key];
      return value === undefined ? [] : [line(prometheusName(key), labels(one), value)];
    });
    lines.push(...family(key, format, rows));
  }
  if (format === 'openmetrics') lines.push('# EOF');
  return `${lines.join('\n')}\n`;
}

function family(key: InstrumentKey, format: TextFormat, rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  const { type } = INSTRUMENTS[key];
  const sample = prometheusName(key);
  // OpenMetrics names a counter's family without the suffix of its samples.
  const name = format === 'openmetrics' ? sample.replace(/_total$/, '') : sample;
  const unit = format === 'openmetrics' ? unitOf(key, name) : undefined;
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${DESCRIPTIONS[key]}`,
    ...rows,
  ];
}

/** OpenMetrics allows a unit only where the name ends in it; `requests` and `tokens` cannot be said. */
export function unitOf(key: InstrumentKey, family: string): string | undefined {
  const { unit } = INSTRUMENTS[key];
  const word = unit === 'ms' ? 'milliseconds' : unit;
  return family.endsWith(`_${word}`) ? word : undefined;
}

function histogramLines(
  key: HistogramKey,
  process: ProcessExport,
  labels: Readonly<Record<string, string>>,
  format: TextFormat,
): string[] {
  const { bounds, cumulative, sum } = process.histograms[key];
  const name = prometheusName(key);
  const buckets = cumulative.map((count, index) => {
    const bound = bounds[index];
    // OpenMetrics writes a whole bound as a float; Prometheus keeps the text in both formats.
    const le = bound === undefined ? '+Inf' : boundText(bound, format);
    const exemplar = key === 'batchFill' ? undefined : process.exemplars[key].get(index);
    const plain = line(`${name}_bucket`, { ...labels, le }, count);
    return exemplar === undefined || format !== 'openmetrics'
      ? plain
      : `${plain} ${exemplarText(exemplar)}`;
  });
  return [
    ...buckets,
    line(`${name}_count`, labels, cumulative.at(-1) ?? 0),
    line(`${name}_sum`, labels, sum),
  ];
}

function boundText(bound: number, format: TextFormat): string {
  return format === 'openmetrics' && Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

function exemplarText({ traceId, spanId, value, atMs }: Exemplar): string {
  return `# {trace_id="${traceId}",span_id="${spanId}"} ${value} ${(atMs / 1000).toFixed(3)}`;
}

export function line(
  name: string,
  labels: Readonly<Record<string, string>>,
  value: number,
): string {
  const text = Object.entries(labels)
    .map(([label, content]) => `${label}="${escapeLabel(content)}"`)
    .join(',');
  return `${name}${text === '' ? '' : `{${text}}`} ${value}`;
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
