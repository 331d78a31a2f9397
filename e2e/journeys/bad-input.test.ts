import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../electron/demo/http/faults';
import type { FailureKind, SourceState } from '../../shared/domain/sources';
import { type WatchedDemo, watchDemo } from '../support/watched-demo';

interface Case {
  readonly name: string;
  readonly fault: FaultRule;
  readonly kind: FailureKind;
  readonly source: SourceState;
  /** A large body takes its time on a busy machine. */
  readonly timeoutMs?: number;
}

const status = (code: number, headers = {}): FaultRule => ({
  mode: 'status',
  status: code,
  headers,
});

/** What an Alertmanager, or what stands in its place, can answer in place of its alerts. */
const CASES: readonly Case[] = [
  { name: 'nobody listens', fault: { mode: 'refuse' }, kind: 'network', source: 'unreachable' },
  { name: 'it hangs', fault: { mode: 'hang' }, kind: 'timeout', source: 'unreachable' },
  { name: 'the connection breaks', fault: { mode: 'cut' }, kind: 'network', source: 'unreachable' },
  { name: 'a login page', fault: { mode: 'html' }, kind: 'not-json', source: 'invalid' },
  { name: 'truncated JSON', fault: { mode: 'truncate' }, kind: 'not-json', source: 'invalid' },
  { name: 'garbage', fault: { mode: 'garbage' }, kind: 'not-json', source: 'invalid' },
  { name: '401', fault: status(401), kind: 'unauthorized', source: 'unauthorized' },
  { name: '403', fault: status(403), kind: 'unauthorized', source: 'unauthorized' },
  { name: '404', fault: status(404), kind: 'status', source: 'invalid' },
  { name: '429', fault: status(429), kind: 'status', source: 'stale' },
  { name: '500', fault: status(500), kind: 'status', source: 'stale' },
  { name: '503', fault: status(503), kind: 'status', source: 'stale' },
  {
    name: 'a redirect to a login',
    fault: status(302, { location: 'https://login.example.org/' }),
    kind: 'redirect',
    source: 'invalid',
  },
  {
    name: 'an object, not a list',
    fault: { mode: 'json', body: { alerts: [] } },
    kind: 'wrong-shape',
    source: 'invalid',
  },
  {
    name: 'a 50 MB body',
    fault: { mode: 'huge', bytes: 50 * 1024 * 1024, path: '/api/v2/alerts' },
    kind: 'too-large',
    source: 'stale',
    timeoutMs: 20_000,
  },
];

async function withDemo(
  run: (watched: WatchedDemo) => Promise<void>,
  timeoutMs?: number,
): Promise<void> {
  const watched = await watchDemo(timeoutMs);
  try {
    await run(watched);
  } finally {
    await watched.stop();
  }
}

const alert = (name: string) => ({
  labels: { alertname: name, severity: 'critical', instance: 'gpu-a-0' },
  annotations: { summary: `${name} fires` },
  startsAt: 1_795_000_000_000,
});

describe.concurrent('an Alertmanager that answers badly', () => {
  it.each(CASES)(
    '$name: a reason, a state, and nothing lost',
    ({ fault, kind, source, timeoutMs }) =>
      withDemo(async ({ demo, events, until }) => {
        demo.setAlerts([alert('HighMemoryUsage')]);
        await until('the alert', ({ alerts }) => Object.keys(alerts).length === 1);

        await demo.faults.set('alertmanager', fault);
        const broken = await until(
          `source ${source}`,
          ({ sources, alertsFreshness }) =>
            sources.find((item) => item.kind === 'alertmanager')?.state === source &&
            alertsFreshness.kind === 'stale',
        );
        expect(broken.alertsFreshness).toMatchObject({ kind: 'stale', failure: { kind } });
        expect(Object.values(broken.alerts)).toMatchObject([
          { name: 'HighMemoryUsage', stale: true },
        ]);
        const failing = broken.sources.find((item) => item.kind === 'alertmanager')?.failing ?? [];
        expect(failing.length).toBeGreaterThan(0);
        for (const { failure } of failing) {
          expect(failure.message).not.toBe('');
          expect(failure.message.length).toBeLessThanOrEqual(300);
        }
        // The others are not touched by it.
        expect(broken.sources.find((item) => item.kind === 'prometheus')?.state).toBe('ok');

        await demo.faults.clear();
        const healed = await until(
          'it to recover',
          ({ alertsFreshness }) => alertsFreshness.kind === 'fresh',
        );
        expect(Object.values(healed.alerts)).toMatchObject([{ stale: false }]);
        const popups = events.filter(({ type }) => type === 'popup');
        expect(popups).toHaveLength(1);
      }, timeoutMs),
    60_000,
  );

  it(
    'shows the alerts it can read of a list with broken ones, and says how many it cannot',
    () =>
      withDemo(async ({ demo, until }) => {
        demo.setAlerts([alert('Good')]);
        const before = await until('the alert', ({ alerts }) => Object.keys(alerts).length === 1);
        const answer = await fetch(`${demo.urls.alertmanager}/api/v2/alerts`);
        const [good] = (await answer.json()) as unknown[];
        const body = [{ fingerprint: '__proto__' }, good, 7, null, { labels: [] }];
        await demo.faults.set('alertmanager', { mode: 'json', body, path: '/api/v2/alerts' });
        const state = await until(
          'the loss',
          ({ alertsFreshness }) => alertsFreshness.kind === 'stale',
        );
        expect(Object.keys(state.alerts)).toEqual(Object.keys(before.alerts));
        expect(Object.values(state.alerts)[0]?.stale).toBe(false);
        expect(state.alertsFreshness).toMatchObject({
          failure: { kind: 'wrong-shape', message: expect.stringContaining('4 unreadable') },
        });
      }),
    60_000,
  );

  it(
    'keeps alerts while only its silences fail',
    () =>
      withDemo(async ({ demo, until }) => {
        demo.setAlerts([alert('HighMemoryUsage')]);
        await demo.faults.set('alertmanager', { ...status(500), path: '/api/v2/silences' });
        const state = await until(
          'silences to fail',
          ({ silencesFreshness, alertsFreshness }) =>
            silencesFreshness.kind === 'failed' && alertsFreshness.kind === 'fresh',
        );
        expect(Object.values(state.alerts)).toHaveLength(1);
        expect(state.sources.find((item) => item.kind === 'alertmanager')).toMatchObject({
          state: 'stale',
          failing: [{ part: 'silences' }],
        });
      }),
    60_000,
  );
});

describe.concurrent('a Prometheus that answers badly', () => {
  it.each([
    ['NaN and infinities', { mode: 'json', body: vector('NaN', '+Inf', '-Inf') }],
    [
      'unknown fields',
      { mode: 'json', body: { ...vector('1'), warnings: ['w'], what: { is: 'this' } } },
    ],
  ] as const)(
    'reads %s',
    (_, fault) =>
      withDemo(async ({ demo, until }) => {
        await demo.faults.set('prometheus', { ...fault, path: '/api/v1/query' });
        const state = await until(
          'a profile decision',
          ({ profile }) => profile.kind !== 'detecting',
        );
        expect(state.sources.find((item) => item.kind === 'prometheus')?.state).toBe('ok');
      }),
    60_000,
  );

  it(
    'fails its own part alone when it refuses queries',
    () =>
      withDemo(async ({ demo, until }) => {
        demo.setAlerts([alert('HighMemoryUsage')]);
        await demo.faults.set('prometheus', { ...status(503), path: '/api/v1/query' });
        const state = await until(
          'the queries to fail',
          ({ sources, alertsFreshness }) =>
            sources.some((item) => item.kind === 'prometheus' && item.state === 'stale') &&
            alertsFreshness.kind === 'fresh',
        );
        expect(state.rulesFreshness.kind).toBe('fresh');
        expect(Object.values(state.alerts)).toHaveLength(1);
      }),
    60_000,
  );
});

function vector(...values: readonly string[]) {
  return {
    status: 'success',
    data: {
      resultType: 'vector',
      result: values.map((value, index) => ({
        metric: { __name__: 'up', job: `job-${index}` },
        value: [1_795_363_161.955, value],
      })),
    },
  };
}
