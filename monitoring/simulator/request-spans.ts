import type { FinishedRequest } from '../../shared/simulation/request';
import { rootSpanId, spanIdOf, traceIdOf } from './ids';

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  /** Epoch ms with a fraction. */
  readonly startMs: number;
  readonly endMs: number;
  readonly status: 'unset' | 'error';
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** What ending a request costs the process, ms; the exporter's own spans are that short. */
const BOOKKEEPING_MS = 0.2;

/**
 * The trace of one request, root first: `generate_batch` with its phases, and the two functions at its end from whose
 * spans the share of failed requests is counted. Those return normally also for a failed request, so their status is
 * unset; an error is on the phase that raised, and on the root.
 */
export function spansOf(request: FinishedRequest, run: string, epochMs: number): readonly Span[] {
  const traceId = traceIdOf(run, request.id);
  const rootId = rootSpanId(traceId);
  const failed = request.state === 'FAILED';
  const phases = phasesOf(request);
  const endMs = epochMs + request.endedAt * 1000;
  const doneMs = endMs + BOOKKEEPING_MS;
  const child = (name: string, part: Partial<Span> & Pick<Span, 'startMs' | 'endMs'>): Span => ({
    traceId,
    spanId: spanIdOf(traceId, name),
    parentSpanId: rootId,
    name,
    status: 'unset',
    attributes: {},
    ...part,
  });
  const root: Span = {
    ...child('generate_batch', { startMs: epochMs + request.arrivedAt * 1000, endMs: doneMs }),
    parentSpanId: null,
    status: failed ? 'error' : 'unset',
    attributes: {
      'request.id': request.id,
      'request.state': request.state,
      'tokens.prompt': request.promptTokens,
      'tokens.output': request.outputTokens,
    },
  };
  const handling = { startMs: endMs, endMs: doneMs };
  const completion = child('record_request_completion', handling);
  const error = child('_handle_request_error', handling);
  return [
    root,
    ...phases.map(({ name, from, to, tokens }, index) =>
      child(name, {
        startMs: epochMs + from * 1000,
        endMs: epochMs + to * 1000,
        status: failed && index === phases.length - 1 ? 'error' : 'unset',
        attributes: tokens === undefined ? {} : { tokens },
      }),
    ),
    ...(failed ? [error, { ...completion, parentSpanId: error.spanId }] : [completion]),
  ];
}

interface Phase {
  readonly name: 'queue_wait' | 'prefill' | 'decode';
  /** Seconds of the simulation. */
  readonly from: number;
  readonly to: number;
  readonly tokens?: number;
}

function phasesOf(request: FinishedRequest): readonly Phase[] {
  const { arrivedAt, admittedAt, firstTokenAt, endedAt, promptTokens, outputTokens } = request;
  const queue: Phase = { name: 'queue_wait', from: arrivedAt, to: admittedAt ?? endedAt };
  if (admittedAt === undefined) return [queue];
  const prefill: Phase = {
    name: 'prefill',
    from: admittedAt,
    to: firstTokenAt ?? endedAt,
    tokens: promptTokens,
  };
  if (firstTokenAt === undefined) return [queue, prefill];
  return [
    queue,
    prefill,
    { name: 'decode', from: firstTokenAt, to: endedAt, tokens: outputTokens },
  ];
}
