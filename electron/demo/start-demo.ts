import type { Labels } from '../../shared/domain/alerts';
import { seededRandom } from '../../shared/simulation/random';
import type { WatchedEnvironment } from '../engine/engine';
import { createAlertTable, type ScriptedAlert } from './alertmanager/alert-table';
import { alertmanagerApi } from './alertmanager/alertmanager-api';
import { createSilences } from './alertmanager/silences';
import type { FaultRule } from './http/faults';
import {
  type LoopbackServer,
  type RequestRecord,
  startLoopbackServer,
} from './http/loopback-server';
import { prometheusApi } from './prometheus/prometheus-api';
import { labelsOf } from './promql/labels';
import { createSampleStore } from './store/sample-store';
import { tempoApi } from './tempo/tempo-api';
import { createTraceStore } from './tempo/trace-store';
import { createWorld, type World } from './world';

export type DemoServer = 'prometheus' | 'alertmanager' | 'tempo';

export interface DemoOptions {
  /** Epoch ms. */
  readonly now: () => number;
  /**
   * `live`: the service is simulated and time goes by itself. `stepped`: simulated, and only `advance()` moves it.
   * `scripted`: no service at all; the servers answer with what the test feeds and scripts. `live` by default.
   */
  readonly mode?: 'live' | 'stepped' | 'scripted';
  readonly seed?: number;
  /** How many times as fast the scenario's twelve minutes pass; 1 by default. */
  readonly speed?: number;
  /** Simulated before the start, so that charts are drawn at once; 60 by default. */
  readonly historyMinutes?: number;
}

/** How tests make the servers misbehave; a fault without a path holds for the whole server. */
export interface Faults {
  /** Resolves when it is in force. `{ mode: 'ok' }` ends all faults of that server. */
  set(server: DemoServer, rule: FaultRule): Promise<void>;
  /** Ends all faults of all servers. */
  clear(): Promise<void>;
}

export interface DemoServers {
  readonly environment: WatchedEnvironment;
  readonly urls: Readonly<Record<DemoServer, string>>;
  readonly faults: Faults;
  /** The last requests a server got, faults or not, oldest first. */
  requests(server: DemoServer): readonly RequestRecord[];
  /** Does what is due by now; only needed where time does not go by itself. */
  advance(): void;
  /** Exactly these alerts are in Alertmanager from now on; `null` gives it back to the rules. Silences still count. */
  setAlerts(alerts: readonly ScriptedAlert[] | null): void;
  /** What fires goes on, and nothing else begins, until `setAlerts(null)`. */
  freezeAlerts(): void;
  /** Samples for scripted tests, ascending in time (epoch ms); `labels` hold `__name__`. */
  feed(labels: Labels, samples: readonly (readonly [time: number, value: number])[]): void;
  stop(): Promise<void>;
}

/** Six hours of samples at one every five seconds. */
const SAMPLES_KEPT = 6 * 720;
const KEPT_MS = 6 * 3_600_000;
const TRACES_KEPT = 8000;
const TICK_MS = 1000;

/** Starts the demo's Prometheus, Alertmanager and Tempo on free ports of 127.0.0.1. */
export async function startDemo(options: DemoOptions): Promise<DemoServers> {
  const { now, mode = 'live', seed = 1, speed = 1, historyMinutes = 60 } = options;
  const store = createSampleStore(SAMPLES_KEPT);
  const traces = createTraceStore(TRACES_KEPT);
  const alerts = createAlertTable();
  const startedAt = now();
  // before the world, whose alerts link to the server
  let prometheusUrl = 'http://127.0.0.1';
  const world: World | null =
    mode === 'scripted'
      ? null
      : createWorld({
          at: startedAt,
          seed,
          speed,
          historyMinutes,
          store,
          traces,
          alerts,
          prometheusUrl: () => prometheusUrl,
        });
  const prometheus = await startLoopbackServer(
    now,
    prometheusApi({ store, rules: world?.rules ?? null }, now),
  );
  prometheusUrl = prometheus.url;
  const silences = createSilences(createIds(seed));
  const alertmanager = await startLoopbackServer(
    now,
    alertmanagerApi({ alerts, silences, startedAt }, now),
  );
  const tempo = await startLoopbackServer(now, tempoApi(traces));
  const servers: Readonly<Record<DemoServer, LoopbackServer>> = { prometheus, alertmanager, tempo };

  const advance = () => {
    world?.advance(now());
    store.forgetBefore(now() - KEPT_MS);
  };
  const timer = mode === 'live' ? setInterval(advance, TICK_MS) : null;

  return {
    environment: environmentOf(servers),
    urls: { prometheus: prometheus.url, alertmanager: alertmanager.url, tempo: tempo.url },
    faults: {
      set: (server, rule) => servers[server].set(rule),
      async clear() {
        await Promise.all(Object.values(servers).map((server) => server.set({ mode: 'ok' })));
      },
    },
    requests: (server) => servers[server].requests,
    advance,
    setAlerts: (list) => alerts.script(list, now()),
    freezeAlerts: () => alerts.freeze(now()),
    feed(labels, samples) {
      const set = labelsOf(labels);
      for (const [time, value] of samples) store.append(set, time, value);
    },
    async stop() {
      if (timer) clearInterval(timer);
      await Promise.all(Object.values(servers).map((server) => server.stop()));
    },
  };
}

function environmentOf(servers: Readonly<Record<DemoServer, LoopbackServer>>): WatchedEnvironment {
  const endpoint = (server: DemoServer, name: string) => ({
    name,
    url: servers[server].url,
    auth: { kind: 'none' as const },
    headers: [],
    tls: { skipVerify: false },
    timeoutMs: 10_000,
  });
  return {
    id: 'demo',
    name: 'Demo',
    demo: true,
    prometheus: endpoint('prometheus', 'Prometheus'),
    alertmanagers: [endpoint('alertmanager', 'Alertmanager')],
    tempo: endpoint('tempo', 'Tempo'),
    traceService: 'transformers',
  };
}

/** UUIDs of version 4 from a seed. */
function createIds(seed: number): () => string {
  const random = seededRandom(seed + 77);
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(random.next() * 16).toString(16)).join('');
  return () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
