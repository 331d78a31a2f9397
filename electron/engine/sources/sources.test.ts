import { afterEach, describe, expect, it } from 'vitest';
import { badInput } from '../../../e2e/fixtures/bad-input/bad-input';
import { recorded, wireText } from '../../../e2e/fixtures/recorded/recorded';
import {
  answer,
  answerJson,
  type Script,
  type ScriptedServer,
  scriptedServer,
} from '../../../e2e/fixtures/scripted-server';
import { parseEndpoint } from '../../../shared/settings/settings';
import {
  type AlertmanagerSource,
  createAlertmanagerSource,
  type SilencePost,
} from './alertmanager';
import { createHttpClient, type HttpClient } from './http';
import { createPrometheusSource } from './prometheus';
import { createTempoSource, traceQl } from './tempo';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const { signal } = new AbortController();

async function serve(script: Script): Promise<{ server: ScriptedServer; http: HttpClient }> {
  const server = await scriptedServer(script);
  const endpoint = parseEndpoint({ url: server.url, timeoutMs: 1000 });
  if (!endpoint.ok) throw new Error('the endpoint is sound');
  const http = createHttpClient(endpoint.value, { secretTexts: [] }, { now: () => 0 });
  cleanups.push(
    () => server.close(),
    () => http.close(),
  );
  return { server, http };
}

/** Answers every request with the recorded exchange, byte for byte. */
const replay =
  (name: string): Script =>
  (_, response) => {
    const one = recorded(name);
    answer(response, one.status, one.contentType ?? 'text/plain', wireText(one));
  };

describe('the Prometheus source', () => {
  it('asks for what it names', async () => {
    const { server, http } = await serve((request, response) => {
      const name = request.url.includes('buildinfo')
        ? 'prometheus-buildinfo'
        : request.url.includes('rules')
          ? 'prometheus-rules'
          : request.url.includes('query_range')
            ? 'prometheus-range-kv'
            : 'prometheus-query-kv';
      replay(name)(request, response);
    });
    const prometheus = createPrometheusSource(http);
    expect(await prometheus.buildInfo(signal)).toMatchObject({
      ok: true,
      value: { value: { version: '3.5.3+ds1' }, latencyMs: 0 },
    });
    expect(await prometheus.rules(signal)).toMatchObject({
      value: { value: { alertingRules: 7 } },
    });
    const query = await prometheus.query('a + b', null, signal);
    expect(query).toMatchObject({ value: { value: { kind: 'vector' } } });
    expect(query.ok && query.value.bytes).toBeGreaterThan(100);
    await prometheus.query('up', 1795363161938.4, signal);
    const range = await prometheus.queryRange('up', 1795362861000, 1795363161500, 12_500, signal);
    expect(range.ok && range.value.value).toHaveLength(2);
    expect(server.seen.map((one) => one.url)).toEqual([
      '/api/v1/status/buildinfo',
      '/api/v1/rules?type=alert',
      '/api/v1/query?query=a+%2B+b',
      '/api/v1/query?query=up&time=1795363161.938',
      '/api/v1/query_range?query=up&start=1795362861&end=1795363161.5&step=12.5',
    ]);
  });

  it.each([
    ['prometheus-error-bad-data', 400, /^bad_data: invalid parameter "query"/],
    ['prometheus-error-execution', 422, /^execution: found duplicate series/],
    ['prometheus-error-step', 400, /exceeded maximum resolution/],
  ])('tells %s as an error of the API', async (name, status, words) => {
    const { http } = await serve(replay(name));
    expect(await createPrometheusSource(http).query('x', null, signal)).toMatchObject({
      ok: false,
      error: { kind: 'api-error', status, message: expect.stringMatching(words) },
    });
  });

  it('names the place of a wrong shape and the status it came with', async () => {
    const { http } = await serve((_, r) =>
      answerJson(r, { status: 'success', data: { groups: 7 } }),
    );
    expect(await createPrometheusSource(http).rules(signal)).toEqual({
      ok: false,
      error: {
        kind: 'wrong-shape',
        path: 'data.groups',
        message: 'expected a list, found a number',
        status: 200,
      },
    });
  });

  it('keeps NaN and infinities', async () => {
    const { http } = await serve(replay('prometheus-query-nan'));
    const got = await createPrometheusSource(http).query('x', null, signal);
    expect(
      got.ok && got.value.value.kind === 'vector' && got.value.value.samples[0]?.value,
    ).toBeNaN();
  });
});

const POST: SilencePost = {
  matchers: [{ name: 'alertname', value: 'A', isRegex: false, isEqual: true }],
  startsAt: '2026-11-22T15:59:22.009Z',
  endsAt: '2026-11-22T16:59:22.009Z',
  createdBy: 'ops@example.org',
  comment: 'draining',
};

async function alertmanager(
  script: Script,
): Promise<{ server: ScriptedServer; source: AlertmanagerSource }> {
  const { server, http } = await serve(script);
  return { server, source: createAlertmanagerSource(http) };
}

describe('the Alertmanager source', () => {
  it('reads status, alerts and silences', async () => {
    const { server, source } = await alertmanager((request, response) => {
      const path = request.url.split('?')[0]?.split('/').at(-1);
      replay(`alertmanager-${path}`)(request, response);
    });
    expect(await source.status(signal)).toMatchObject({ value: { value: { version: '0.33.1' } } });
    const alerts = await source.alerts(signal);
    expect(alerts.ok && alerts.value.value.items).toHaveLength(4);
    const silences = await source.silences(signal);
    expect(silences.ok && silences.value.value.items).toHaveLength(3);
    await source.silences(signal, { expired: true });
    expect(server.seen.map((one) => one.url)).toEqual([
      '/api/v2/status',
      '/api/v2/alerts',
      '/api/v2/silences?expired=false',
      '/api/v2/silences',
    ]);
  });

  it('cannot list silences where the server answers 500: that is not "no silences"', async () => {
    const { source } = await alertmanager((_, r) => answerJson(r, 'cannot marshal silence', 500));
    expect(await source.silences(signal)).toEqual({
      ok: false,
      error: {
        kind: 'status',
        status: 500,
        message: '500 Internal Server Error: cannot marshal silence',
      },
    });
  });

  it('creates a silence, and takes whatever id comes back', async () => {
    const { server, source } = await alertmanager(replay('alertmanager-silence-create'));
    expect(await source.createSilence(POST, signal)).toEqual({
      kind: 'done',
      value: { id: '8e3c2618-03b2-458d-93a4-21b8c98493a8' },
    });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual(POST);
  });

  it.each([
    ['bad-regex', 400, /^invalid silence: invalid label matcher 0 in set 0: invalid regular/],
    ['ends-in-past', 400, /^Failed to create silence: end time can't be in the past$/],
    ['matches-empty', 400, /at least one matcher must not match the empty string$/],
    ['no-matchers', 422, /^matchers in body should have at least 1 items$/],
  ])('gives back the refusal %s in the server’s words', async (name, status, words) => {
    const { source } = await alertmanager(replay(`alertmanager-silence-error-${name}`));
    expect(await source.createSilence(POST, signal)).toEqual({
      kind: 'refused',
      status,
      message: expect.stringMatching(words),
    });
  });

  it.each<[string, Script]>([
    ['a page with status 200', (_, r) => answer(r, 200, 'text/html', badInput('sign-in.html'))],
    ['an answer without an id', (_, r) => answerJson(r, {})],
    ['a reset', (_, r) => r.socket?.destroy()],
    ['no answer in time', () => undefined],
    ['a gateway error', (_, r) => answer(r, 502, 'text/html', badInput('nginx-502.html'))],
  ])('does not know what became of a silence after %s', async (_name, script) => {
    const { server, source } = await alertmanager(script);
    const outcome = await source.createSilence(POST, signal);
    expect(outcome.kind).toBe('unknown');
    expect(outcome.kind === 'unknown' && outcome.failure.message).not.toBe('');
    expect(server.seen).toHaveLength(1);
  });

  it('expires a silence', async () => {
    const { server, source } = await alertmanager(replay('alertmanager-silence-expire'));
    expect(await source.expireSilence('da45c11f-6d06-4ee3-b534-b629450d6eeb', signal)).toEqual({
      kind: 'done',
      value: null,
    });
    expect(server.seen[0]).toMatchObject({
      method: 'DELETE',
      url: '/api/v2/silence/da45c11f-6d06-4ee3-b534-b629450d6eeb',
    });
  });

  it('tells an unknown silence by its 404', async () => {
    const { source } = await alertmanager(replay('alertmanager-silence-expire-unknown'));
    expect(await source.expireSilence('00000000', signal)).toMatchObject({
      kind: 'refused',
      status: 404,
    });
  });

  it('does not take a sign-in page for an expired silence', async () => {
    const { source } = await alertmanager((_, r) =>
      answer(r, 200, 'text/html', badInput('sign-in.html')),
    );
    expect((await source.expireSilence('00000000', signal)).kind).toBe('unknown');
  });

  it('sends no id that could leave its place in the URL', async () => {
    const { server, source } = await alertmanager(replay('alertmanager-silence-expire'));
    for (const id of ['', '../alerts', 'a/b', 'a?b', '%2e%2e', 'x'.repeat(65)]) {
      expect((await source.expireSilence(id, signal)).kind).toBe('not-sent');
    }
    expect(server.seen).toHaveLength(0);
  });
});

describe('the Tempo source', () => {
  it('reads build info, readiness and a search, slowest first', async () => {
    const { server, http } = await serve((request, response) => {
      const name = request.url.includes('search')
        ? 'tempo-search'
        : request.url.includes('ready')
          ? 'tempo-ready'
          : 'tempo-buildinfo';
      replay(name)(request, response);
    });
    const tempo = createTempoSource(http);
    expect(await tempo.buildInfo(signal)).toMatchObject({ value: { value: { version: '' } } });
    expect(await tempo.ready(signal)).toMatchObject({ ok: true });
    const query = {
      service: 'transformers',
      floorMs: 1999.7,
      startMs: 1795362561400,
      endMs: 1795363161400,
      limit: 20,
    };
    const found = await tempo.search(query, signal);
    if (!found.ok) throw new Error(found.error.message);
    const durations = found.value.value.traces.map((one) => one.durationMs);
    expect(durations).toHaveLength(10);
    expect(durations).toEqual([...durations].sort((a, b) => b - a));
    const sent = new URL(server.seen[2]?.url ?? '', 'http://h').searchParams;
    expect(Object.fromEntries(sent)).toEqual({
      q: '{ resource.service.name = "transformers" && traceDuration >= 1999ms } | select(status)',
      start: '1795362561',
      end: '1795363162',
      limit: '20',
    });
  });

  it('tells a bad query and a server that is not ready in their words', async () => {
    const bad = createTempoSource((await serve(replay('tempo-search-bad-traceql'))).http);
    const query = { service: 'x', floorMs: 0, startMs: 0, endMs: 1, limit: 1 };
    expect(await bad.search(query, signal)).toMatchObject({
      error: {
        kind: 'status',
        status: 400,
        message: expect.stringContaining('parse error at line 1'),
      },
    });
    const starting = await serve((_, r) => answer(r, 503, 'text/plain', 'Ingester not ready'));
    expect(await createTempoSource(starting.http).ready(signal)).toMatchObject({
      error: {
        kind: 'status',
        status: 503,
        message: '503 Service Unavailable: Ingester not ready',
      },
    });
  });

  it.each([
    ['plain', 0, '{ resource.service.name = "plain" } | select(status)'],
    [
      'q"} | { true',
      5,
      '{ resource.service.name = "q\\"} | { true" && traceDuration >= 5ms } | select(status)',
    ],
    [
      'back\\slash\n',
      Number.NaN,
      '{ resource.service.name = "back\\\\slash\\n" } | select(status)',
    ],
    ['\ud800', Number.POSITIVE_INFINITY, '{ resource.service.name = "\ufffd" } | select(status)'],
    ['', -1, '{ resource.service.name = "" } | select(status)'],
  ])('quotes %j', (service, floorMs, query) => {
    expect(traceQl(service, floorMs)).toBe(query);
  });
});
