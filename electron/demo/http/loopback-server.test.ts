import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../test-support/client';
import { json } from './api';
import { type LoopbackServer, startLoopbackServer } from './loopback-server';

const BODY = { status: 'success', data: 'x'.repeat(100) };
const running: LoopbackServer[] = [];

async function start(): Promise<LoopbackServer> {
  const server = await startLoopbackServer(
    () => 1000,
    ({ params }) => json({ ...BODY, echo: params.get('echo') }),
  );
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

describe('loopback server', () => {
  it('listens on 127.0.0.1, reads parameters from query and form, and keeps a log', async () => {
    const { url, requests } = await start();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((await ask(`${url}/a?echo=1`)).body).toMatchObject({ echo: '1' });
    const posted = await ask(`${url}/b`, {
      method: 'POST',
      body: new URLSearchParams({ echo: '2' }),
    });
    expect(posted.body).toMatchObject({ echo: '2' });
    expect(requests.map(({ method, url: path, at }) => [method, path, at])).toEqual([
      ['GET', '/a?echo=1', 1000],
      ['POST', '/b', 1000],
    ]);
  });

  it('refuses connections and comes back on the same port', async () => {
    const server = await start();
    await server.set({ mode: 'refuse' });
    await expect(ask(`${server.url}/a`)).rejects.toThrow();
    await server.set({ mode: 'ok' });
    expect((await ask(`${server.url}/a`)).status).toBe(200);
  });

  it('hangs until the client gives up', async () => {
    const server = await start();
    await server.set({ mode: 'hang' });
    await expect(ask(`${server.url}/a`, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    expect(server.requests).toHaveLength(1);
  });

  it('truncates, cuts, and answers garbage, pages, statuses and other bodies', async () => {
    const server = await start();
    const text = async () => (await fetch(`${server.url}/a`)).text();
    await server.set({ mode: 'truncate' });
    const half = await text();
    expect(JSON.stringify({ ...BODY, echo: null }).startsWith(half)).toBe(true);
    expect(() => JSON.parse(half)).toThrow();
    await server.set({ mode: 'cut' });
    await expect(text()).rejects.toThrow();
    await server.set({ mode: 'garbage' });
    const garbage = await text();
    expect(() => JSON.parse(garbage)).toThrow();
    await server.set({ mode: 'html' });
    expect(await ask(`${server.url}/a`)).toMatchObject({
      status: 200,
      contentType: 'text/html; charset=utf-8',
    });
    await server.set({ mode: 'status', status: 429, headers: { 'retry-after': '7' } });
    const busy = await fetch(`${server.url}/a`);
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7']);
    await server.set({ mode: 'json', body: [1] });
    expect((await ask(`${server.url}/a`)).body).toEqual([1]);
    await server.set({ mode: 'huge', bytes: 3_000_001 });
    expect(await text()).toHaveLength(3_000_001);
  });

  it('limits a fault to a path and a method; the last one set wins; ok ends them all', async () => {
    const server = await start();
    const status = async (path: string, method = 'GET') =>
      (await ask(`${server.url}${path}`, { method })).status;
    await server.set({ mode: 'status', status: 500 });
    await server.set({ mode: 'status', status: 503, path: '/one' });
    await server.set({ mode: 'status', status: 401, path: /^\/two/, method: 'POST' });
    await server.set({ mode: 'ok', path: '/three' });
    expect(
      await Promise.all([
        status('/one'),
        status('/two'),
        status('/two/x', 'POST'),
        status('/three'),
      ]),
    ).toEqual([503, 500, 401, 200]);
    await server.set({ mode: 'status', status: 504, path: '/one' });
    expect(await status('/one')).toBe(504);
    await server.set({ mode: 'ok' });
    expect(await Promise.all([status('/one'), status('/two')])).toEqual([200, 200]);
  });

  it('answers only by its loopback address, so that no web page reaches it under another name', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    const { request } = await import('node:http');
    const got = await new Promise<number | undefined>((resolve, reject) => {
      request({ port, host: '127.0.0.1', headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(got).toBe(403);
  });
});
