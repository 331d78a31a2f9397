import type { Slice } from '../../../shared/domain/slice';
import type { TraceSearch } from '../../../shared/domain/traces';
import type { TempoSource } from '../sources/tempo';
import type { Endpoint } from './endpoint';
import { createSourceWatch, part, type SourceWatch, type WatchContext } from './source-watch';

export interface TempoWatch extends SourceWatch<TempoSource> {
  traces(): Slice<TraceSearch>;
  setActive(active: boolean): void;
}

export interface TempoWatchOptions {
  readonly service: string;
  readonly tracesMs: () => number;
  readonly healthMs: () => number;
  readonly latencyFloorMs: () => number;
  readonly onChange: () => void;
}

/** How far back "recent" reaches. */
const WINDOW_MS = 15 * 60_000;
const LIMIT = 50;

/** Tempo: is it ready, what is it, and the slowest recent traces of the service while somebody looks. */
export function createTempoWatch(
  endpoint: Endpoint<TempoSource>,
  context: WatchContext,
  options: TempoWatchOptions,
): TempoWatch {
  const { clock } = context;
  const { service } = options;
  let traces: TraceSearch | undefined;
  let active = false;

  const watch: SourceWatch<TempoSource> = createSourceWatch<TempoSource>(
    endpoint,
    [
      part({
        part: 'ready',
        intervalMs: options.healthMs,
        ask: (source, signal) => source.ready(signal),
        keep: () => undefined,
      }),
      part({
        part: 'traces',
        intervalMs: options.tracesMs,
        enabled: () => active,
        ask: async (source, signal) => {
          const endMs = watch.serverNow();
          const query = {
            service,
            floorMs: options.latencyFloorMs(),
            startMs: endMs - WINDOW_MS,
            endMs,
            limit: LIMIT,
          };
          const answer = await source.search(query, signal);
          if (!answer.ok) return answer;
          return {
            ok: true,
            value: { ...answer.value, value: { query, rows: answer.value.value } },
          };
        },
        keep: ({ query, rows }) => {
          traces = {
            at: clock.now(),
            service,
            floorMs: query.floorMs,
            startMs: query.startMs,
            endMs: query.endMs,
            traces: [...rows.traces].sort((a, b) => b.durationMs - a.durationMs),
          };
          return rows.dropped === 0
            ? undefined
            : { kind: 'wrong-shape', message: `${rows.dropped} traces unreadable` };
        },
      }),
      part({
        part: 'status',
        intervalMs: () => 5 * 60_000,
        ask: (source, signal) => source.buildInfo(signal),
        keep: (value) => {
          watch.setVersion(value.version);
          return undefined;
        },
      }),
    ],
    context,
    () => options.healthMs() * 3 + endpoint.timeoutMs,
    options.onChange,
  );

  return {
    ...watch,
    traces() {
      if (!active) return { freshness: { kind: 'off' } };
      const freshness = watch.freshness('traces');
      return traces === undefined ? { freshness } : { freshness, value: traces };
    },
    setActive(next) {
      if (next === active) return;
      active = next;
      if (!next) watch.forget('traces');
      else traces = undefined;
      watch.loop.poke(['traces']);
    },
  };
}
