import { line } from './openmetrics';
import { SERVICE } from './otlp';
import type { Span } from './request-spans';

/** Counts ended spans as Tempo's metrics generator does; for installations that have none. */
export interface SpanCounter {
  count(spans: readonly Span[]): void;
  read(): readonly SpanCount[];
}

export interface SpanCount {
  readonly name: string;
  readonly status: Span['status'];
  readonly calls: number;
}

export function createSpanCounter(): SpanCounter {
  const counts = new Map<string, SpanCount>();
  return {
    count(spans) {
      for (const { name, status } of spans) {
        const key = `${name} ${status}`;
        counts.set(key, { name, status, calls: (counts.get(key)?.calls ?? 0) + 1 });
      }
    },
    read: () => [...counts.values()],
  };
}

/** The generator's counter and labels, in Prometheus' text format. */
export function renderSpanMetrics(counts: readonly SpanCount[]): string {
  const rows = counts.map(({ name, status, calls }) =>
    line(
      'traces_spanmetrics_calls_total',
      {
        service: SERVICE,
        span_name: name,
        span_kind: 'SPAN_KIND_INTERNAL',
        status_code: status === 'error' ? 'STATUS_CODE_ERROR' : 'STATUS_CODE_UNSET',
      },
      calls,
    ),
  );
  return `${['# TYPE traces_spanmetrics_calls_total counter', ...rows].join('\n')}\n`;
}
