import type { AlertmanagerSource } from '../../electron/engine/sources/alertmanager';
import type { Outcome, WriteOutcome } from '../../electron/engine/sources/outcome';
import type { PrometheusSource } from '../../electron/engine/sources/prometheus';
import type { TempoSource } from '../../electron/engine/sources/tempo';
import type { Connections } from '../../electron/engine/watch/connections';
import type { Endpoint } from '../../electron/engine/watch/endpoint';
import type { Failure, SourceKind } from '../../shared/domain/sources';
import { err, ok } from '../../shared/result';
import type { AmAlert, AmSilence } from '../../shared/wire/alertmanager';
import type { RuleAlert, RuleAlerts } from '../../shared/wire/prometheus';

export const REFUSED: Failure = { kind: 'network', message: 'connect ECONNREFUSED' };

/** What a scripted Alertmanager answers; change the fields between polls. */
export interface FakePeer {
  alerts: readonly AmAlert[] | Failure;
  silences: readonly AmSilence[] | Failure;
  write: WriteOutcome<{ readonly id: string }>;
  /** Requests seen, oldest first. */
  readonly seen: string[];
  /** Requests in flight now, and the most there ever were. */
  inFlight: number;
  mostInFlight: number;
}

export interface FakePrometheus {
  rules: readonly RuleAlert[] | Failure;
  /** Alerting rules loaded. */
  alertingRules: number;
  /** Names of those that fail. */
  failingRules: readonly string[];
  /** How far its clock is ahead, ms; told with the rules. */
  skewMs: number;
  /** Answers instant queries; none by default. */
  query: PrometheusSource['query'];
  queryRange: PrometheusSource['queryRange'];
  readonly seen: string[];
}

export function fakePeer(): FakePeer {
  return {
    alerts: [],
    silences: [],
    write: { kind: 'done', value: { id: 'silence-1' } },
    seen: [],
    inFlight: 0,
    mostInFlight: 0,
  };
}

export function fakePrometheus(): FakePrometheus {
  return {
    rules: [],
    alertingRules: 7,
    failingRules: [],
    skewMs: 0,
    query: async () => answered({ kind: 'vector', samples: [], dropped: 0 }),
    queryRange: async () => answered([]),
    seen: [],
  };
}

export function answered<T>(value: T, skewMs?: number): Outcome<T> {
  const skew = skewMs === undefined ? {} : { skewMs };
  return ok({ value, latencyMs: 3, bytes: 100, ...skew });
}

/** Connections to scripted servers, without HTTP. */
export function fakeConnections(
  peers: readonly FakePeer[],
  prometheus: FakePrometheus = fakePrometheus(),
): Connections {
  return {
    prometheus: endpoint('prometheus', 'prometheus', prometheusSource(prometheus)),
    alertmanagers: peers.map((peer, index) =>
      endpoint(`alertmanager:${index}`, 'alertmanager', alertmanagerSource(peer)),
    ),
  };
}

export function fakeTempo(source: TempoSource): Endpoint<TempoSource> {
  return endpoint('tempo', 'tempo', source);
}

function endpoint<S>(id: string, kind: SourceKind, source: S): Endpoint<S> {
  return {
    id,
    kind,
    name: id,
    insecure: false,
    timeoutMs: 10_000,
    open: async () => ok(source),
    reset: () => {},
    close: () => {},
  };
}

function list<T>(value: readonly T[] | Failure): Outcome<{ items: readonly T[]; dropped: number }> {
  return isFailure(value) ? err(value) : answered({ items: value, dropped: 0 });
}

function isFailure<T>(value: readonly T[] | Failure): value is Failure {
  return !Array.isArray(value);
}

function alertmanagerSource(peer: FakePeer): AlertmanagerSource {
  async function request<T>(name: string, answer: () => T): Promise<T> {
    peer.seen.push(name);
    peer.inFlight += 1;
    peer.mostInFlight = Math.max(peer.mostInFlight, peer.inFlight);
    await Promise.resolve();
    peer.inFlight -= 1;
    return answer();
  }
  return {
    status: () =>
      request('status', () => answered({ version: '0.33.1', clusterStatus: 'ready', peers: 1 })),
    alerts: () => request('alerts', () => list(peer.alerts)),
    silences: () => request('silences', () => list(peer.silences)),
    createSilence: () => request('create', () => peer.write),
    expireSilence: () =>
      request('expire', () =>
        peer.write.kind === 'done' ? { kind: 'done', value: null } : peer.write,
      ),
  };
}

function firstFailing([rule]: readonly string[]): Pick<RuleAlerts, 'firstFailing'> {
  return rule === undefined ? {} : { firstFailing: { rule, message: 'many-to-many matching' } };
}

function prometheusSource(prometheus: FakePrometheus): PrometheusSource {
  return {
    buildInfo: async () => answered({ version: '3.5.3' }),
    rules: async () => {
      prometheus.seen.push('rules');
      const { rules } = prometheus;
      return isFailure(rules)
        ? err(rules)
        : answered(
            {
              alerts: rules,
              alertingRules: prometheus.alertingRules,
              failingRules: prometheus.failingRules.length,
              ...firstFailing(prometheus.failingRules),
              dropped: 0,
            },
            prometheus.skewMs,
          );
    },
    query: (promql, atMs, signal) => {
      prometheus.seen.push(promql);
      return prometheus.query(promql, atMs, signal);
    },
    queryRange: (promql, startMs, endMs, stepMs, signal) => {
      prometheus.seen.push(promql);
      return prometheus.queryRange(promql, startMs, endMs, stepMs, signal);
    },
  };
}
