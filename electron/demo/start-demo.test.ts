import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeAlerts, decodeAmStatus } from '../../shared/wire/alertmanager';
import { decodeRules } from '../../shared/wire/prometheus';
import { type DemoServers, startDemo } from './start-demo';
import { alertsOf, ask, type ListedAlert, post } from './test-support/client';

// minutes are simulated in most tests: long on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const START = Date.UTC(2026, 5, 1, 12);
const running: DemoServers[] = [];

async function stepped(options: { seed?: number; speed?: number; historyMinutes?: number } = {}) {
  let now = START;
  const demo = await startDemo({ now: () => now, mode: 'stepped', historyMinutes: 6, ...options });
  running.push(demo);
  return {
    demo,
    now: () => now,
    pass(seconds: number) {
      now += seconds * 1000;
      demo.advance();
    },
  };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((demo) => demo.stop()));
});

const find = (alerts: readonly ListedAlert[], name: string) =>
  alerts.find((alert) => alert.labels['alertname'] === name);

describe('demo environment', () => {
  it('lets HighMemoryUsage fire within minutes, inhibits MediumMemoryUsage meanwhile, and resolves both', async () => {
    const { demo, pass } = await stepped();
    const seen = { mediumAlone: false, highWithMediumInhibited: false, resolved: false };
    const starts = new Set<string>();
    for (let second = 0; second <= 600; second += 10) {
      pass(10);
      const alerts = await alertsOf(demo);
      const high = find(alerts, 'HighMemoryUsage');
      const medium = find(alerts, 'MediumMemoryUsage');
      if (medium && !high && !seen.highWithMediumInhibited) {
        expect(medium.status).toMatchObject({ state: 'active', inhibitedBy: [] });
        seen.mediumAlone = true;
      }
      if (medium && high) {
        expect(medium.labels['instance']).toBe(high.labels['instance']);
        expect(medium.status).toMatchObject({
          state: 'suppressed',
          inhibitedBy: [high.fingerprint],
        });
        expect(high.status.state).toBe('active');
        seen.highWithMediumInhibited = true;
        starts.add(high.startsAt);
      }
      if (!medium && !high && seen.highWithMediumInhibited) seen.resolved = true;
    }
    expect(seen).toEqual({ mediumAlone: true, highWithMediumInhibited: true, resolved: true });
    expect(starts.size).toBe(1);
  });

  it('has every rule of the specification healthy, and all but one fire within one period', async () => {
    const { demo, pass } = await stepped();
    const fired = new Set<string>();
    const pending = new Set<string>();
    for (let second = 0; second < 720; second += 15) {
      pass(15);
      for (const alert of await alertsOf(demo)) fired.add(alert.labels['alertname'] ?? '');
      const rules = decodeRules(
        (await ask(`${demo.urls.prometheus}/api/v1/rules?type=alert`)).body,
      );
      if (!rules.ok) throw new Error(rules.error.message);
      expect(rules.value).toMatchObject({ alertingRules: 8, dropped: 0 });
      for (const alert of rules.value.alerts)
        if (alert.state === 'pending') pending.add(alert.rule);
    }
    // LowBatchFillRate is quiet by rights: what overloads the demo also fills its batches
    expect([...fired].sort()).toEqual(
      expect.arrayContaining([
        'HighErrorRate',
        'HighMemoryUsage',
        'HighRequestLatency',
        'HighTTFT',
        'MediumMemoryUsage',
        'NoActiveRequests',
        'WaitingQueue',
      ]),
    );
    expect(pending.has('MediumMemoryUsage')).toBe(true);
    const { body } = await ask(`${demo.urls.prometheus}/api/v1/rules`);
    expect(JSON.stringify(body)).not.toContain('"health":"err"');
  });

  it('runs faster on demand', async () => {
    const { demo, pass } = await stepped({ speed: 6 });
    const fired = new Set<string>();
    for (let second = 0; second < 120; second += 5) {
      pass(5);
      for (const alert of await alertsOf(demo)) fired.add(alert.labels['alertname'] ?? '');
    }
    expect(fired.has('HighMemoryUsage')).toBe(true);
  });

  it('has the history of an hour at its start', async () => {
    const { demo } = await stepped({ historyMinutes: 60 });
    const query = new URLSearchParams({
      query: 'count by (instance) (decode_tokens_processed_total)',
      start: String(START / 1000 - 3500),
      end: String(START / 1000),
      step: '100',
    });
    const { body } = await ask(`${demo.urls.prometheus}/api/v1/query_range?${query}`);
    const { result } = (body as { data: { result: { values: unknown[] }[] } }).data;
    expect(result.map((line) => line.values.length)).toEqual([36, 36, 36]);
  });

  it('fills its alert texts in, and the console reads them', async () => {
    const { demo, pass } = await stepped();
    pass(200);
    const { body } = await ask(`${demo.urls.alertmanager}/api/v2/alerts`);
    expect(decodeAlerts(body)).toMatchObject({ ok: true, value: { dropped: 0 } });
    const high = find(await alertsOf(demo), 'HighMemoryUsage');
    expect(high?.labels).toMatchObject({
      cluster: 'gpu-a',
      severity: 'critical',
      service: 'transformers',
    });
    expect(high?.annotations['summary']).toBe('KV cache above 8 GiB on gpu-a-1:8000');
    expect(high?.annotations['description']).toMatch(/holds (8|9|1\d)(\.\d+)?GiB/);
    expect(JSON.stringify(body)).not.toContain('{{');
    const status = await ask(`${demo.urls.alertmanager}/api/v2/status`);
    expect(decodeAmStatus(status.body)).toMatchObject({ ok: true });
  });

  it('obeys a posted silence in the list of alerts until it is expired', async () => {
    const { demo, now, pass } = await stepped();
    pass(200);
    const created = await post(`${demo.urls.alertmanager}/api/v2/silences`, {
      matchers: [{ name: 'alertname', value: 'HighMem.*', isRegex: true, isEqual: true }],
      startsAt: new Date(now()).toISOString(),
      endsAt: new Date(now() + 3_600_000).toISOString(),
      createdBy: 'test',
      comment: 'quiet',
    });
    const { silenceID } = created.body as { silenceID: string };
    const silenced = find(await alertsOf(demo), 'HighMemoryUsage');
    expect(silenced?.status).toMatchObject({ state: 'suppressed', silencedBy: [silenceID] });
    await ask(`${demo.urls.alertmanager}/api/v2/silence/${silenceID}`, { method: 'DELETE' });
    const again = find(await alertsOf(demo), 'HighMemoryUsage');
    expect(again?.status.state).toBe('active');
    expect(again?.startsAt).toBe(silenced?.startsAt);
  });

  it('goes on after a long sleep without making up for it', async () => {
    const { demo, pass, now } = await stepped();
    pass(8 * 3600);
    pass(60);
    const query = new URLSearchParams({
      query: 'count_over_time(decode_tokens_processed_total{instance="gpu-a-0:8000"}[9h])',
    });
    const { body } = await ask(`${demo.urls.prometheus}/api/v1/query?${query}`);
    const [sample] = (body as { data: { result: { value: [number, string] }[] } }).data.result;
    // eight hours would be 5760
    expect(Number(sample?.value[1])).toBeLessThan(200);
    expect(sample?.value[0]).toBe(now() / 1000);
    const latest = await ask(
      `${demo.urls.prometheus}/api/v1/query?query=${encodeURIComponent('time() - max(timestamp(decode_tokens_processed_total))')}`,
    );
    const [age] = (latest.body as { data: { result: { value: [number, string] }[] } }).data.result;
    expect(Number(age?.value[1])).toBeLessThanOrEqual(10);
  });

  it('is the same for the same seed', async () => {
    const answers = await Promise.all(
      [7, 7, 8].map(async (seed) => {
        const { demo } = await stepped({ seed });
        const { body } = await ask(
          `${demo.urls.prometheus}/api/v1/query?query=decode_tokens_processed_total`,
        );
        return JSON.stringify(body);
      }),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).not.toBe(answers[2]);
  });
});

describe('scripted servers', () => {
  async function scripted() {
    let now = START;
    const demo = await startDemo({ now: () => now, mode: 'scripted' });
    running.push(demo);
    return {
      demo,
      pass: (seconds: number) => {
        now += seconds * 1000;
      },
    };
  }

  it('report exactly the alerts a test sets, keep the start of one that goes on, and still inhibit', async () => {
    const { demo, pass } = await scripted();
    expect(await alertsOf(demo)).toEqual([]);
    const warning = {
      labels: { alertname: 'W', severity: 'warning', instance: 'a', service: 's' },
    };
    demo.setAlerts([warning]);
    const [first] = await alertsOf(demo);
    pass(60);
    demo.setAlerts([
      warning,
      { labels: { alertname: 'C', severity: 'critical', instance: 'a', service: 's' } },
    ]);
    const both = await alertsOf(demo);
    expect(find(both, 'W')?.startsAt).toBe(first?.startsAt);
    expect(find(both, 'W')?.status.inhibitedBy).toEqual([find(both, 'C')?.fingerprint]);
    demo.setAlerts([]);
    expect(await alertsOf(demo)).toEqual([]);
  });

  it('answer queries over what a test feeds, and have one rule, which is quiet', async () => {
    const { demo } = await scripted();
    demo.feed({ __name__: 'kv_cache_memory_bytes', instance: 'x' }, [
      [START - 10_000, 1],
      [START, 2],
    ]);
    const { body } = await ask(`${demo.urls.prometheus}/api/v1/query?query=kv_cache_memory_bytes`);
    expect(body).toMatchObject({ data: { result: [{ value: [START / 1000, '2'] }] } });
    const rules = decodeRules((await ask(`${demo.urls.prometheus}/api/v1/rules`)).body);
    expect(rules).toMatchObject({
      ok: true,
      value: { alertingRules: 1, failingRules: 0, alerts: [] },
    });
  });

  it('freeze what fires', async () => {
    const { demo, pass } = await stepped();
    pass(200);
    demo.freezeAlerts();
    const frozen = (await alertsOf(demo)).map((alert) => alert.fingerprint);
    expect(frozen.length).toBeGreaterThan(1);
    pass(900);
    expect((await alertsOf(demo)).map((alert) => alert.fingerprint)).toEqual(frozen);
    demo.setAlerts(null);
    expect((await alertsOf(demo)).map((alert) => alert.fingerprint)).not.toEqual(frozen);
  });
});
