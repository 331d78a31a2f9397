import type { ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { badInput } from '../../../e2e/fixtures/bad-input/bad-input';
import {
  answer,
  answerJson,
  type Script,
  type ScriptedServer,
  scriptedServer,
} from '../../../e2e/fixtures/scripted-server';
import type { Failure } from '../../../shared/domain/sources';
import { type EndpointSettings, parseEndpoint } from '../../../shared/settings/settings';
import { resolveCredentials } from './credentials';
import { createHttpClient, type HttpAnswer, type HttpClient } from './http';

const clock = { now: () => Date.now() };
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const PASSWORD = 'correct-horse-battery';
const TOKEN = 'tok_0123456789abcdef';
const TENANT = 'tenant-seven';

function endpointOf(input: Record<string, unknown>): EndpointSettings {
  const parsed = parseEndpoint(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

async function clientOf(input: Record<string, unknown>): Promise<HttpClient> {
  const endpoint = endpointOf({ timeoutMs: 5000, ...input });
  const credentials = await resolveCredentials(endpoint, { pw: PASSWORD, tok: TOKEN });
  if (!credentials.ok) throw new Error(credentials.error.message);
  const client = createHttpClient(endpoint, credentials.value, clock);
  cleanups.push(() => client.close());
  return client;
}

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  cleanups.push(() => server.close());
  return server;
}

async function clientFor(script: Script, more: Record<string, unknown> = {}) {
  const server = await serve(script);
  return { server, client: await clientOf({ url: server.url, ...more }) };
}

const never = () => new AbortController().signal;

function get(client: HttpClient, path = 'x', maxBytes?: number): Promise<HttpAnswer> {
  return client.get(path, {}, { signal: never(), ...(maxBytes === undefined ? {} : { maxBytes }) });
}

async function failureOf(exchange: Promise<HttpAnswer>): Promise<Failure> {
  const got = await exchange;
  if (got.ok) throw new Error(`expected a failure, got ${got.value.text.slice(0, 100)}`);
  return got.error;
}

/** A raw TCP server, for what no HTTP server would do. */
async function rawServer(onSocket: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function deadPort(): Promise<number> {
  const server = await scriptedServer(() => undefined);
  await server.close();
  return server.port;
}

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

describe('statuses', () => {
  const failing = async (
    status: number,
    contentType: string,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<Failure> => {
    const { client } = await clientFor((_, r) => answer(r, status, contentType, body, headers));
    return failureOf(get(client));
  };

  it.each([
    [401, 'text/plain', 'Unauthorized\n', 'unauthorized', '401 Unauthorized: Unauthorized'],
    [
      403,
      'application/json',
      '{"message":"no access to this tenant"}',
      'unauthorized',
      '403 Forbidden: no access to this tenant',
    ],
    [404, 'text/plain', '404 page not found\n', 'status', '404 Not Found: 404 page not found'],
    [
      410,
      'application/json',
      '{"status":"deprecated","error":"gone for good"}',
      'api-error',
      'gone for good',
    ],
    [
      400,
      'application/json',
      '{"status":"error","errorType":"bad_data","error":"parse error"}',
      'api-error',
      'bad_data: parse error',
    ],
    [400, 'application/json', '"bad matcher"', 'api-error', 'bad matcher'],
    [
      422,
      'application/json',
      '{"code":612,"message":"matchers required"}',
      'api-error',
      'matchers required',
    ],
    [
      429,
      'application/json',
      '{"status":"error","errorType":"x","error":"slow down"}',
      'status',
      '429 Too Many Requests: x: slow down',
    ],
    [
      500,
      'application/json',
      '"cannot list silences"',
      'status',
      '500 Internal Server Error: cannot list silences',
    ],
    [
      502,
      'text/html',
      badInput('nginx-502.html'),
      'status',
      '502 Bad Gateway: an HTML page titled “502 Bad Gateway”',
    ],
    [
      503,
      'text/plain',
      'Limit of concurrent GET requests reached (8), try again later.\n',
      'status',
      '503 Service Unavailable: Limit of concurrent GET requests reached (8), try again later.',
    ],
    [500, 'text/plain', '', 'status', '500 Internal Server Error'],
    [599, 'text/plain', '', 'status', '599 unknown status'],
  ])('%i %s is told with the server’s words', async (status, type, body, kind, message) => {
    expect(await failing(status, type, body)).toEqual({ kind, message, status });
  });

  it('cuts a long error text to one line of 300 characters', async () => {
    const failure = await failing(500, 'text/plain', `a\u0000\n\u001b[31m${'long '.repeat(5000)}`);
    expect(failure.message).toHaveLength(300);
    expect(failure.message).toMatch(/^500 Internal Server Error: a \[31mlong long [^\p{Cc}]*…$/u);
  });

  it.each([
    [{ 'Retry-After': '7' }, 7000],
    [{ 'Retry-After': '999999' }, 3_600_000],
    [
      { 'Retry-After': 'Sun, 22 Nov 2026 16:00:30 GMT', Date: 'Sun, 22 Nov 2026 16:00:00 GMT' },
      30_000,
    ],
    [{ 'Retry-After': 'Sun, 22 Nov 2026 15:00:00 GMT', Date: 'Sun, 22 Nov 2026 16:00:00 GMT' }, 0],
    [{ 'Retry-After': 'soon' }, undefined],
    [{}, undefined],
  ])('reads %j as %s ms', async (headers, ms) => {
    const failure = await failing(429, 'text/plain', 'slow down', headers);
    expect(failure.retryAfterMs).toBe(ms);
    expect(failure.kind).toBe('status');
  });

  it.each([
    [
      302,
      'https://login.example.org/sso?state=s3cr3t',
      'redirects to https://login.example.org, which is not followed',
    ],
    [
      301,
      '/prometheus/graph',
      /^redirects within http:\/\/127\.0\.0\.1:\d+: is the path of the URL right\?$/,
    ],
    [307, 'javascript:alert(1)', 'redirects to a javascript: address, which is not followed'],
    [308, 'http://[', 'redirects, without saying where'],
    [303, undefined, 'redirects, without saying where'],
  ])('does not follow %i to %s', async (status, location, message) => {
    const { server, client } = await clientFor(
      (_, r) =>
        answer(r, status, 'text/plain', '', location === undefined ? {} : { Location: location }),
      { auth: { kind: 'bearer', token: { secret: 'tok' } } },
    );
    const failure = await failureOf(get(client));
    expect(failure).toMatchObject({ kind: 'redirect', status });
    expect(failure.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
    expect(failure.message).not.toContain('s3cr3t');
    expect(server.seen).toHaveLength(1);
  });
});

describe('no JSON', () => {
  it.each([
    [badInput('grafana.html'), 'expected JSON, found an HTML page titled “Grafana”'],
    [
      badInput('sign-in.html'),
      'expected JSON, found an HTML page titled “Sign in & continue <script>alert(1)</script>”',
    ],
    [
      badInput('alerts-truncated.json.txt'),
      /^expected JSON, found JSON that ends early, after \d+ characters$/,
    ],
    ['{"a": 1', 'expected JSON, found JSON that ends early, after 7 characters'],
    ['{"a": 1}}', 'expected JSON, found damaged JSON'],
    ['[NaN]', 'expected JSON, found damaged JSON'],
    ['', 'expected JSON, found an empty answer'],
    [
      'Prometheus Server is Ready.\n',
      'expected JSON, found text that begins “Prometheus Server is Ready.”',
    ],
    ['<?xml version="1.0"?><a/>', 'expected JSON, found XML or HTML'],
    ['<html><body>hi</body></html>', 'expected JSON, found an HTML page'],
  ])('%j', async (body, message) => {
    const { client } = await clientFor((_, r) => answer(r, 200, 'application/json', body));
    const failure = await failureOf(get(client));
    expect(failure).toMatchObject({ kind: 'not-json', status: 200 });
    expect(failure.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });
});

describe('no whole answer', () => {
  it('refused connection', async () => {
    const port = await deadPort();
    const client = await clientOf({ url: `http://127.0.0.1:${port}` });
    expect(await failureOf(get(client))).toEqual({
      kind: 'network',
      message: `connection refused by 127.0.0.1:${port} (ECONNREFUSED)`,
    });
  });

  it('refused on every address of a name', async () => {
    const port = await deadPort();
    const client = await clientOf({ url: `http://localhost:${port}` });
    expect(await failureOf(get(client))).toMatchObject({
      kind: 'network',
      message: `connection refused by localhost:${port} (ECONNREFUSED)`,
    });
  });

  it('closed without an answer', async () => {
    const client = await clientOf({ url: await rawServer((socket) => socket.destroy()) });
    const failure = await failureOf(get(client));
    expect(failure.kind).toBe('network');
    expect(failure.message).toMatch(/closed the connection without an answer \(ECONNRESET\)$/);
  });

  it('closed in the middle of the answer', async () => {
    const { client } = await clientFor((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('[1,2', () => response.destroy());
    });
    const failure = await failureOf(get(client));
    expect(failure.kind).toBe('network');
    expect(failure.message).toMatch(/closed the connection in the middle of its answer$/);
  });

  it('something that is no HTTP', async () => {
    const url = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const failure = await failureOf(get(await clientOf({ url })));
    expect(failure.kind).toBe('network');
    expect(failure.message).toMatch(/does not speak HTTP \(HPE_/);
  });

  it('damaged compression', async () => {
    const { client } = await clientFor((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end('not gzip at all');
    });
    const failure = await failureOf(get(client));
    expect(failure.kind).toBe('network');
    expect(failure.message).toMatch(/the compressed answer of .* is damaged/);
  });

  it.each([
    ['hangs', (_: ServerResponse) => undefined, /^no answer within 0\.5 s$/],
    [
      'drips slowly',
      (response: ServerResponse) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      },
      /^the answer did not end within 0\.5 s$/,
    ],
  ])('a server that %s meets our own deadline', async (_name, script, message) => {
    const { client } = await clientFor((_, response) => script(response), { timeoutMs: 500 });
    const failure = await failureOf(get(client));
    expect(failure.kind).toBe('timeout');
    expect(failure.message).toMatch(message);
  });

  it('asks once more where a kept connection turns out to be dead', async () => {
    let count = 0;
    const { server, client } = await clientFor((_, response) => {
      count += 1;
      if (count === 2) response.socket?.destroy();
      else answerJson(response, count);
    });
    expect(await get(client)).toMatchObject({ ok: true, value: { json: 1 } });
    expect(await get(client)).toMatchObject({ ok: true, value: { json: 3 } });
    expect(server.connections()).toBe(2);
  });
});

describe('too large', () => {
  const CHUNK = Buffer.alloc(256 * 1024, ' ');

  /** Writes `total` bytes as fast as they are taken; tells how many were. */
  function pour(response: ServerResponse, total: number): { written: number } {
    const state = { written: 0 };
    const step = () => {
      while (state.written < total && !response.destroyed) {
        state.written += CHUNK.length;
        if (!response.write(CHUNK)) {
          response.once('drain', step);
          return;
        }
      }
      if (!response.destroyed) response.end();
    };
    step();
    return state;
  }

  it('stops reading a 50 MB answer at the cap', async () => {
    let poured = { written: 0 };
    const { client } = await clientFor((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      poured = pour(response, 50 * 1024 * 1024);
    });
    expect(await failureOf(get(client, 'x', 4 * 1024 * 1024))).toEqual({
      kind: 'too-large',
      message: 'the answer is over 4 MiB',
    });
    // The cap, and what was under way in the sockets' buffers.
    expect(poured.written).toBeLessThan(25 * 1024 * 1024);
  });

  it('caps at 32 MiB by itself', async () => {
    const { client } = await clientFor((_, response) => {
      response.writeHead(200);
      pour(response, 50 * 1024 * 1024);
    });
    expect((await failureOf(get(client))).message).toBe('the answer is over 32 MiB');
  });

  it('reads nothing of an answer that announces its size', async () => {
    let poured = { written: 0 };
    const total = 50 * 1024 * 1024;
    const { client } = await clientFor((_, response) => {
      response.writeHead(200, { 'Content-Length': String(total) });
      poured = pour(response, total);
    });
    expect((await failureOf(get(client, 'x', 1024 * 1024))).kind).toBe('too-large');
    expect(poured.written).toBeLessThan(25 * 1024 * 1024);
  });

  it('counts after decompression', async () => {
    const { client } = await clientFor((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(8 * 1024 * 1024, ' ')));
    });
    expect((await failureOf(get(client, 'x', 1024 * 1024))).kind).toBe('too-large');
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
      failure: { kind: 'timeout', message: 'no connection within 0.5 s' },
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

describe('secrets', () => {
  const encoded = Buffer.from(`ops:${PASSWORD}`).toString('base64');
  const logins = [
    {
      auth: { kind: 'basic', username: 'ops', password: { secret: 'pw' } },
      secrets: [PASSWORD, encoded, TENANT],
    },
    { auth: { kind: 'bearer', token: { secret: 'tok' } }, secrets: [TOKEN, TENANT] },
  ];

  /** Servers that repeat what they were sent, in every way a failure can show text. */
  const echoes = (secrets: readonly string[]): Readonly<Record<string, Script>> => {
    const all = secrets.join(' ');
    return {
      'a text error': (r, s) => answer(s, 500, 'text/plain', JSON.stringify(r.headers)),
      'a JSON error': (_, s) => answerJson(s, { message: all }, 400),
      'an unauthorized answer': (_, s) => answer(s, 401, 'text/plain', all),
      'an encoded one': (_, s) => answer(s, 403, 'text/plain', encodeURIComponent(all)),
      'a page': (_, s) => answer(s, 200, 'text/html', `<html><title>${all}</title>`),
      'a text in place of JSON': (_, s) => answer(s, 200, 'text/plain', all),
      'a redirect': (_, s) =>
        answer(s, 302, 'text/plain', '', { Location: `http://x.example/?${secrets[0]}` }),
      'a reset': (_, s) => s.socket?.destroy(),
      'a hang': () => undefined,
    };
  };

  function expectNoneIn(text: string, secrets: readonly string[]): void {
    expect(text).toContain('"kind"');
    for (const secret of secrets) expect(text).not.toContain(secret.slice(0, 8));
  }

  for (const { auth, secrets } of logins) {
    const more = { auth, headers: [{ name: 'X-Scope-OrgID', value: TENANT }], timeoutMs: 500 };

    it.each(Object.entries(echoes(secrets)))(
      `do not come out: ${auth.kind}, %s`,
      async (_name, script) => {
        const { client } = await clientFor(script, more);
        const failures = [
          await get(client),
          await client.send('POST', 'x', { a: 1 }, { signal: never() }),
        ].map((one) => ('ok' in one ? !one.ok && one.error : 'failure' in one && one.failure));
        expectNoneIn(JSON.stringify(failures), secrets);
      },
    );

    it(`do not come out in part where a message is cut: ${auth.kind}`, async () => {
      const { client } = await clientFor(
        (r, s) =>
          answer(
            s,
            500,
            'text/plain',
            `${'y'.repeat(Number(r.url.slice(1)))} ${secrets.join(' ')}`,
          ),
        more,
      );
      for (let padding = 180; padding < 275; padding += 5) {
        const failure = await failureOf(get(client, String(padding)));
        expectNoneIn(JSON.stringify(failure), secrets);
      }
    });
  }
});
