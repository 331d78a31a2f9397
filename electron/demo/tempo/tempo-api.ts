import {
  type ApiHandler,
  type ApiRequest,
  type ApiResponse,
  json,
  notFound,
  text,
} from '../http/api';
import { attributeValue, nanoseconds } from './otlp-json';
import { traceBody } from './trace-body';
import type { StoredSpan, StoredTrace, TraceStore } from './trace-store';
import { fieldOf, parseTraceQl, type TraceQuery } from './traceql';

export const TEMPO_VERSION = '3.1.0';

const BUILD_INFO = {
  version: TEMPO_VERSION,
  revision: 'demo',
  branch: 'demo',
  buildUser: 'batchwatch',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'none',
};
/** Of each trace, as Tempo does unless `spss` says otherwise. */
const SPANS_A_SET = 3;
/** Shown in full by their own fields, not among a span's attributes. */
const OWN_FIELDS =
  /^(span:|trace:)?(name|duration|rootName|rootServiceName|rootService|traceDuration)$/;

export function tempoApi(traces: TraceStore): ApiHandler {
  return (request) => {
    const { path } = request;
    const id = /^\/api\/(v2\/)?traces\/([^/]+)$/.exec(path);
    if (id) return trace(id[2] ?? '', id[1] !== undefined);
    switch (path) {
      case '/ready':
        return text('ready\n');
      case '/api/status/buildinfo':
        return json(BUILD_INFO);
      case '/status/version':
        return text(`tempo, version ${TEMPO_VERSION} (branch: demo, revision: demo)\n`);
      case '/api/echo':
        return text('echo');
      case '/api/search':
        return search(request);
      default:
        return notFound();
    }
  };

  function trace(id: string, isV2: boolean): ApiResponse {
    const wrong = /[^0-9a-f]/i.exec(id);
    if (wrong) {
      return text(
        `trace IDs can only contain hex characters: invalid character '${wrong[0]}' at position ${wrong.index + 1}`,
        400,
      );
    }
    if (id.length > 32) return text("trace IDs can't be larger than 128 bits", 400);
    const found = traces.find(id.toLowerCase().padStart(32, '0'));
    return json(traceBody(found, isV2));
  }

  function search({ params }: ApiRequest): ApiResponse {
    const query = parseTraceQl(params.get('q') ?? '{}');
    if (!query.ok) return text(query.error, 400);
    const start = secondsOf(params.get('start'), Number.NEGATIVE_INFINITY);
    const end = secondsOf(params.get('end'), Number.POSITIVE_INFINITY);
    const limit = Number(params.get('limit') ?? 20);
    if (start === null || end === null)
      return text('invalid start or end: not a number of seconds', 400);
    if (!Number.isInteger(limit) || limit < 1)
      return text('invalid limit: must be a positive number', 400);
    const candidates = traces.within(start, end);
    const rows: unknown[] = [];
    for (const candidate of candidates) {
      const row = searchRow(candidate, query.value);
      if (row) rows.push(row);
      if (rows.length >= limit) break;
    }
    return json({
      traces: rows,
      metrics: { inspectedBytes: String(candidates.length * 512), completedJobs: 1, totalJobs: 1 },
    });
  }
}

function searchRow(trace: StoredTrace, query: TraceQuery): unknown {
  const spans = trace.spans();
  const matched = spans.filter((span) => query.matches(span, trace));
  if (matched.length === 0) return null;
  const spanSet = {
    spans: matched.slice(0, SPANS_A_SET).map((span) => spanBody(span, trace, query.fields)),
    matched: matched.length,
  };
  const errorCount = spans.filter((span) => span.status === 'error').length;
  const durationMs = Math.floor(trace.endMs - trace.startMs);
  return {
    // Tempo leaves leading zeros out
    traceID: trace.traceId.replace(/^0+(?=.)/, ''),
    rootServiceName: trace.service,
    rootTraceName: spans[0]?.name ?? '',
    startTimeUnixNano: nanoseconds(trace.startMs),
    ...(durationMs > 0 ? { durationMs } : {}),
    spanSet,
    spanSets: [spanSet],
    serviceStats: {
      [trace.service]: { spanCount: spans.length, ...(errorCount > 0 ? { errorCount } : {}) },
    },
  };
}

function spanBody(span: StoredSpan, trace: StoredTrace, fields: readonly string[]): unknown {
  const attributes = fields
    .filter((field) => !OWN_FIELDS.test(field))
    .flatMap((field) => {
      const value = fieldOf(field, span, trace);
      if (value === undefined) return [];
      return [{ key: field.replace(/^(resource|span|)[.:]/, ''), value: attributeValue(value) }];
    });
  return {
    spanID: span.spanId,
    startTimeUnixNano: nanoseconds(span.startMs),
    durationNanos: nanoseconds(span.endMs - span.startMs),
    ...(attributes.length > 0 ? { attributes } : {}),
  };
}

function secondsOf(value: string | null, fallback: number): number | null {
  if (value === null || value === '') return fallback;
  const seconds = Number(value);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}
