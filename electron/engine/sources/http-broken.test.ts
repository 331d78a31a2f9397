import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  cleanUpAfterEach,
  clientFor,
  clientOf,
  deadPort,
  failureOf,
  get,
  rawServer,
} from '../../../e2e/fixtures/loopback-client';
import { answerJson } from '../../../e2e/fixtures/scripted-server';

cleanUpAfterEach();

describe('no whole answer', () => {
  it('refused connection', async () => {
    const port = await deadPort();
    const client = await clientOf({ url: `http://127.0.0.1:${port}` });
    expect(await failureOf(get(client))).toEqual({
      kind: 'network',
      message: `connection refused by 127.0.0.1:${port} (ECONNREFUSED)`,
      reason: { code: 'refused', host: `127.0.0.1:${port}`, system: 'ECONNREFUSED' },
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
      reason: { code: 'too-large', mib: 4 },
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
