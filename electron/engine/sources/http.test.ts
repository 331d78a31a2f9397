import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  cleanUpAfterEach,
  clientFor,
  clientOf,
  deadPort,
  get,
  never,
  PASSWORD,
  rawServer,
  TENANT,
  TOKEN,
} from '../../../e2e/fixtures/loopback-client';
import { answer, answerJson } from '../../../e2e/fixtures/scripted-server';
import type { HttpClient } from './http';

cleanUpAfterEach();

describe('what is sent', () => {
  it('keeps the path prefix, encodes parameters, sends headers and says who it is', async () => {
    const { server, client } = await clientFor((_, response) => answerJson(response, []));
    const prefixed = await clientOf({
      url: `${server.url}/prometheus`,
      headers: [{ name: 'X-Scope-OrgID', value: TENANT }],
      auth: { kind: 'basic', username: 'ops', password: { secret: 'pw' } },
    });
    await prefixed.get('api/v1/query', { query: 'a{b="c&d"} + 1', time: '1' }, { signal: never() });
    await get(client, 'api/v2/alerts');
    const [first, second] = server.seen;
    expect(first?.url).toBe('/prometheus/api/v1/query?query=a%7Bb%3D%22c%26d%22%7D+%2B+1&time=1');
    expect(first?.headers).toMatchObject({
      'x-scope-orgid': TENANT,
      authorization: `Basic ${Buffer.from(`ops:${PASSWORD}`).toString('base64')}`,
      'user-agent': 'Batchwatch',
    });
    expect(second?.url).toBe('/api/v2/alerts');
    expect(second?.headers.authorization).toBeUndefined();
  });

  it('keeps a prefix with a slash at its end, and sends a bearer token', async () => {
    const { server } = await clientFor((_, response) => answerJson(response, []));
    const client = await clientOf({
      url: `${server.url}/a/b/`,
      auth: { kind: 'bearer', token: { secret: 'tok' } },
    });
    await get(client, 'api/x');
    expect(server.seen[0]?.url).toBe('/a/b/api/x');
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('sends long queries as a form where the endpoint takes one', async () => {
    const { server, client } = await clientFor((_, response) => answerJson(response, 1));
    const query = `up{job=~"${'x|'.repeat(1500)}"}`;
    const params = { query, time: '5' };
    await client.get('api/v1/query', params, { signal: never(), longAsForm: true });
    await client.get('api/v1/query', { query: 'up' }, { signal: never(), longAsForm: true });
    expect(server.seen.map((one) => one.method)).toEqual(['POST', 'GET']);
    expect(server.seen[0]?.url).toBe('/api/v1/query');
    expect(server.seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual(params);
  });

  it('uses one connection again, and ignores proxy variables', async () => {
    const { server, client } = await clientFor((_, response) => answerJson(response, 1));
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${await deadPort()}`;
    try {
      for (let round = 0; round < 4; round += 1) expect((await get(client)).ok).toBe(true);
    } finally {
      if (before === undefined) delete process.env['HTTP_PROXY'];
      else process.env['HTTP_PROXY'] = before;
    }
    expect(server.connections()).toBe(1);
  });
});

describe('a good answer', () => {
  it('comes with its cost', async () => {
    const { client } = await clientFor((_, response) =>
      answer(response, 200, 'application/json; charset=utf-8', '\ufeff{"π":[1]}'),
    );
    const got = await get(client);
    expect(got).toMatchObject({
      ok: true,
      value: { status: 200, json: { π: [1] }, contentType: 'application/json; charset=utf-8' },
    });
    expect(got.ok && got.value.bytes).toBe(13);
    expect(got.ok && got.value.latencyMs).toBeGreaterThanOrEqual(0);
  });

  it('may be compressed', async () => {
    const { client } = await clientFor((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync('{"a":1}'));
    });
    expect(await get(client)).toMatchObject({ ok: true, value: { json: { a: 1 }, bytes: 7 } });
  });

  it('may be text where text is expected', async () => {
    const { client } = await clientFor((_, r) => answer(r, 200, 'text/plain', 'ready\n'));
    const got = await client.get('ready', {}, { signal: never(), expect: 'text' });
    expect(got).toMatchObject({ ok: true, value: { text: 'ready\n', json: undefined } });
  });
});

describe('an abort by the caller', () => {
  it('rejects with the signal’s reason, before, during and never as a failure', async () => {
    let asked: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { server, client } = await clientFor(() => asked());
    const done = AbortSignal.abort();
    await expect(client.get('x', {}, { signal: done })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(server.seen).toHaveLength(0);
    const ending = new AbortController();
    const pending = client.get('x', {}, { signal: ending.signal });
    await arrived;
    ending.abort(new Error('stopped by the test'));
    await expect(pending).rejects.toThrow('stopped by the test');
  });
});

describe('send', () => {
  const send = (client: HttpClient, signal = never()) =>
    client.send('POST', 'api/v2/silences', { a: 1 }, { signal });

  it('sends JSON and reads the answer, JSON or not', async () => {
    const { server, client } = await clientFor((one, response) =>
      one.method === 'POST' ? answerJson(response, { silenceID: 'x' }) : response.end(),
    );
    expect(await send(client)).toMatchObject({
      kind: 'answered',
      body: { json: { silenceID: 'x' } },
    });
    expect(
      await client.send('DELETE', 'api/v2/silence/x', undefined, { signal: never() }),
    ).toMatchObject({ kind: 'answered', body: { json: undefined, text: '' } });
    expect(server.seen[0]).toMatchObject({ method: 'POST', body: '{"a":1}' });
    expect(server.seen[0]?.headers['content-type']).toBe('application/json');
    expect(server.seen[1]).toMatchObject({ method: 'DELETE', body: '' });
    // Never over a kept connection, which may be dead without our knowing.
    expect(server.connections()).toBe(2);
  });

  it('was not sent where nobody listens', async () => {
    const client = await clientOf({ url: `http://127.0.0.1:${await deadPort()}` });
    expect(await send(client)).toMatchObject({ kind: 'not-sent', failure: { kind: 'network' } });
  });

  it('was not sent where a connection never came to stand', async () => {
    const url = await rawServer((socket) => socket.resume());
    const client = await clientOf({ url: url.replace('http:', 'https:'), timeoutMs: 500 });
    expect(await send(client)).toEqual({
      kind: 'not-sent',
      failure: {
        kind: 'timeout',
        message: 'no connection within 0.5 s',
        reason: { code: 'no-connection', seconds: 0.5 },
      },
    });
  });

  it('is unknown after a reset, a deadline or a gateway’s excuse, and never repeated', async () => {
    const reset = await clientFor((_, response) => response.socket?.destroy());
    expect(await send(reset.client)).toMatchObject({
      kind: 'unknown',
      failure: { kind: 'network' },
    });
    expect(reset.server.seen).toHaveLength(1);
    const hang = await clientFor(() => undefined, { timeoutMs: 500 });
    expect(await send(hang.client)).toMatchObject({
      kind: 'unknown',
      failure: { kind: 'timeout' },
    });
    const gateway = await clientFor((_, r) => answer(r, 504, 'text/html', '<html></html>'));
    expect(await send(gateway.client)).toMatchObject({ kind: 'unknown', failure: { status: 504 } });
  });

  it('is refused with any other status', async () => {
    const { client } = await clientFor((_, r) => answer(r, 400, 'application/json', '"no"'));
    expect(await send(client)).toMatchObject({
      kind: 'refused',
      status: 400,
      failure: { message: 'no' },
    });
  });
});
