import type { Span } from './request-spans';

/** Spans that wait for their export, by process; the oldest requests go first when there are too many. */
export interface SpanQueue {
  add(instance: string, spans: readonly Span[]): void;
  /** At most one batch, or null where none waits. */
  take(): ReadonlyMap<string, readonly Span[]> | null;
  readonly dropped: number;
}

export function createSpanQueue(capacity = 4000, batch = 1000): SpanQueue {
  let waiting: { readonly instance: string; readonly spans: readonly Span[] }[] = [];
  let dropped = 0;
  return {
    add(instance, spans) {
      waiting.push({ instance, spans });
      if (waiting.length > capacity) {
        dropped += waiting.length - capacity;
        waiting = waiting.slice(-capacity);
      }
    },
    take() {
      if (waiting.length === 0) return null;
      const taken = new Map<string, Span[]>();
      for (const { instance, spans } of waiting.splice(0, batch)) {
        const own = taken.get(instance) ?? [];
        own.push(...spans);
        taken.set(instance, own);
      }
      return taken;
    },
    get dropped() {
      return dropped;
    },
  };
}
