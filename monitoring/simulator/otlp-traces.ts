import { type Attribute, attributes, nanoseconds, resourceOf } from './otlp';
import type { Span } from './request-spans';

export const TRACES_SCOPE = 'transformers.generation';

/** `SPAN_KIND_INTERNAL` */
const INTERNAL = 1;
/** `STATUS_CODE_ERROR`; an unset status is an empty object. */
const ERROR = 2;

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code?: number };
}

export interface OtlpTracesRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly OtlpSpan[];
    }[];
  }[];
}

/** Spans of one process each, so many resources. */
export function otlpTraces(processes: ReadonlyMap<string, readonly Span[]>): OtlpTracesRequest {
  return {
    resourceSpans: [...processes].map(([instance, spans]) => ({
      resource: resourceOf(instance),
      scopeSpans: [{ scope: { name: TRACES_SCOPE }, spans: spans.map(otlpSpan) }],
    })),
  };
}

function otlpSpan(span: Span): OtlpSpan {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId === null ? {} : { parentSpanId: span.parentSpanId }),
    name: span.name,
    kind: INTERNAL,
    startTimeUnixNano: nanoseconds(span.startMs),
    endTimeUnixNano: nanoseconds(span.endMs),
    attributes: attributes(span.attributes),
    status: span.status === 'error' ? { code: ERROR } : {},
  };
}
