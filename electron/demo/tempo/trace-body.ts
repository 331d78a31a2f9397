import { attributeValue, nanoseconds } from './otlp-json';
import type { StoredSpan, StoredTrace } from './trace-store';

/** `GET /api/v2/traces/{id}` and its older form; an unknown trace is an empty one, with status 200. */
export function traceBody(trace: StoredTrace | undefined, isV2: boolean): unknown {
  if (!trace) return isV2 ? { trace: {}, metrics: {} } : {};
  const resourceSpans = [
    {
      resource: {
        attributes: [
          attribute('service.instance.id', trace.instance),
          attribute('service.name', trace.service),
        ],
      },
      scopeSpans: [
        {
          scope: { name: 'transformers.generation.continuous_batching' },
          spans: trace.spans().map((span) => spanBody(span, trace.traceId)),
        },
      ],
    },
  ];
  return isV2
    ? { trace: { resourceSpans }, metrics: { inspectedBytes: '4096' } }
    : { batches: resourceSpans };
}

function spanBody(span: StoredSpan, traceId: string): unknown {
  const attributes = Object.entries(span.attributes).map(([key, value]) => attribute(key, value));
  return {
    traceId: base64(traceId),
    spanId: base64(span.spanId),
    ...(span.parentId === null ? {} : { parentSpanId: base64(span.parentId) }),
    name: span.name,
    kind: 'SPAN_KIND_INTERNAL',
    startTimeUnixNano: nanoseconds(span.startMs),
    endTimeUnixNano: nanoseconds(span.endMs),
    ...(attributes.length > 0 ? { attributes } : {}),
    status: span.status === 'error' ? { code: 'STATUS_CODE_ERROR' } : {},
  };
}

function attribute(key: string, value: string | number): unknown {
  return { key, value: attributeValue(value) };
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
