import type { FinishedRequest } from '../../../shared/simulation/request';

export interface StoredSpan {
  /** 16 hex digits. */
  readonly spanId: string;
  readonly parentId: string | null;
  readonly name: string;
  /** Epoch ns would not fit a number: ms with a fraction. */
  readonly startMs: number;
  readonly endMs: number;
  readonly status: 'unset' | 'error';
  readonly attributes: Readonly<Record<string, string | number>>;
}

export interface StoredTrace {
  /** 32 hex digits. */
  readonly traceId: string;
  readonly service: string;
  readonly instance: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  /** The root first. */
  spans(): readonly StoredSpan[];
}

export interface TraceStore {
  add(trace: StoredTrace): void;
  find(traceId: string): StoredTrace | undefined;
  /** Newest first, of those that overlap the window. */
  within(startMs: number, endMs: number): readonly StoredTrace[];
}

export function createTraceStore(capacity: number): TraceStore {
  const traces = new Map<string, StoredTrace>();
  return {
    add(trace) {
      traces.set(trace.traceId, trace);
      // a Map keeps the order of insertion: the first is the oldest
      for (const oldest of traces.keys()) {
        if (traces.size <= capacity) break;
        traces.delete(oldest);
      }
    },
    find: (traceId) => traces.get(traceId),
    within: (startMs, endMs) =>
      [...traces.values()]
        .filter((trace) => trace.endMs >= startMs && trace.startMs <= endMs)
        .sort((a, b) => b.startMs - a.startMs),
  };
}

/** The trace of one request: `generate_batch` with `queue_wait`, `prefill` and `decode` below it. */
export function traceOfRequest(
  request: FinishedRequest,
  service: string,
  /** Epoch ms of the simulation's second 0. */
  epochMs: number,
  seed: number,
): StoredTrace {
  const at = (seconds: number) => epochMs + seconds * 1000;
  const traceId = hexOf(`${seed}/${request.id}`, 4);
  const failed = request.state === 'FAILED';
  return {
    traceId,
    service,
    instance: request.instance,
    startMs: at(request.arrivedAt),
    endMs: at(request.endedAt),
    failed,
    spans: () => spansOf(request, traceId, at),
  };
}

function spansOf(
  request: FinishedRequest,
  traceId: string,
  at: (seconds: number) => number,
): readonly StoredSpan[] {
  const failed = request.state === 'FAILED';
  const rootId = hexOf(`${traceId}/root`, 2);
  const { arrivedAt, admittedAt, firstTokenAt, endedAt, promptTokens, outputTokens } = request;
  const phases: readonly [string, number, number | undefined, number | null][] = [
    ['queue_wait', arrivedAt, admittedAt, null],
    ...(admittedAt === undefined
      ? []
      : [
          ['prefill', admittedAt, firstTokenAt, promptTokens] as [
            string,
            number,
            number | undefined,
            number,
          ],
        ]),
    ...(firstTokenAt === undefined
      ? []
      : [['decode', firstTokenAt, endedAt, outputTokens] as [string, number, number, number]]),
  ];
  const root: StoredSpan = {
    spanId: rootId,
    parentId: null,
    name: 'generate_batch',
    startMs: at(arrivedAt),
    endMs: at(endedAt),
    status: failed ? 'error' : 'unset',
    attributes: {
      'request.id': traceId.slice(0, 8),
      'tokens.prompt': promptTokens,
      'tokens.output': outputTokens,
    },
  };
  const children = phases.map(
    ([name, from, to, tokens], index): StoredSpan => ({
      spanId: hexOf(`${traceId}/${name}`, 2),
      parentId: rootId,
      name,
      startMs: at(from),
      endMs: at(to ?? endedAt),
      status: failed && index === phases.length - 1 ? 'error' : 'unset',
      attributes: tokens === null ? {} : { tokens },
    }),
  );
  return [root, ...children];
}

/** Hex digits from a text, eight a word: FNV-1a with a final mix, so that ids look random and stay the same. */
function hexOf(text: string, words: number): string {
  let hex = '';
  for (let word = 0; word < words; word++) {
    let hash = 0x811c9dc5 ^ Math.imul(word + 1, 0x9e3779b9);
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
    hex += ((hash ^ (hash >>> 15)) >>> 0).toString(16).padStart(8, '0');
  }
  return hex;
}
