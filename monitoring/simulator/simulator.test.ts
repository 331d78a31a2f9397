import { afterEach, describe, expect, it } from 'vitest';
import { pollUntil } from '../../e2e/support/poll-until';
import type { GaugeKey } from '../../shared/simulation/instruments';
import type { FinishedRequest } from '../../shared/simulation/request';
import { type ScenarioName, scenarioNamed } from '../../shared/simulation/scenarios';
import { createService } from '../../shared/simulation/service';
import type { OtlpMetric, OtlpMetricsRequest } from './otlp-metrics';
import type { OtlpTracesRequest } from './otlp-traces';
import { type Simulator, startSimulator } from './simulator';
import { type Receiver, startReceiver } from './test-support/receiver';

const START_MS = 1_795_000_000_123;
const SEED = 5;
/** Longer than any export takes, also on a busy machine. */
const PATIENCE_MS = 20_000;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface World {
  readonly simulator: Simulator;
  readonly metrics: Receiver;
  readonly traces: Receiver;
  /** Moves its clock and waits until the export of that moment has arrived. */
  exportAt(seconds: number): Promise<OtlpMetricsRequest>;
  /** Waits until the traces of so many requests have arrived, in however many exports. */
  tracesOf(requests: number): Promise<readonly OtlpTracesRequest[]>;
}

async function world(scenario: ScenarioName): Promise<World> {
  const metrics = await startReceiver();
  const traces = await startReceiver();
  let clock = START_MS;
  const simulator = await startSimulator({
    port: 0,
    scenario,
    instances: 2,
    seed: SEED,
    intervalSeconds: 0.02,
    otlpMetrics: metrics.url,
    otlpTraces: traces.url,
    now: () => clock,
  });
  open.push({ close: () => simulator.stop() }, metrics, traces);
  return {
    simulator,
    metrics,
    traces,
    async exportAt(seconds) {
      clock = START_MS + seconds * 1000;
      return pollUntil(
        `the export of second ${seconds}`,
        async () => metrics.bodies.map(asMetrics).find((body) => timeOf(body) === nanos(clock)),
        PATIENCE_MS,
        5,
      );
    },
    tracesOf: (requests) =>
      pollUntil(
        `the traces of ${requests} requests`,
        async () => {
          const bodies = traces.bodies.map(asTraces);
          return traceIdsIn(bodies).size < requests ? undefined : bodies;
        },
        PATIENCE_MS,
        5,
      ),
  };
}

// What these receivers get was built from the same types; the tests compare every field they read.
const asMetrics = (body: unknown) => body as OtlpMetricsRequest;
const asTraces = (body: unknown) => body as OtlpTracesRequest;

function traceIdsIn(bodies: readonly OtlpTracesRequest[]): ReadonlySet<string> {
  return new Set(
    bodies
      .flatMap(({ resourceSpans }) => resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
      .map(({ traceId }) => traceId),
  );
}

function nanos(ms: number): string {
  return `${BigInt(Math.round(ms))}000000`;
}

function timeOf(body: OtlpMetricsRequest): string | undefined {
  const [metric] = body.resourceMetrics[0]?.scopeMetrics[0]?.metrics ?? [];
  return metric?.histogram?.dataPoints[0]?.timeUnixNano;
}

function metricsOf(body: OtlpMetricsRequest, instance: string): ReadonlyMap<string, OtlpMetric> {
  const own = body.resourceMetrics.find(({ resource }) =>
    resource.attributes.some(
      ({ key, value }) =>
        key === 'service.instance.id' && 'stringValue' in value && value.stringValue === instance,
    ),
  );
  return new Map(own?.scopeMetrics[0]?.metrics.map((metric) => [metric.name, metric]));
}

/** What the same simulation says, run by itself. */
function expected(scenario: ScenarioName, exportsAt: readonly number[]) {
  const service = createService(scenarioNamed(scenario, 2), SEED);
  const finished: FinishedRequest[] = [];
  const readings = exportsAt.map((seconds) => {
    service.advanceTo(seconds);
    finished.push(...service.takeFinished());
    return service.collect();
  });
  return { readings: readings.at(-1) ?? [], finished };
}

const GAUGES: readonly (readonly [GaugeKey, string, string])[] = [
  ['active', 'active_requests_count', 'requests'],
  ['waiting', 'waiting_requests_count', 'requests'],
  ['decodePrefillRatio', 'decode_prefill_ratio', 'ratio'],
  ['kvUsed', 'kv_cache_memory_bytes', 'bytes'],
  ['kvFree', 'kv_cache_free_memory_bytes', 'bytes'],
];
const COUNTERS = [
  ['prefillTokens', 'prefill_tokens_processed'],
  ['decodeTokens', 'decode_tokens_processed'],
] as const;
const HISTOGRAMS = [
  ['ttft', 'ttft_milliseconds', 'ms', 14],
  ['latency', 'request_latency_milliseconds', 'ms', 11],
  ['batchFill', 'batch_fill_percentage', 'percent', 13],
] as const;

function numberIn(point: object | undefined): number {
  if (point && 'asInt' in point) return Number(point.asInt);
  return point && 'asDouble' in point ? Number(point.asDouble) : Number.NaN;
}

describe('metrics over OTLP', () => {
  it('are the ten instruments of each process, field by field what the simulation says', async () => {
    const { exportAt } = await world('steady');
    const body = await exportAt(20);
    const { readings, finished } = expected('steady', [20]);
    expect(body.resourceMetrics).toHaveLength(2);
    for (const { resource, scopeMetrics } of body.resourceMetrics) {
      expect(resource.attributes[0]).toEqual({
        key: 'service.name',
        value: { stringValue: 'transformers' },
      });
      expect(scopeMetrics.map(({ scope }) => scope.name)).toEqual([
        'transformers.generation.continuous_batch_processor',
      ]);
    }
    const times = { startTimeUnixNano: nanos(START_MS), timeUnixNano: nanos(START_MS + 20_000) };
    for (const reading of readings) {
      if (reading.kind !== 'up') throw new Error('all are up');
      const sent = metricsOf(body, reading.instance);
      expect([...sent.keys()]).toHaveLength(10);
      for (const [key, name, unit, bounds] of HISTOGRAMS) {
        const metric = sent.get(name);
        const { cumulative, sum, bounds: own } = reading.histograms[key];
        expect(metric?.unit).toBe(unit);
        expect(metric?.histogram?.aggregationTemporality).toBe(2);
        const [point] = metric?.histogram?.dataPoints ?? [];
        expect(point).toMatchObject({ ...times, sum, explicitBounds: own, attributes: [] });
        expect(point?.explicitBounds).toHaveLength(bounds);
        expect(point?.count).toBe(String(cumulative.at(-1)));
        let below = 0;
        expect(point?.bucketCounts.map((count) => (below += Number(count)))).toEqual(cumulative);
      }
      for (const [key, name] of COUNTERS) {
        const metric = sent.get(name);
        expect(metric?.unit).toBe('tokens');
        expect(metric?.sum).toEqual({
          aggregationTemporality: 2,
          isMonotonic: true,
          dataPoints: [{ ...times, attributes: [], asInt: String(reading.counters[key]) }],
        });
      }
      for (const [key, name, unit] of GAUGES) {
        const metric = sent.get(name);
        expect(metric?.unit).toBe(unit);
        expect(metric?.gauge?.dataPoints).toHaveLength(1);
        const [point] = metric?.gauge?.dataPoints ?? [];
        expect(point).toMatchObject({ timeUnixNano: times.timeUnixNano, attributes: [] });
        expect(numberIn(point)).toBe(reading.gauges[key]);
      }
      expectExemplars(sent, finished, reading.instance);
    }
  });

  it('leave out gauges of a process that did nothing since the export before', async () => {
    const { exportAt } = await world('idle');
    const busy = await exportAt(25);
    await exportAt(80);
    const idle = await exportAt(100);
    const names = (body: OtlpMetricsRequest) => [...metricsOf(body, 'gpu-a-0:8000').keys()];
    expect(names(busy)).toHaveLength(10);
    expect(names(idle).sort()).toEqual([...HISTOGRAMS, ...COUNTERS].map(([, name]) => name).sort());
  });

  it('leave out a process that is down, and start its counts anew when it is back', async () => {
    const { exportAt } = await world('crash');
    const before = await exportAt(55);
    const down = await exportAt(80);
    const after = await exportAt(110);
    const counter = (body: OtlpMetricsRequest) =>
      metricsOf(body, 'gpu-a-0:8000').get('decode_tokens_processed')?.sum?.dataPoints[0];
    expect(counter(down)).toBeUndefined();
    expect(numberIn(counter(after))).toBeLessThan(numberIn(counter(before)));
    expect(counter(before)?.startTimeUnixNano).toBe(nanos(START_MS));
    expect(counter(after)?.startTimeUnixNano).toBe(nanos(START_MS + 80_000));
    expect(metricsOf(down, 'gpu-a-1:8000').size).toBe(10);
  });
});

function expectExemplars(
  sent: ReadonlyMap<string, OtlpMetric>,
  finished: readonly FinishedRequest[],
  instance: string,
): void {
  const own = finished.filter((request) => request.instance === instance);
  const [ttft] = sent.get('ttft_milliseconds')?.histogram?.dataPoints ?? [];
  const [latency] = sent.get('request_latency_milliseconds')?.histogram?.dataPoints ?? [];
  expect(ttft?.exemplars.length).toBeGreaterThan(0);
  const recorded = own.map(({ ttftMs, latencyMs }) => [ttftMs, latencyMs]);
  for (const exemplar of ttft?.exemplars ?? []) {
    expect(exemplar.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(recorded.map(([ms]) => ms)).toContain(exemplar.asDouble);
  }
  for (const { asDouble } of latency?.exemplars ?? []) {
    expect(recorded.map(([, ms]) => ms)).toContain(asDouble);
  }
  expect(sent.get('batch_fill_percentage')?.histogram?.dataPoints[0]?.exemplars).toEqual([]);
}

describe('traces over OTLP', () => {
  it('tell the phases of every request, and count failures by spans that return normally', async () => {
    const { exportAt, tracesOf, metrics } = await world('errors');
    await exportAt(50);
    const { finished } = expected('errors', [50]);
    const exported = await tracesOf(finished.length);
    const resources = exported.flatMap(({ resourceSpans }) => resourceSpans);
    const spans = resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    const byTrace = new Map<string, typeof spans>();
    for (const span of spans) {
      byTrace.set(span.traceId, [...(byTrace.get(span.traceId) ?? []), span]);
    }
    expect(byTrace.size).toBe(finished.length);
    const failed = finished.filter(({ state }) => state === 'FAILED');
    expect(failed.length).toBeGreaterThan(10);
    const named = (name: string) => spans.filter((span) => span.name === name);
    expect(named('record_request_completion')).toHaveLength(finished.length);
    expect(named('_handle_request_error')).toHaveLength(failed.length);
    for (const span of [...named('record_request_completion'), ...named('_handle_request_error')]) {
      expect(span.status).toEqual({});
    }
    expect(named('generate_batch').filter(({ status }) => status.code === 2)).toHaveLength(
      failed.length,
    );
    for (const own of byTrace.values()) {
      const root = own.find(({ parentSpanId }) => parentSpanId === undefined);
      expect(root?.name).toBe('generate_batch');
      const phases = own.filter(({ name }) => ['queue_wait', 'prefill', 'decode'].includes(name));
      expect(phases.map(({ parentSpanId }) => parentSpanId)).toEqual(
        phases.map(() => root?.spanId),
      );
      expect(phases[0]?.startTimeUnixNano).toBe(root?.startTimeUnixNano);
      for (const [index, phase] of phases.entries()) {
        const next = phases[index + 1];
        if (next) expect(next.startTimeUnixNano).toBe(phase.endTimeUnixNano);
        expect(BigInt(phase.endTimeUnixNano) >= BigInt(phase.startTimeUnixNano)).toBe(true);
      }
    }
    const exemplars = metrics.bodies
      .flatMap((body) => asMetrics(body).resourceMetrics)
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
      .flatMap(({ histogram }) => histogram?.dataPoints[0]?.exemplars ?? []);
    for (const { traceId } of exemplars) expect(byTrace.has(traceId)).toBe(true);
  });
});
