import type { Alert } from '../../../shared/domain/alerts';
import type { ChartSeries, InstancePanel, KvTrend } from '../../../shared/domain/metrics';
import type { Silence } from '../../../shared/domain/silences';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import type { Failure } from '../../../shared/domain/sources';
import { NOTHING_SEEN, WATCHING } from '../../../shared/domain/watching';
import type { Bootstrap } from '../../../shared/ipc/api';
import { defaultSettings, suggestedEnvironment } from '../../../shared/settings/settings';
import {
  ABSENT,
  alert,
  failing,
  GATEWAY,
  GIB,
  histogram,
  instance,
  MINUTE,
  NAN,
  panelSnapshot,
  RANGE_POINTS,
  REFUSED,
  rangeSnapshot,
  silence,
  source,
} from './parts';
import { ramp, seeded, walk } from './walks';

/** What the fake main process answers at the start, for each designed state of the window. */
export type ScenarioName = keyof typeof SCENARIOS;

export function scenario(name: ScenarioName, now: number): Bootstrap {
  return SCENARIOS[name](now);
}

export function scenarioNames(): readonly ScenarioName[] {
  return Object.keys(SCENARIOS).filter((name): name is ScenarioName => name in SCENARIOS);
}

const SCENARIOS = {
  normal: (now: number) => bootstrap(now, environment(now)),
  quiet: (now: number) =>
    bootstrap(now, environment(now, { alerts: {}, silences: {} }), { tray: 'ok' }),
  demo: (now: number) =>
    bootstrap(now, environment(now, { demo: true, name: 'Demo' }), { demo: true }),
  loading: (now: number) => bootstrap(now, loading(now)),
  detecting: (now: number) =>
    bootstrap(now, { ...loading(now), alertsFreshness: { kind: 'fresh', at: now - 4000 } }),
  'no-profile': (now: number) =>
    bootstrap(now, {
      ...loading(now),
      ...pick(environment(now), ['sources', 'alerts', 'alertsFreshness', 'rulesFreshness']),
      profile: { kind: 'none' },
    }),
  stale: (now: number) => bootstrap(now, stale(now), { tray: 'unknown' }),
  failed: (now: number) => bootstrap(now, failed(now), { tray: 'unknown' }),
  'watcher-gone': (now: number) => ({
    ...bootstrap(now, environment(now)),
    watching: { kind: 'gone' as const, since: now - 6 * MINUTE },
  }),
  'watcher-restarting': (now: number) => ({
    ...bootstrap(now, environment(now)),
    watching: { kind: 'restarting' as const, since: now - 31_000 },
  }),
  idle: (now: number) => bootstrap(now, idle(now)),
  zero: (now: number) => bootstrap(now, zero(now)),
  notices: (now: number) => bootstrap(now, notices(now)),
  native: (now: number) => bootstrap(now, native(now)),
  'last-bucket': (now: number) => bootstrap(now, lastBucket(now)),
  many: (now: number) => bootstrap(now, many(now)),
  hostile: (now: number) => bootstrap(now, hostile(now)),
  'rules-failing': (now: number) =>
    bootstrap(
      now,
      environment(now, {
        rulesFreshness: { kind: 'failed', since: now - 9 * MINUTE, failure: GATEWAY },
      }),
      { tray: 'unknown' },
    ),
  'no-rules': (now: number) =>
    bootstrap(now, brokenRules(now, { kind: 'no-rules', message: '' }), { tray: 'ok' }),
  'rules-broken': (now: number) =>
    bootstrap(
      now,
      brokenRules(now, {
        kind: 'rules-failing',
        message: 'HighMemoryUsage (2/7): found duplicate series for the match group',
      }),
      { tray: 'unknown' },
    ),
  'nothing-seen': (now: number) => ({
    ...bootstrap(now, environment(now)),
    snapshot: NOTHING_SEEN,
    watching: { kind: 'gone' as const, since: now - 6 * MINUTE },
  }),
  'wrong-clock': (now: number) =>
    bootstrap(
      now,
      environment(now, {
        sources: [
          source(now, 'prometheus', { clockSkewMs: 3_660_000 }),
          source(now, 'alertmanager', { clockSkewMs: 3_659_000 }),
        ],
      }),
    ),
  'no-environment': (now: number) => ({
    ...bootstrap(now, environment(now)),
    snapshot: { ...bootstrap(now, environment(now)).snapshot, environments: [], selected: '' },
  }),
  'broken-settings': (now: number) => {
    const base = bootstrap(now, environment(now, { demo: true, name: 'Demo' }), { demo: true });
    return {
      ...base,
      info: {
        ...base.info,
        settingsProblem: {
          message: 'polling.alertsSeconds: Invalid value: Expected >=1 but received 0',
          keptAs: '/home/ops/.config/batchwatch/settings.broken-2026-11-22.json',
        },
      },
    };
  },
  paused: (now: number) => {
    const base = bootstrap(now, environment(now), { tray: 'paused' });
    return {
      ...base,
      snapshot: {
        ...base.snapshot,
        tray: { ...base.snapshot.tray, pausedUntil: now + 48 * MINUTE },
      },
    };
  },
} as const satisfies Record<string, (now: number) => Bootstrap>;

function brokenRules(now: number, failure: Failure): EnvironmentState {
  return environment(now, {
    alerts: {},
    rulesFreshness: { kind: 'stale', at: now - 4000, since: now - 9 * MINUTE, failure },
  });
}

const FILLING: KvTrend = { kind: 'filling', fullInSeconds: 260 };
const STEADY: KvTrend = { kind: 'steady' };

function instances(): readonly InstancePanel[] {
  return [
    instance('gpu-a-0:8000', 8.7, FILLING),
    instance('gpu-a-1:8000', 6.1, STEADY),
    instance('gpu-a-2:8000', 3.2, { kind: 'falling' }),
    instance('gpu-a-3:8000', 2.4, STEADY),
  ];
}

function kvSeries(): readonly ChartSeries[] {
  const random = seeded(11);
  const n = RANGE_POINTS;
  const bytes = (points: readonly number[]) => points.map((gib) => gib * GIB);
  return [
    { name: 'gpu-a-0:8000', points: bytes(ramp(random, n, 7.8, 8.7)) },
    { name: 'gpu-a-1:8000', points: bytes(walk(random, n, 5, 6.6, 6.1)) },
    { name: 'gpu-a-2:8000', points: bytes(ramp(random, n, 4.4, 3.2)) },
    { name: 'gpu-a-3:8000', points: bytes(walk(random, n, 2, 3, 2.4)) },
  ];
}

function alerts(now: number): readonly Alert[] {
  const suppressed = Array.from({ length: 12 }, (_, index) =>
    alert(now, {
      name: 'MediumMemoryUsage',
      state: 'suppressed',
      labels: { instance: `gpu-a-${index % 4}:8000` },
      id: `medium-${index}`,
      inhibitedBy: ['HighMemoryUsage-gpu-a-0:8000'],
      silencedBy: index === 0 ? ['8e3c2618'] : [],
    }),
  );
  return [
    alert(now, {
      name: 'HighMemoryUsage',
      severity: 'critical',
      annotations: { summary: 'KV cache 8.7 GiB, over the 8 GiB threshold for 6 min' },
    }),
    alert(now, {
      name: 'HighRequestLatency',
      startsAt: now - 4 * MINUTE,
      annotations: { summary: 'p95 latency 6.2 s, over 5 s' },
    }),
    alert(now, {
      name: 'HighTTFT',
      startsAt: now - 3 * MINUTE,
      labels: { instance: 'gpu-a-1:8000' },
      annotations: { summary: 'p95 time to first token 1.06 s' },
    }),
    alert(now, {
      name: 'NoActiveRequests',
      severity: 'info',
      startsAt: now - 11 * MINUTE,
      labels: { instance: 'gpu-a-3:8000' },
      annotations: { summary: 'No active requests for 10 min' },
    }),
    alert(now, {
      name: 'WatchdogOfTheRules',
      severity: 'none',
      startsAt: now - 26 * 60 * MINUTE,
      annotations: {},
    }),
    alert(now, {
      name: 'LowBatchFillRate',
      state: 'pending',
      startsAt: now - 190_000,
      forSeconds: 300,
      labels: { instance: 'gpu-a-2:8000' },
      annotations: { summary: 'Median batch below 50 %' },
      id: 'pending:low',
    }),
    ...suppressed,
  ];
}

function keyed<T extends { readonly id: string }>(items: readonly T[]): Record<string, T> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

function silences(now: number): readonly Silence[] {
  return [
    silence(now, { id: '8e3c2618' }),
    silence(now, {
      id: 'f0b1c2d3',
      state: 'pending',
      startsAt: now + 120 * MINUTE,
      endsAt: now + 240 * MINUTE,
      comment: 'driver update on gpu-a-2 and -3',
      createdBy: 'on-call',
      matchers: [
        { name: 'alertname', value: 'HighTTFT', isRegex: false, isEqual: true },
        { name: 'instance', value: 'gpu-a-[23]:8000', isRegex: true, isEqual: true },
      ],
    }),
    silence(now, {
      id: '11aa22bb',
      state: 'expired',
      startsAt: now - 300 * MINUTE,
      endsAt: now - 120 * MINUTE,
      comment: 'load test',
    }),
  ];
}

function environment(now: number, change: Partial<EnvironmentState> = {}): EnvironmentState {
  const fresh = { kind: 'fresh', at: now - 4000 } as const;
  return {
    id: 'prod',
    name: 'prod · gpu-a',
    demo: false,
    sources: [
      source(now, 'prometheus'),
      source(now, 'alertmanager'),
      source(now, 'tempo', {
        state: 'stale',
        since: now - 48_000,
        lastGoodAt: now - 63_000,
        failing: [
          failing(now, 'traces', { kind: 'timeout', message: 'no answer within 10 s' }, 48_000),
        ],
      }),
    ],
    profile: { kind: 'found', profile: 'transformers', jobs: ['transformers'] },
    alerts: keyed(alerts(now)),
    alertsFreshness: fresh,
    rulesFreshness: fresh,
    silences: keyed(silences(now)),
    silencesFreshness: fresh,
    panels: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: panelSnapshot(now, instances()),
    },
    ranges: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: rangeSnapshot(now, kvSeries()),
    },
    traces: {
      freshness: { kind: 'fresh', at: now - 9000 },
      value: {
        at: now - 9000,
        service: 'transformers',
        floorMs: 6200,
        startMs: now - 15 * MINUTE,
        endMs: now,
        traces: Array.from({ length: 9 }, (_, index) => ({
          traceId: `4bf92f3577b34da6a3ce929d0e0e47${(16 + index).toString(16)}`,
          rootService: 'transformers',
          rootName: index % 3 === 0 ? 'POST /v1/chat/completions' : 'ContinuousBatching.generate',
          startMs: now - (index + 1) * 71_000,
          durationMs: 11_400 - index * 530,
          error: index === 2,
          spanCount: 14 + index,
        })),
      },
    },
    ...change,
  };
}

function loading(now: number): EnvironmentState {
  const never = { state: 'never', since: now - 900, latencyMs: undefined } as const;
  const { latencyMs: _latency, ...state } = never;
  return {
    id: 'prod',
    name: 'prod · gpu-a',
    demo: false,
    sources: (['prometheus', 'alertmanager', 'tempo'] as const).map((kind) => {
      const { lastGoodAt: _a, latencyMs: _b, version: _c, ...rest } = source(now, kind);
      return { ...rest, ...state };
    }),
    profile: { kind: 'detecting' },
    alerts: {},
    alertsFreshness: { kind: 'loading' },
    rulesFreshness: { kind: 'loading' },
    silences: {},
    silencesFreshness: { kind: 'loading' },
    panels: { freshness: { kind: 'loading' } },
    ranges: { freshness: { kind: 'loading' } },
    traces: { freshness: { kind: 'loading' } },
  };
}

function stale(now: number): EnvironmentState {
  const base = environment(now);
  const at = now - 7 * MINUTE;
  const broken = { kind: 'stale', at, since: at + 5000, failure: REFUSED } as const;
  const busy = { kind: 'stale', at, since: at + 5000, failure: GATEWAY } as const;
  return {
    ...base,
    sources: [
      source(now, 'prometheus', {
        state: 'unreachable',
        since: at + 5000,
        lastGoodAt: at,
        failing: [
          failing(now, 'panels', REFUSED, 7 * MINUTE),
          failing(now, 'ranges', REFUSED, 7 * MINUTE),
        ],
      }),
      source(now, 'alertmanager', {
        state: 'stale',
        since: at + 5000,
        lastGoodAt: at,
        failing: [failing(now, 'alerts', GATEWAY, 7 * MINUTE)],
        insecure: true,
      }),
      source(now, 'tempo', { state: 'unauthorized', since: at }),
    ],
    alerts: keyed(alerts(now).map((item) => ({ ...item, stale: true }))),
    alertsFreshness: busy,
    rulesFreshness: broken,
    silencesFreshness: busy,
    panels: { ...base.panels, freshness: broken },
    ranges: {
      freshness: broken,
      value: rangeSnapshot(at, kvSeries()),
    },
  };
}

function failed(now: number): EnvironmentState {
  const broken = { kind: 'failed', since: now - 3 * MINUTE, failure: REFUSED } as const;
  const base = loading(now);
  return {
    ...base,
    sources: base.sources.map((item) => ({
      ...item,
      state: item.kind === 'tempo' ? ('invalid' as const) : ('unreachable' as const),
      since: now - 3 * MINUTE,
    })),
    alertsFreshness: broken,
    rulesFreshness: broken,
    silencesFreshness: broken,
    panels: { freshness: broken },
    ranges: { freshness: broken },
    traces: { freshness: broken },
  };
}

/** No requests: transformers stops reporting its gauges, and every quantile is NaN. */
function idle(now: number): EnvironmentState {
  const empty = (series: readonly ChartSeries[], from: number, missing: null | number) =>
    series.map((line) => ({
      ...line,
      points: line.points.map((point, index) => (index < from ? point : missing)),
    }));
  const ranges = rangeSnapshot(now, empty(kvSeries(), 150, null));
  const of = (key: 'ttft' | 'latency') => ({
    ...ranges.charts[key].value,
    series: empty(ranges.charts[key].value?.series ?? [], 150, Number.NaN),
  });
  return environment(now, {
    alerts: {},
    panels: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: panelSnapshot(
        now,
        instances().map((item) => ({
          ...item,
          kvUsedBytes: item.instance.startsWith('gpu-a-3') ? NAN : ABSENT,
          kvFreeBytes: ABSENT,
          active: ABSENT,
          waiting: ABSENT,
          kvTrend: { kind: 'unknown' },
        })),
        {
          active: ABSENT,
          waiting: ABSENT,
          batchFillP50: NAN,
          decodePrefillRatio: ABSENT,
          ttft: histogram([]),
        },
      ),
    },
    ranges: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: {
        ...ranges,
        charts: {
          ...ranges.charts,
          ttft: { ...ranges.charts.ttft, value: of('ttft') },
          latency: { ...ranges.charts.latency, value: of('latency') },
        },
      },
    },
  });
}

/** True zeros, which must look unlike `idle`. */
function zero(now: number): EnvironmentState {
  const none = { kind: 'value', value: 0 } as const;
  const base = environment(now, { alerts: {} });
  return {
    ...base,
    panels: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: panelSnapshot(
        now,
        [
          instance('gpu-a-0:8000', 0, STEADY),
          { ...instance('gpu-a-1:8000', 1.5, STEADY), kvFreeBytes: ABSENT },
        ],
        { active: none, waiting: none, batchFillP50: none, decodePrefillRatio: none },
      ),
    },
  };
}

function notices(now: number): EnvironmentState {
  return environment(now, {
    panels: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: panelSnapshot(now, [{ ...instance('', 5.6, STEADY), instance: '' }], {
        notices: [
          { kind: 'no-instance-label', job: 'transformers' },
          { kind: 'implausible', signal: 'ttft', meanMs: 1.7e12 },
        ],
      }),
    },
  });
}

function native(now: number): EnvironmentState {
  return environment(now, {
    panels: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: panelSnapshot(now, instances(), {
        ttft: {
          buckets: [],
          total: 0,
          p50: { kind: 'value', value: 142 },
          p95: { kind: 'value', value: 1060 },
          p99: { kind: 'nan' },
        },
        notices: [{ kind: 'no-classic-buckets', signal: 'ttft' }],
      }),
    },
  });
}

/** Most requests fall into the last bucket: only a lower bound is known. */
function lastBucket(now: number): EnvironmentState {
  const base = rangeSnapshot(now, kvSeries());
  const ttft = base.charts.ttft.value?.series ?? [];
  return environment(now, {
    panels: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: panelSnapshot(now, instances(), {
        ttft: histogram([0, 0, 0, 2, 4, 6, 9, 14, 19, 22, 17, 22, 41, 60, 190]),
      }),
    },
    ranges: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: rangeSnapshot(now, kvSeries(), {
        ttft: {
          series: ttft.map((line) => ({
            ...line,
            points: line.points.map((point) =>
              point === null
                ? null
                : line.name === 'p50'
                  ? point * 40
                  : Math.min(10_000, point * 8),
            ),
          })),
          topBoundMs: 10_000,
        },
      }),
    },
  });
}

function many(now: number): EnvironmentState {
  const random = seeded(23);
  const list = Array.from({ length: 32 }, (_, index) =>
    instance(
      `gpu-${String.fromCharCode(97 + Math.floor(index / 8))}-${index % 8}:8000`,
      Math.round((1 + random() * 8.6) * 10) / 10,
      random() > 0.8 ? { kind: 'filling', fullInSeconds: Math.round(random() * 7200) } : STEADY,
    ),
  );
  const kv = list.map((item) => ({
    name: item.instance,
    points: walk(random, RANGE_POINTS, 1, 9.6).map((gib) => gib * GIB),
  }));
  const flood = Array.from({ length: 64 }, (_, index) =>
    alert(now, {
      name: ['HighMemoryUsage', 'HighRequestLatency', 'HighTTFT'][index % 3] ?? 'HighTTFT',
      severity: (['critical', 'warning', 'info'] as const)[index % 3] ?? 'warning',
      labels: { instance: `gpu-c-${index}:8000` },
      startsAt: now - (index + 1) * 83_000,
      annotations: { summary: `Over the threshold for ${index + 1} min` },
      id: `flood-${index}`,
    }),
  );
  return environment(now, {
    sources: [
      source(now, 'prometheus'),
      source(now, 'alertmanager'),
      source(now, 'alertmanager', {
        id: 'alertmanager:1',
        name: 'alerts-b:9093',
        state: 'unreachable',
        since: now - 90_000,
      }),
      source(now, 'alertmanager', { id: 'alertmanager:2', name: 'alerts-c:9093' }),
      source(now, 'tempo'),
    ],
    alerts: keyed(flood),
    panels: {
      freshness: { kind: 'fresh', at: now - 2000 },
      value: panelSnapshot(now, list, { active: { kind: 'value', value: 12_840 } }),
    },
    ranges: { freshness: { kind: 'fresh', at: now - 2000 }, value: rangeSnapshot(now, kv) },
  });
}

/** Texts an attacker or an accident may put into labels and annotations. */
function hostile(now: number): EnvironmentState {
  const markup = '<img src=x onerror="document.title=\'owned\'">';
  return environment(now, {
    name: `prod ${'very-long-'.repeat(8)}`,
    alerts: keyed([
      alert(now, {
        id: 'h1',
        name: `${markup}${'A'.repeat(300)}`,
        severity: 'critical',
        labels: { instance: `${'x'.repeat(400)}` },
        annotations: { summary: `${markup} javascript:alert(1) ${'word '.repeat(200)}` },
      }),
      alert(now, {
        id: 'h2',
        name: '\u202Etxt.exe\u202C נבדק 告警 🚨',
        labels: { instance: '' },
        annotations: { summary: 'one\ntwo\n\n\nthree\t\u0000\u0007' },
      }),
      alert(now, { id: '../../etc/passwd?x=1#y', name: '__proto__', annotations: {} }),
    ]),
  });
}

function pick<T, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  const picked: Partial<T> = {};
  for (const key of keys) picked[key] = from[key];
  return picked as Pick<T, K>;
}

interface BootstrapOptions {
  readonly demo?: boolean;
  readonly tray?: Bootstrap['snapshot']['tray']['state'];
}

function bootstrap(
  now: number,
  state: EnvironmentState,
  { demo = false, tray = 'critical' }: BootstrapOptions = {},
): Bootstrap {
  const firing = Object.values(state.alerts).filter((item) => item.state === 'firing');
  return {
    snapshot: {
      revision: 1,
      environments: [
        state,
        ...(demo ? [] : [{ ...loading(now), id: 'staging', name: 'staging · gpu-b' }]),
      ],
      selected: state.id,
      range: '1h',
      tray: {
        state: tray,
        firing: firing.length,
        critical: firing.filter((item) => item.severity === 'critical').length,
        tooltip: 'Batchwatch',
        worst: [],
      },
      popups: Array.from({ length: 7 }, (_, index) => ({
        id: `p${index}`,
        env: state.id,
        kind: 'alert' as const,
        severity: 'warning' as const,
        title: 'HighTTFT · gpu-a-1:8000',
        body: 'p95 time to first token 1.06 s',
        alerts: [],
        reason: 'new episode',
        sticky: false,
        at: now - index * 9 * MINUTE,
      })),
    },
    watching: WATCHING,
    settings: {
      ...defaultSettings(),
      theme: 'dark',
      language: 'en',
      author: 'on-call',
      environments: demo
        ? []
        : [
            suggestedEnvironment('prod', 'prod · gpu-a'),
            suggestedEnvironment('staging', 'staging · gpu-b'),
          ],
    },
    info: { version: '0.1.0', runtime: 'chromium', platform: 'linux', locale: 'en', demo },
    secrets: { available: true, reason: 'ok', backend: 'gnome_libsecret', stored: [] },
  };
}
