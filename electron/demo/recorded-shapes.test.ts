import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recorded } from '../../e2e/fixtures/recorded/recorded';
import { decodeSilences } from '../../shared/wire/alertmanager';
import { decodeInstant, decodeRange } from '../../shared/wire/prometheus';
import { decodeSearch } from '../../shared/wire/tempo';
import { fingerprint } from './alertmanager/fingerprint';
import { type DemoServers, startDemo } from './start-demo';
import { type Answer, ask, post } from './test-support/client';
import { shapeOf } from './test-support/shape';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Each server against what the real one answered to the same request. */
let demo: DemoServers;
let now = Date.UTC(2026, 5, 1, 12);

beforeAll(async () => {
  demo = await startDemo({ now: () => now, mode: 'stepped', historyMinutes: 8 });
  now += 150_000;
  demo.advance();
});
afterAll(() => demo.stop());

function expectSameShape(answer: Answer, name: string, ignoring: RegExp = /^$/): void {
  const real = recorded(name);
  expect(answer.status).toBe(real.status);
  expect(answer.contentType).toBe(real.contentType);
  const shape = (value: unknown) => shapeOf(value).filter((line) => !ignoring.test(line));
  expect(shape(answer.body)).toEqual(shape(real.body));
}

const prometheus = (path: string) => ask(`${demo.urls.prometheus}${path}`);
const query = (promql: string) => prometheus(`/api/v1/query?query=${encodeURIComponent(promql)}`);
const alertmanager = (path: string, init?: RequestInit) =>
  ask(`${demo.urls.alertmanager}${path}`, init);
const tempo = (path: string) => ask(`${demo.urls.tempo}${path}`);
const search = (q: string, more = '') =>
  tempo(
    `/api/search?q=${encodeURIComponent(q)}&start=${now / 1000 - 900}&end=${now / 1000}${more}`,
  );

describe('Prometheus', () => {
  it.each([
    ['prometheus-query-kv', 'kv_cache_memory_bytes'],
    ['prometheus-query-empty', 'error_count'],
    ['prometheus-query-scalar', 'scalar(sum(active_requests_count))'],
    ['prometheus-query-ttft-buckets', 'sum by (le) (increase(ttft_milliseconds_bucket[5m]))'],
    ['prometheus-error-bad-data', 'sum('],
    ['prometheus-error-execution', 'kv_cache_memory_bytes * on (job) kv_cache_free_memory_bytes'],
  ])('answers as in %s', async (name, promql) => {
    expectSameShape(await query(promql), name);
  });

  it('says what is wrong as the real one does', async () => {
    expect((await query('sum(')).body).toEqual(recorded('prometheus-error-bad-data').body);
  });

  it('writes NaN as text', async () => {
    const promql =
      'histogram_quantile(0.95, sum by (le) (rate(ttft_milliseconds_bucket{instance="nobody"}[5m]))) or vector(0)/0';
    const answer = await query(promql);
    expectSameShape(answer, 'prometheus-query-nan');
    expect(answer.body).toMatchObject({ data: { result: [{ value: [now / 1000, 'NaN'] }] } });
  });

  it('answers ranges, by GET and by POST', async () => {
    const params = new URLSearchParams({
      query: 'kv_cache_memory_bytes',
      start: String(now / 1000 - 300),
      end: String(now / 1000),
      step: '5',
    });
    const got = await prometheus(`/api/v1/query_range?${params}`);
    expectSameShape(got, 'prometheus-range-kv');
    expect(decodeRange(got.body)).toMatchObject({ ok: true });
    const posted = await ask(`${demo.urls.prometheus}/api/v1/query_range`, {
      method: 'POST',
      body: params,
    });
    expect(posted).toEqual(got);
    const alerts = new URLSearchParams({ ...Object.fromEntries(params), query: 'ALERTS' });
    expectSameShape(await prometheus(`/api/v1/query_range?${alerts}`), 'prometheus-range-alerts');
  });

  it('refuses too many points, a zero step and times that are none', async () => {
    const ranged = (start: string, step: string) =>
      prometheus(`/api/v1/query_range?query=up&start=${start}&end=${now / 1000}&step=${step}`);
    const tooMany = await ranged(String(now / 1000 - 86_400), '1');
    expectSameShape(tooMany, 'prometheus-error-step');
    expect(tooMany.body).toEqual(recorded('prometheus-error-step').body);
    for (const [start, step] of [
      [String(now / 1000 - 60), '0'],
      ['yesterday', '5'],
      [String(now / 1000 + 60), '5'],
      [String(now / 1000 - 60), 'x'],
    ]) {
      expect((await ranged(start ?? '', step ?? '')).status).toBe(400);
    }
  });

  it('lists rules, alerts and names, and knows what it is', async () => {
    // the real answer holds a group that failed to load annotations; both have the same fields
    expectSameShape(await prometheus('/api/v1/rules'), 'prometheus-rules');
    const alerts = await prometheus('/api/v1/alerts');
    expect(shapeOf(alerts.body)).toEqual([
      ': object',
      'data.alerts: list',
      'data.alerts[].activeAt: string',
      'data.alerts[].annotations: object',
      'data.alerts[].labels: object',
      'data.alerts[].state: string',
      'data.alerts[].value: string',
      'data.alerts[]: object',
      'data: object',
      'status: string',
    ]);
    expectSameShape(await prometheus('/api/v1/status/buildinfo'), 'prometheus-buildinfo');
    expectSameShape(await prometheus('/-/ready'), 'prometheus-ready');
    const names = await prometheus('/api/v1/label/__name__/values');
    expect((names.body as { data: string[] }).data).toEqual(
      expect.arrayContaining([
        'ALERTS',
        'batch_fill_percentage_percent_bucket',
        'ttft_milliseconds_sum',
      ]),
    );
    expect((await prometheus('/api/v1/nothing')).status).toBe(404);
  });

  it('is read by the console without a loss', async () => {
    const answer = decodeInstant((await query('{__name__=~".+"}')).body);
    if (!answer.ok || answer.value.kind !== 'vector') throw new Error('no vector');
    expect(answer.value.samples.length).toBeGreaterThan(150);
    expect(answer.value).toMatchObject({ dropped: 0 });
  });

  it('escapes the expression on the page a generator link opens', async () => {
    const page = await prometheus(`/graph?g0.expr=${encodeURIComponent('<script>x</script>')}`);
    expect(page.body).not.toContain('<script>');
  });
});

describe('Alertmanager', () => {
  const silence = (more: Record<string, unknown>) => ({
    matchers: [{ name: 'a', value: 'b', isRegex: false, isEqual: true }],
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + 60_000).toISOString(),
    createdBy: 'x',
    comment: 'y',
    ...more,
  });
  const create = (more: Record<string, unknown>) =>
    post(`${demo.urls.alertmanager}/api/v2/silences`, silence(more));

  it('gives alerts the fingerprints the real one gives', () => {
    const alerts = recorded('alertmanager-alerts').body as {
      labels: Record<string, string>;
      fingerprint: string;
    }[];
    expect(alerts.length).toBeGreaterThan(2);
    for (const alert of alerts) expect(fingerprint(alert.labels)).toBe(alert.fingerprint);
  });

  it('lists alerts, filtered too, and its status', async () => {
    expectSameShape(
      await alertmanager('/api/v2/alerts'),
      'alertmanager-alerts',
      /(By|mutedBy)\[\]/,
    );
    const filtered = await alertmanager(
      `/api/v2/alerts?filter=${encodeURIComponent('severity=~"warn.*"')}&filter=alertname!=x`,
    );
    const listed = filtered.body as { labels: Record<string, string> }[];
    expect(listed.length).toBeGreaterThan(0);
    expect(new Set(listed.map((alert) => alert.labels['severity']))).toEqual(new Set(['warning']));
    const active = await alertmanager('/api/v2/alerts?inhibited=false&silenced=false');
    expect(JSON.stringify(active.body)).not.toContain('suppressed');
    const broken = await alertmanager(
      `/api/v2/alerts?filter=${encodeURIComponent('severity=~"("')}`,
    );
    expect(broken).toMatchObject({
      status: 400,
      body: recorded('alertmanager-alerts-error-filter').body,
    });
    expectSameShape(await alertmanager('/api/v2/status'), 'alertmanager-status');
    expect((await alertmanager('/api/v2/receivers')).body).toHaveLength(3);
    expect((await alertmanager('/api/v1/alerts')).body).toEqual(
      recorded('alertmanager-v1-gone').body,
    );
  });

  it.each([
    ['bad-regex', { matchers: [{ name: 'a', value: '(', isRegex: true }] }],
    ['matches-empty', { matchers: [{ name: 'a', value: '.*', isRegex: true }] }],
    ['no-matchers', { matchers: [] }],
    ['ends-in-past', { startsAt: '2026-01-01T00:00:00.000Z', endsAt: '2026-01-01T01:00:00.000Z' }],
  ])('refuses a silence as in error-%s', async (name, more) => {
    const real = recorded(`alertmanager-silence-error-${name}`);
    const answer = await create(more);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: real.status,
      body: real.body,
    });
  });

  it('accepts an empty comment, as the real one does', async () => {
    expectSameShape(await create({ comment: '' }), 'alertmanager-silence-error-no-comment');
  });

  it('refuses what is no silence', async () => {
    expect((await post(`${demo.urls.alertmanager}/api/v2/silences`, '{')).status).toBe(400);
    expect((await create({ createdBy: undefined })).status).toBe(422);
    expect((await create({ endsAt: 'soon' })).status).toBe(422);
    expect((await create({ startsAt: new Date(now + 120_000).toISOString() })).body).toBe(
      'Failed to create silence: start time must be before end time',
    );
    expect((await create({ id: '00000000-0000-4000-a000-000000000000' })).status).toBe(404);
  });

  it('lists pending, active and expired silences; an edit keeps its id only where the real one does', async () => {
    const idOf = async (more: Record<string, unknown>) => {
      const answer = await create(more);
      expectSameShape(answer, 'alertmanager-silence-create');
      return (answer.body as { silenceID: string }).silenceID;
    };
    const matchers = [{ name: 'case', value: 'x', isRegex: false, isEqual: true }];
    const startsAt = new Date(now).toISOString();
    const active = await idOf({ matchers, startsAt });
    const longer = { matchers, startsAt, endsAt: new Date(now + 120_000).toISOString() };
    expect(await idOf({ ...longer, id: active })).toBe(active);
    const moved = await idOf({ ...longer, id: active, matchers: [{ ...matchers[0], value: 'y' }] });
    expect(moved).not.toBe(active);
    const pending = await idOf({
      startsAt: new Date(now + 60_000).toISOString(),
      endsAt: new Date(now + 90_000).toISOString(),
    });

    const listed = await alertmanager('/api/v2/silences');
    expectSameShape(listed, 'alertmanager-silences');
    expect(decodeSilences(listed.body)).toMatchObject({ ok: true });
    const states = new Map(
      (listed.body as { id: string; status: { state: string } }[]).map((one) => [
        one.id,
        one.status.state,
      ]),
    );
    expect([active, moved, pending].map((id) => states.get(id))).toEqual([
      'expired',
      'active',
      'pending',
    ]);
    expect([...states.values()]).toEqual([...states.values()].sort(byState));
    const open = await alertmanager('/api/v2/silences?expired=false');
    expect(JSON.stringify(open.body)).not.toContain(active);

    const gone = await alertmanager(`/api/v2/silence/${pending}`, { method: 'DELETE' });
    expect(gone).toEqual({ status: 200, contentType: null, body: '' });
    const twice = await alertmanager(`/api/v2/silence/${pending}`, { method: 'DELETE' });
    expect(twice).toMatchObject({ status: 500, body: `silence ${pending} already expired` });
    const one = await alertmanager(`/api/v2/silence/${pending}`);
    expect(one.body).toMatchObject({ id: pending, status: { state: 'expired' } });
    const unknown = '/api/v2/silence/00000000-0000-0000-0000-000000000000';
    expect(await alertmanager(unknown, { method: 'DELETE' })).toEqual({
      status: 404,
      contentType: null,
      body: '',
    });
    expect((await alertmanager('/api/v2/silence/zz')).status).toBe(422);
  });
});

describe('Tempo', () => {
  const SLOW =
    '{ resource.service.name = "transformers" && duration > 2s } | select(span.request.id)';

  it('finds slow traces', async () => {
    const found = await search(SLOW, '&limit=10');
    expectSameShape(found, 'tempo-search');
    const decoded = decodeSearch(found.body);
    if (!decoded.ok) throw new Error(decoded.error.message);
    expect(decoded.value.traces).toHaveLength(10);
    expect(decoded.value.dropped).toBe(0);
    for (const trace of decoded.value.traces) expect(trace.durationMs).toBeGreaterThan(2000);
  });

  it('finds failed traces and says so', async () => {
    const found = decodeSearch((await search('{ status = error }', '&limit=5')).body);
    expect(found).toMatchObject({ ok: true });
    if (found.ok)
      expect(found.value.traces.map((trace) => trace.error)).toEqual(Array(5).fill(true));
  });

  it('finds nothing where there is nothing, and refuses what it cannot read', async () => {
    expectSameShape(await search('{ name = "nothing" }'), 'tempo-search-empty');
    const bad = await search('{ duration > }');
    expect(bad).toMatchObject({ status: 400, body: recorded('tempo-search-bad-traceql').body });
    expect(bad.contentType).toBe(recorded('tempo-search-bad-traceql').contentType);
    expect((await search('{}', '&limit=x')).status).toBe(400);
  });

  it('is ready and gives whole traces under the ids of the search, leading zeros or not', async () => {
    expect(await tempo('/ready')).toMatchObject({
      status: 200,
      body: recorded('tempo-ready').body,
    });
    expectSameShape(await tempo('/api/status/buildinfo'), 'tempo-buildinfo');
    const rows = (await search(SLOW, '&limit=200')).body as { traces: { traceID: string }[] };
    const short = rows.traces.find((trace) => trace.traceID.length < 32);
    const some = rows.traces[0];
    if (!short || !some) throw new Error('no trace with a leading zero among 200');
    for (const { traceID } of [short, some]) {
      const trace = await tempo(`/api/v2/traces/${traceID}`);
      const spans = JSON.stringify(trace.body);
      for (const name of ['generate_batch', 'queue_wait', 'prefill', 'decode'])
        expect(spans).toContain(name);
      const id = Buffer.from(traceID.padStart(32, '0'), 'hex').toString('base64');
      expect(spans).toContain(`"traceId":"${id}"`);
    }
    expect((await tempo('/api/v2/traces/00000000000000000000000000000001')).body).toEqual({
      trace: {},
      metrics: {},
    });
    expect(await tempo('/api/v2/traces/zz')).toMatchObject({
      status: 400,
      body: "trace IDs can only contain hex characters: invalid character 'z' at position 1",
    });
  });
});

function byState(a: string, b: string): number {
  const order = ['active', 'pending', 'expired'];
  return order.indexOf(a) - order.indexOf(b);
}
