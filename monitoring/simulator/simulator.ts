import { randomUUID } from 'node:crypto';
import type { ScenarioName } from '../../shared/simulation/scenarios';
import { createService } from '../../shared/simulation/service';
import {
  type Control,
  type ControlChange,
  type ControlState,
  type Course,
  changeCourse,
  passedSeconds,
  scenarioOf,
} from './control';
import { controlState } from './control-state';
import { createExporter, type Exporter } from './exporter';
import { otlpMetrics } from './otlp-metrics';
import { otlpTraces } from './otlp-traces';
import { createProcessView, type ProcessExport } from './process-view';
import { spansOf } from './request-spans';
import { type SimulatorServer, startServer } from './server';
import { createSpanCounter } from './span-metrics';
import { createSpanQueue } from './span-queue';

export interface SimulatorOptions {
  /** 0: a free one. */
  readonly port: number;
  /** Address to listen on; loopback by default. */
  readonly host?: string;
  readonly scenario?: ScenarioName;
  readonly instances?: number;
  readonly speed?: number;
  readonly load?: number;
  readonly seed?: number;
  /** Of OTLP exports; 5 by default. */
  readonly intervalSeconds?: number;
  /** Whole URLs: Prometheus' `…/api/v1/otlp/v1/metrics`, a trace receiver's `…/v1/traces`. */
  readonly otlpMetrics?: string;
  readonly otlpTraces?: string;
  readonly say?: (line: string) => void;
  /** Epoch ms. */
  readonly now?: () => number;
}

export interface Simulator {
  readonly url: string;
  readonly port: number;
  state(): ControlState;
  control(change: ControlChange): ControlState;
  stop(): Promise<void>;
}

const TICK_MS = 500;
/** After a longer gap (the machine slept) time is not made up for. */
const GAP_MS = 60_000;
/** A scrape shows gauges written so shortly before; it must not take them from the next scrape, so there is no reset. */
const GAUGE_MS = 5000;
const DEFAULT_CONTROL: Control = { scenario: 'steady', speed: 1, load: 1 };

/** Starts the simulated service in real time, with its scrape endpoint, its control and its OTLP exports. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { now = Date.now, instances = 3, say = () => {}, intervalSeconds = 5 } = options;
  const run = randomUUID();
  let epochMs = now();
  let course: Course = {
    control: {
      scenario: options.scenario ?? DEFAULT_CONTROL.scenario,
      speed: options.speed ?? DEFAULT_CONTROL.speed,
      load: options.load ?? DEFAULT_CONTROL.load,
    },
    at: 0,
    seconds: 0,
  };
  const service = createService(scenarioOf(course, instances), options.seed ?? 1);
  const views = new Map(
    service.instances.map(({ instance }) => [instance, createProcessView(epochMs)]),
  );
  const spans = createSpanQueue();
  const spanCounter = createSpanCounter();
  let lastMs = epochMs;

  const seconds = () => (lastMs - epochMs) / 1000;

  const advance = () => {
    const atMs = now();
    if (atMs <= lastMs) return;
    if (atMs - lastMs > GAP_MS) epochMs += atMs - lastMs - TICK_MS;
    lastMs = atMs;
    service.advanceTo(seconds());
    for (const reading of service.collect()) views.get(reading.instance)?.update(reading, atMs);
    for (const request of service.takeFinished()) {
      if (request.lost === true) continue;
      views.get(request.instance)?.addExemplars(request, run, epochMs);
      const own = spansOf(request, run, epochMs);
      spanCounter.count(own);
      if (options.otlpTraces !== undefined) spans.add(request.instance, own);
    }
  };

  const running = (gaugesSinceMs: number, exemplarsSinceMs: number): readonly ProcessExport[] =>
    [...views.values()]
      .map((view) => view.exportSince(gaugesSinceMs, exemplarsSinceMs))
      .filter((process) => process !== null);

  let exportedMs = 0;
  const takeMetrics = () => {
    const processes = running(exportedMs, exportedMs);
    exportedMs = lastMs;
    return processes.length === 0 ? null : otlpMetrics(processes);
  };
  const takeTraces = () => {
    const batch = spans.take();
    return batch === null ? null : otlpTraces(batch);
  };
  const exporter = (url: string | undefined, take: () => unknown): Exporter | null =>
    url === undefined ? null : createExporter(take, { url, say });
  const metrics = exporter(options.otlpMetrics, takeMetrics);
  const traces = exporter(options.otlpTraces, takeTraces);

  const state = (): ControlState =>
    controlState({
      control: course.control,
      seconds: passedSeconds(course, seconds()),
      instances: service.instances,
      isUp: (instance) => views.get(instance)?.exportSince(lastMs, lastMs) !== null,
      metrics: metrics?.state ?? null,
      traces: traces === null ? null : { ...traces.state, dropped: spans.dropped },
    });

  const control = (change: ControlChange): ControlState => {
    advance();
    course = changeCourse(course, change, seconds());
    service.setScenario(scenarioOf(course, instances));
    return state();
  };

  const server: SimulatorServer = await startServer(
    {
      metrics: () => {
        advance();
        return running(lastMs - GAUGE_MS, 0);
      },
      spanMetrics: () => {
        advance();
        return spanCounter.read();
      },
      state: () => {
        advance();
        return state();
      },
      control,
    },
    options.port,
    options.host ?? '127.0.0.1',
  );

  const tick = setInterval(advance, TICK_MS);
  const exporting = setInterval(() => {
    advance();
    metrics?.exportNow();
    traces?.exportNow();
  }, intervalSeconds * 1000);

  return {
    url: server.url,
    port: server.port,
    state: () => {
      advance();
      return state();
    },
    control,
    async stop() {
      clearInterval(tick);
      clearInterval(exporting);
      await Promise.all([server.stop(), metrics?.stop(), traces?.stop()]);
    },
  };
}
