import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import axios, { type AxiosResponse } from 'axios';
import type { Failure } from '../../../shared/domain/sources';
import type { EndpointSettings } from '../../../shared/settings/settings';
import { clockSkewMs } from './clock-skew';
import type { ResolvedCredentials } from './credentials';
import { errorFacts, networkFailure } from './network-failure';
import { ownFailure } from './own-failure';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly body?: { readonly type: string; readonly text: string };
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** One request and what came back, whatever its status. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly text: string;
      readonly bytes: number;
      readonly latencyMs: number;
      readonly contentType: string;
      readonly location: string | undefined;
      readonly retryAfter: string | undefined;
      readonly date: string | undefined;
      /** How far the server's clock is ahead of ours, ms; undefined where it does not tell its time. */
      readonly skewMs: number | undefined;
    }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** A connection stood (TLS included), so the request may have been seen by the server. */
      readonly reached: boolean;
    };

export interface Exchanger {
  /** For requests that change nothing: reuses connections, and asks again where a kept one turns out to be dead. */
  read(request: ExchangeRequest): Promise<Exchange>;
  /** For requests that change something: always a connection of its own, never asked twice. */
  write(request: ExchangeRequest): Promise<Exchange>;
  close(): void;
}

/** What happened on the wire during one request, as far as it decides what a failure means. */
interface Wire {
  reached: boolean;
  reused: boolean;
  answered: boolean;
  oversized: boolean;
}

/** Alertmanager serves at least 8 GETs at once and answers 503 beyond; others watch it too. */
const MAX_SOCKETS = 6;
const MAX_REQUEST_BYTES = 1024 * 1024;

export function createExchanger(
  base: URL,
  endpoint: EndpointSettings,
  credentials: ResolvedCredentials,
  clock: { now(): number },
): Exchanger {
  const secure = base.protocol === 'https:';
  const { ca, cert, key } = credentials;
  const tlsOptions = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    rejectUnauthorized: !endpoint.tls.skipVerify,
  };
  const agentOf = (keepAlive: boolean) =>
    secure
      ? new https.Agent({ ...tlsOptions, keepAlive, maxSockets: MAX_SOCKETS })
      : new http.Agent({ keepAlive, maxSockets: MAX_SOCKETS });
  const kept = agentOf(true);
  const fresh = agentOf(false);
  const client = axios.create();

  const headersOf = (request: ExchangeRequest): Record<string, string> => ({
    ...Object.fromEntries(endpoint.headers.map(({ name, value }) => [name, value])),
    Accept: 'application/json, text/plain;q=0.5, */*;q=0.1',
    'User-Agent': 'Batchwatch',
    ...(request.body ? { 'Content-Type': request.body.type } : {}),
    ...(credentials.authorization === undefined
      ? {}
      : { Authorization: credentials.authorization }),
  });

  async function exchange(
    request: ExchangeRequest,
    agent: http.Agent | https.Agent,
  ): Promise<{ readonly result: Exchange; readonly wire: Wire }> {
    request.signal.throwIfAborted();
    const wire: Wire = { reached: false, reused: false, answered: false, oversized: false };
    const ending = new AbortController();
    const end = () => ending.abort();
    let late = false;
    const deadline = setTimeout(() => {
      late = true;
      end();
    }, endpoint.timeoutMs);
    // By hand: AbortSignal.any keeps every dependent signal alive as long as a long-lived source (nodejs/node#54614).
    request.signal.addEventListener('abort', end, { once: true });
    const startedAt = clock.now();
    try {
      const response = await client.request<Buffer>({
        adapter: 'http',
        method: request.method,
        url: request.url.href,
        headers: headersOf(request),
        data: request.body?.text,
        httpAgent: agent,
        httpsAgent: agent,
        proxy: false,
        maxRedirects: 0,
        maxContentLength: request.maxBytes,
        maxBodyLength: MAX_REQUEST_BYTES,
        responseType: 'arraybuffer',
        decompress: true,
        transformRequest: [(data: unknown) => data],
        transformResponse: [(data: unknown) => data],
        validateStatus: () => true,
        signal: ending.signal,
        transport: observed(secure, wire, request.maxBytes),
      });
      return { result: answerOf(response, startedAt, clock.now()), wire };
    } catch (error) {
      request.signal.throwIfAborted();
      const failure = late
        ? timeoutFailure(endpoint.timeoutMs, wire)
        : exchangeFailure(error, wire, base.host, request.maxBytes);
      // TLS 1.3 reports a refused client certificate after the handshake; the server read no request then either.
      const reached = wire.reached && failure.kind !== 'tls';
      return { result: { kind: 'failed', failure, reached }, wire };
    } finally {
      clearTimeout(deadline);
      request.signal.removeEventListener('abort', end);
    }
  }

  return {
    async read(request) {
      const { result, wire } = await exchange(request, kept);
      const died = result.kind === 'failed' && result.failure.kind === 'network';
      if (!died || !wire.reused || wire.answered) return result;
      return (await exchange(request, fresh)).result;
    },
    async write(request) {
      return (await exchange(request, fresh)).result;
    },
    close() {
      kept.destroy();
      fresh.destroy();
    },
  };
}

/** Node's own transport, watched: was the server reached, was the connection an old one, is the answer too large. */
function observed(secure: boolean, wire: Wire, maxBytes: number) {
  return {
    request(options: RequestOptions, listener: (response: IncomingMessage) => void): ClientRequest {
      const request = secure ? https.request(options) : http.request(options);
      request.once('socket', (socket) => {
        wire.reused = request.reusedSocket;
        if (wire.reused) wire.reached = true;
        else socket.once(secure ? 'secureConnect' : 'connect', () => (wire.reached = true));
      });
      request.once('response', (response) => {
        wire.answered = true;
        if (Number(response.headers['content-length']) > maxBytes) {
          wire.oversized = true;
          request.destroy(new Error('too large'));
        }
      });
      request.once('response', listener);
      return request;
    },
  };
}

function answerOf(response: AxiosResponse<Buffer>, startedAt: number, endedAt: number): Exchange {
  const header = (name: string): string | undefined => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const date = header('date');
  return {
    kind: 'answer',
    status: response.status,
    text: new TextDecoder().decode(response.data),
    bytes: response.data.byteLength,
    latencyMs: Math.max(0, endedAt - startedAt),
    contentType: header('content-type') ?? '',
    location: header('location'),
    retryAfter: header('retry-after'),
    date,
    skewMs: clockSkewMs(date, startedAt, endedAt),
  };
}

function timeoutFailure(timeoutMs: number, wire: Wire): Failure {
  const code = wire.answered ? 'no-end' : wire.reached ? 'no-answer' : 'no-connection';
  return ownFailure('timeout', { code, seconds: timeoutMs / 1000 });
}

function exchangeFailure(error: unknown, wire: Wire, host: string, maxBytes: number): Failure {
  const facts = errorFacts(error);
  const isTooLarge = facts.message.startsWith('maxContentLength size of');
  if (wire.oversized || isTooLarge) {
    const mib = Math.round((maxBytes / 1024 / 1024) * 10) / 10;
    return ownFailure('too-large', { code: 'too-large', mib });
  }
  return networkFailure(
    wire.answered && facts.code === 'ECONNRESET' ? { ...facts, code: 'ERR_BAD_RESPONSE' } : facts,
    host,
  );
}
