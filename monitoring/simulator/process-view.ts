import type { GaugeKey, HistogramKey } from '../../shared/simulation/instruments';
import type { FinishedRequest } from '../../shared/simulation/request';
import type { InstanceReading } from '../../shared/simulation/telemetry';
import { rootSpanId, traceIdOf } from './ids';

export type UpReading = Extract<InstanceReading, { kind: 'up' }>;
/** A step's fill belongs to no single request: only these two histograms have exemplars. */
export type ExemplarKey = Exclude<HistogramKey, 'batchFill'>;

export interface Exemplar {
  readonly value: number;
  /** Epoch ms. */
  readonly atMs: number;
  readonly traceId: string;
  readonly spanId: string;
}

/** What one running process exports at a moment. */
export interface ProcessExport {
  readonly instance: string;
  /** Epoch ms of the process' start: its counters count from there. */
  readonly startedAtMs: number;
  readonly atMs: number;
  readonly histograms: UpReading['histograms'];
  readonly counters: UpReading['counters'];
  /** Only what was written in the window asked for. */
  readonly gauges: UpReading['gauges'];
  /** At most one a bucket, by the bucket's index. */
  readonly exemplars: Readonly<Record<ExemplarKey, ReadonlyMap<number, Exemplar>>>;
}

/**
 * Follows one process between exports. Several exporters read it, so reading changes nothing: each says since when it
 * wants gauges and exemplars, which leave with the export after they were written.
 */
export interface ProcessView {
  update(reading: InstanceReading, atMs: number): void;
  addExemplars(request: FinishedRequest, run: string, epochMs: number): void;
  /** Null while the process is down. */
  exportSince(gaugesSinceMs: number, exemplarsSinceMs: number): ProcessExport | null;
}

interface Recorded extends Exemplar {
  /** When it could first be exported: with its request's end, not with its own time. */
  readonly knownAtMs: number;
}

interface Life {
  readonly startedAtMs: number;
  readonly atMs: number;
  readonly reading: UpReading;
  readonly gauges: ReadonlyMap<GaugeKey, { readonly value: number; readonly atMs: number }>;
  readonly exemplars: Readonly<Record<ExemplarKey, Map<number, Recorded>>>;
}

const GAUGES: readonly GaugeKey[] = ['active', 'waiting', 'decodePrefillRatio', 'kvUsed', 'kvFree'];

export function createProcessView(bornAtMs: number): ProcessView {
  let life: Life | null = null;
  let lastSeenMs = bornAtMs;

  const begin = (reading: UpReading): Life => ({
    startedAtMs: lastSeenMs,
    atMs: lastSeenMs,
    reading,
    gauges: new Map(),
    exemplars: { ttft: new Map(), latency: new Map() },
  });

  return {
    update(reading, atMs) {
      if (reading.kind === 'down') {
        life = null;
      } else {
        const last = life !== null && isContinued(life.reading, reading) ? life : begin(reading);
        const gauges = new Map(last.gauges);
        for (const key of GAUGES) {
          const value = reading.gauges[key];
          if (value !== undefined) gauges.set(key, { value, atMs });
        }
        life = { ...last, atMs, reading, gauges };
      }
      lastSeenMs = atMs;
    },
    addExemplars(request, run, epochMs) {
      if (life === null) return;
      const traceId = traceIdOf(run, request.id);
      const add = (key: ExemplarKey, value: number, seconds: number, reading: UpReading) => {
        const { bounds } = reading.histograms[key];
        const found = bounds.findIndex((bound) => value <= bound);
        const bucket = found < 0 ? bounds.length : found;
        const atMs = epochMs + seconds * 1000;
        const before = life?.exemplars[key].get(bucket);
        // Requests end in another order than their first tokens came; Prometheus refuses exemplars that go back.
        if (before !== undefined && before.atMs >= atMs) return;
        life?.exemplars[key].set(bucket, {
          value,
          atMs,
          knownAtMs: lastSeenMs,
          traceId,
          spanId: rootSpanId(traceId),
        });
      };
      const { firstTokenAt, ttftMs, latencyMs, endedAt } = request;
      if (ttftMs !== undefined && firstTokenAt !== undefined) {
        add('ttft', ttftMs, firstTokenAt, life.reading);
      }
      if (latencyMs !== undefined) add('latency', latencyMs, endedAt, life.reading);
    },
    exportSince(gaugesSinceMs, exemplarsSinceMs) {
      if (life === null) return null;
      const { reading, startedAtMs, atMs, gauges, exemplars } = life;
      const fresh = [...gauges].filter(([, written]) => written.atMs > gaugesSinceMs);
      const since = (key: ExemplarKey) =>
        new Map([...exemplars[key]].filter(([, { knownAtMs }]) => knownAtMs > exemplarsSinceMs));
      return {
        instance: reading.instance,
        startedAtMs,
        atMs,
        histograms: reading.histograms,
        counters: reading.counters,
        gauges: Object.fromEntries(fresh.map(([key, { value }]) => [key, value])),
        exemplars: { ttft: since('ttft'), latency: since('latency') },
      };
    },
  };
}

/** A crash and a restart may both lie between two looks: then the counts have fallen. */
function isContinued(before: UpReading, after: UpReading): boolean {
  const tokens = ({ counters }: UpReading) => counters.decodeTokens + counters.prefillTokens;
  return after.ended >= before.ended && tokens(after) >= tokens(before);
}
