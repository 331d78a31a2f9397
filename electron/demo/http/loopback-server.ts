import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { assertNever } from '../../../shared/result';
import type { ApiHandler, ApiResponse } from './api';
import { type FaultRule, faultFor, isSilent, withRule } from './faults';

export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`; stays the same when it refuses for a while. */
  readonly url: string;
  /** The last thousand requests, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** Resolves when the fault is in force. */
  set(rule: FaultRule): Promise<void>;
  stop(): Promise<void>;
}

const LOG_LENGTH = 1000;
const BODY_MAX = 1024 * 1024;
const LOGIN_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><form action="/login"><input name="user"></form></body></html>';

/** A server on a free port of 127.0.0.1 that answers as `handle` says, unless a fault is set. */
export async function startLoopbackServer(
  now: () => number,
  handle: ApiHandler,
): Promise<LoopbackServer> {
  const requests: RequestRecord[] = [];
  const sockets = new Set<Socket>();
  let rules: readonly FaultRule[] = [];
  let stopped = false;

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const { method = 'GET', url = '/', headers } = request;
    requests.push({ at: now(), method, url, headers, body });
    if (requests.length > LOG_LENGTH) requests.shift();
    // a page in a browser can be made to send requests here under another host's name
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) {
      send(response, {
        status: 403,
        contentType: 'text/plain',
        body: 'only by its loopback address\n',
      });
      return;
    }
    const target = new URL(url, 'http://127.0.0.1');
    const params = new URLSearchParams(target.search);
    if (/^application\/x-www-form-urlencoded/.test(headers['content-type'] ?? '')) {
      for (const [name, value] of new URLSearchParams(body)) params.append(name, value);
    }
    const path = safelyDecoded(target.pathname);
    const answer = () => handle({ method, path, params, body });
    await respond(faultFor(rules, method, path), response, answer);
  };

  await listen(server, 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;

  const silence = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async set(rule) {
      rules = withRule(rules, rule);
      const silent = isSilent(rules);
      if (silent && server.listening) await silence();
      if (!silent && !server.listening && !stopped) await listen(server, port);
    },
    async stop() {
      stopped = true;
      if (server.listening) await silence();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_MAX) throw new Error('body too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function respond(
  fault: FaultRule | undefined,
  response: ServerResponse,
  answer: () => ApiResponse,
): Promise<void> {
  if (!fault) return send(response, answer());
  switch (fault.mode) {
    case 'ok':
      return send(response, answer());
    case 'refuse':
      response.destroy();
      return;
    case 'hang':
      return;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return send(response, answer());
    case 'truncate': {
      const whole = answer();
      return send(response, { ...whole, body: firstHalf(whole.body) });
    }
    case 'cut': {
      const { status, contentType, body } = answer();
      response.writeHead(status, {
        ...(contentType === null ? {} : { 'content-type': contentType }),
        'content-length': Buffer.byteLength(body) + 1,
      });
      response.write(firstHalf(body), () => response.destroy());
      return;
    }
    case 'garbage':
      return send(response, {
        status: 200,
        contentType: 'application/json',
        body: '\u0000\u0007{]}"not json\ufffd',
      });
    case 'html':
      return send(response, {
        status: 200,
        contentType: 'text/html; charset=utf-8',
        body: LOGIN_PAGE,
      });
    case 'status':
      response.writeHead(fault.status, {
        'content-type': 'text/plain; charset=utf-8',
        ...fault.headers,
      });
      response.end(fault.body ?? '');
      return;
    case 'json':
      return send(response, {
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify(fault.body),
      });
    case 'huge':
      return sendHuge(response, fault.bytes);
    default:
      assertNever(fault);
  }
}

function send(response: ServerResponse, { status, contentType, body }: ApiResponse): void {
  response.writeHead(status, contentType === null ? {} : { 'content-type': contentType });
  response.end(body);
}

/** At least one byte less than the whole, so that a short body is broken too. */
function firstHalf(body: string): string {
  return body.slice(0, Math.floor(body.length / 2));
}

async function sendHuge(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = 'x'.repeat(65_536);
  response.write('"');
  for (let left = bytes - 2; left > 0 && !response.destroyed; left -= chunk.length) {
    const isRoomLeft = response.write(chunk.slice(0, left));
    if (!isRoomLeft) await drained(response);
  }
  response.end('"');
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
