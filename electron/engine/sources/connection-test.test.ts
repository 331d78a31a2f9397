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
import { pem } from '../../../e2e/fixtures/tls/tls';
import type { SourceKind } from '../../../shared/domain/sources';
import type { ConnectionReport } from '../../../shared/ipc/api';
import { parseEndpoint } from '../../../shared/settings/settings';
import { testConnection } from './connection-test';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function serve(...args: Parameters<typeof scriptedServer>): Promise<ScriptedServer> {
  const server = await scriptedServer(...args);
  cleanups.push(() => server.close());
  return server;
}

/** Recorded answers by path; everything else is Go's 404. */
const routes =
  (byPath: Readonly<Record<string, string | Script>>): Script =>
  (request, response) => {
    const path = request.url.split('?')[0] ?? '';
    const route = Object.hasOwn(byPath, path) ? byPath[path] : undefined;
    if (route === undefined) answer(response, 404, 'text/plain', '404 page not found\n');
    else if (typeof route === 'function') route(request, response);
    else {
      const one = recorded(route);
      answer(response, one.status, one.contentType ?? 'text/plain', wireText(one));
    }
  };

const PROMETHEUS = {
  '/api/v1/status/buildinfo': 'prometheus-buildinfo',
  '/api/v1/query': 'prometheus-query-scalar',
  '/api/v1/rules': 'prometheus-rules',
};
const ALERTMANAGER = {
  '/api/v2/status': 'alertmanager-status',
  '/api/v1/status/buildinfo': 'alertmanager-v1-gone',
  '/api/v1/query': 'alertmanager-v1-gone',
};
const TEMPO = { '/api/status/buildinfo': 'tempo-buildinfo', '/ready': 'tempo-ready' };
const page =
  (file: string): Script =>
  (_, response) =>
    answer(response, 200, 'text/html', badInput(file));

async function test(
  source: SourceKind,
  url: string,
  more: Record<string, unknown> = {},
  typed?: string,
): Promise<ConnectionReport> {
  const endpoint = parseEndpoint({ url, timeoutMs: 2000, ...more });
  if (!endpoint.ok) throw new Error(JSON.stringify(endpoint.error));
  let now = 0;
  const clock = { now: () => (now += 1) };
  const { signal } = new AbortController();
  return testConnection(source, endpoint.value, { tok: 'stored-token' }, typed, clock, signal);
}

describe('testConnection', () => {
  it('finds the right servers', async () => {
    const prometheus = await serve(routes(PROMETHEUS));
    expect(await test('prometheus', prometheus.url)).toMatchObject({
      kind: 'ok',
      version: '3.5.3+ds1',
      notes: ['7 alerting rules loaded'],
    });
    const alertmanager = await serve(routes(ALERTMANAGER));
    expect(await test('alertmanager', alertmanager.url)).toMatchObject({
      kind: 'ok',
      version: '0.33.1',
      notes: [],
    });
    const tempo = await serve(routes(TEMPO));
    const report = await test('tempo', tempo.url);
    expect(report).toMatchObject({ kind: 'ok', version: 'unknown', notes: [] });
    expect(report.latencyMs).toBeGreaterThan(0);
  });

  it.each<[SourceKind, Readonly<Record<string, string | Script>>, string]>([
    ['prometheus', ALERTMANAGER, 'Alertmanager 0.33.1'],
    ['prometheus', TEMPO, 'Tempo '],
    ['alertmanager', PROMETHEUS, 'Prometheus 3.5.3+ds1'],
    ['tempo', PROMETHEUS, 'Prometheus 3.5.3+ds1'],
    ['tempo', ALERTMANAGER, 'Alertmanager 0.33.1'],
    [
      'prometheus',
      { '/api/health': (_, r) => answerJson(r, { database: 'ok', version: '12.1.0' }) },
      'Grafana 12.1.0',
    ],
    [
      'prometheus',
      { '/loki/api/v1/status/buildinfo': (_, r) => answerJson(r, { version: '3.4' }) },
      'Loki 3.4',
    ],
  ])('recognises another server at the %s URL', async (source, other, found) => {
    const server = await serve(routes(other));
    expect(await test(source, server.url)).toMatchObject({
      kind: 'wrong-server',
      found: found.trim(),
    });
  });

  it.each<[string, string]>([
    ['grafana.html', 'a web page titled “Grafana”'],
    ['sign-in.html', 'a web page titled “Sign in & continue <script>alert(1)</script>”'],
  ])('recognises %s everywhere', async (file, found) => {
    const server = await serve(page(file));
    expect(await test('alertmanager', server.url)).toMatchObject({ kind: 'wrong-server', found });
  });

  it('notices the address of a page in place of the server’s', async () => {
    const server = await serve(routes(PROMETHEUS));
    expect(await test('prometheus', `${server.url}/graph`)).toMatchObject({
      kind: 'wrong-server',
      found: `the right server at ${server.url}, without /graph`,
    });
  });

  it('says what fails where nothing is recognised', async () => {
    const server = await serve(routes({}));
    expect(await test('prometheus', server.url)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'status', status: 404 },
    });
  });

  it('takes a Prometheus that tells no version', async () => {
    const server = await serve(
      routes({
        ...PROMETHEUS,
        '/api/v1/status/buildinfo': (_, r) => answer(r, 404, 'text/plain', ''),
      }),
    );
    expect(await test('prometheus', server.url)).toMatchObject({ kind: 'ok', version: 'unknown' });
  });

  it.each<[string, Script, string]>([
    ['a refused login', (_, r) => answer(r, 401, 'text/plain', 'no'), 'unauthorized'],
    ['a server in trouble', (_, r) => answer(r, 503, 'text/plain', 'starting'), 'status'],
    ['a reset', (_, r) => r.socket?.destroy(), 'network'],
  ])('does not go on asking after %s', async (_name, script, kind) => {
    const server = await serve(script);
    expect(await test('prometheus', server.url)).toMatchObject({
      kind: 'failed',
      failure: { kind },
    });
    expect(server.seen).toHaveLength(1);
  });

  it('uses the typed secret, not the stored one, and not for a file', async () => {
    const server = await serve(routes(PROMETHEUS));
    const auth = { kind: 'bearer', token: { secret: 'tok' } };
    await test('prometheus', server.url, { auth }, 'typed-token');
    await test('prometheus', server.url, { auth });
    expect(server.seen.map((one) => one.headers.authorization)).toEqual([
      ...Array(3).fill('Bearer typed-token'),
      ...Array(3).fill('Bearer stored-token'),
    ]);
    const missing = { kind: 'bearer', token: { file: '/nonexistent/token' } };
    expect(await test('prometheus', server.url, { auth: missing }, 'typed-token')).toMatchObject({
      kind: 'failed',
      failure: { kind: 'unauthorized', message: expect.stringContaining('/nonexistent/token') },
    });
  });

  it('notes what is not safe', async () => {
    const server = await serve(routes(ALERTMANAGER), {
      cert: pem('self-signed.pem'),
      key: pem('self-signed-key.pem'),
    });
    expect(await test('alertmanager', server.url)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'tls' },
    });
    expect(await test('alertmanager', server.url, { tls: { skipVerify: true } })).toMatchObject({
      kind: 'ok',
      notes: ['the certificate is not checked'],
    });
  });

  it('repeats no secret that a page shows', async () => {
    const server = await serve((request, response) =>
      answer(response, 200, 'text/html', `<html><title>${request.headers.authorization}</title>`),
    );
    const auth = { kind: 'bearer', token: { secret: 'tok' } };
    const report = await test('tempo', server.url, { auth });
    expect(report).toMatchObject({ kind: 'wrong-server', found: 'a web page titled “Bearer •••”' });
  });
});
