import type { Failure } from '../../../shared/domain/sources';
import { err, ok, type Result } from '../../../shared/result';
import type { EndpointSettings } from '../../../shared/settings/settings';
import { MESSAGE_MAX, oneLine } from '../../../shared/wire/text';
import type { ResolvedCredentials } from './credentials';
import { createExchanger, type Exchange, type ExchangeRequest } from './exchange';
import { looksLike } from './looks-like';
import { createRedactor } from './redactor';
import { statusFailure } from './status-failure';

/** A whole, successful (2xx) answer. */
export interface HttpBody {
  readonly status: number;
  /** The parsed body; `undefined` where text was asked for. */
  readonly json: unknown;
  readonly text: string;
  readonly latencyMs: number;
  /** How far the server's clock is ahead of ours, ms; undefined where it does not tell its time. */
  readonly skewMs: number | undefined;
  /** Of the body after decompression. */
  readonly bytes: number;
  readonly contentType: string;
}

export type HttpAnswer = Result<HttpBody, Failure>;

/**
 * What came of a request that changes something.
 * - `answered`: 2xx; the body is `json` where it is JSON at all, else `undefined`
 * - `refused`: the server answered with another status
 * - `not-sent`: the request certainly never reached the server; `unknown`: it may have
 */
export type SendAnswer =
  | { readonly kind: 'answered'; readonly body: HttpBody }
  | { readonly kind: 'refused'; readonly status: number; readonly failure: Failure }
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  | { readonly kind: 'unknown'; readonly failure: Failure };

export interface RequestOptions {
  readonly signal: AbortSignal;
  /** Cap on the body after decompression; 32 MiB by default. */
  readonly maxBytes?: number;
}

/**
 * One endpoint. No redirect is followed, no proxy is used, every request has the endpoint's deadline, failures carry no
 * credentials. When the caller's signal aborts, the promise rejects with that signal's reason (by default a
 * `DOMException` named `AbortError`): that is the caller's own doing and no failure of the server.
 */
export interface HttpClient {
  /** `path` is relative to the base URL, without a leading slash: the URL's path prefix is kept. */
  get(
    path: string,
    params: Readonly<Record<string, string>>,
    options: RequestOptions & {
      readonly expect?: 'json' | 'text';
      /** The endpoint also takes its parameters as a POST form: used where the URL would be too long for proxies. */
      readonly longAsForm?: boolean;
    },
  ): Promise<HttpAnswer>;
  send(
    method: 'POST' | 'DELETE',
    path: string,
    /** Sent as JSON; `undefined` for no body. */
    body: unknown,
    options: RequestOptions,
  ): Promise<SendAnswer>;
  /** Takes the endpoint's secrets out of a text that may repeat them. */
  redact(text: string): string;
  /** Ends idle connections. */
  close(): void;
}

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
/** Some proxies refuse request lines over 2 KiB. */
const LONGEST_URL = 2000;
/** How much of an error body is looked at. */
const ERROR_TEXT = 64 * 1024;

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

export function createHttpClient(
  endpoint: EndpointSettings,
  credentials: ResolvedCredentials,
  clock: { now(): number },
): HttpClient {
  const base = new URL(endpoint.url);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const redact = createRedactor(credentials.secretTexts);
  const exchanger = createExchanger(base, endpoint, credentials, clock);

  const clean = ({ reason, ...failure }: Failure): Failure => {
    const message = redact(failure.message);
    // what had to be taken out of the words would stand in their parts as well
    const kept = reason === undefined || message !== failure.message ? {} : { reason };
    return { ...failure, message: oneLine(message, MESSAGE_MAX), ...kept };
  };

  /** Secrets are taken out before anything is shortened: half a token at the end of a line is still a leak. */
  const failureOf = (answer: Extract<Exchange, { kind: 'answer' }>): Failure =>
    clean(
      statusFailure(
        { ...answer, text: redact(answer.text.slice(0, ERROR_TEXT)) },
        base,
        clock.now(),
      ),
    );

  const bodyOf = (answer: Extract<Exchange, { kind: 'answer' }>, json: unknown): HttpBody => ({
    status: answer.status,
    json,
    text: answer.text,
    latencyMs: answer.latencyMs,
    skewMs: answer.skewMs,
    bytes: answer.bytes,
    contentType: answer.contentType,
  });

  return {
    async get(path, params, { signal, maxBytes = DEFAULT_MAX_BYTES, expect = 'json', longAsForm }) {
      const query = new URLSearchParams(params).toString();
      const url = new URL(path, base);
      const asForm = longAsForm === true && url.href.length + query.length >= LONGEST_URL;
      if (!asForm) url.search = query;
      const request: ExchangeRequest = asForm
        ? { method: 'POST', url, maxBytes, signal, body: { type: FORM, text: query } }
        : { method: 'GET', url, maxBytes, signal };
      const exchange = await exchanger.read(request);
      if (exchange.kind === 'failed') return err(clean(exchange.failure));
      if (!isSuccess(exchange.status)) return err(failureOf(exchange));
      if (expect === 'text') return ok(bodyOf(exchange, undefined));
      try {
        return ok(bodyOf(exchange, JSON.parse(exchange.text)));
      } catch (error) {
        const problem = error instanceof Error ? error.message : '';
        const message = `expected JSON, found ${looksLike(exchange.text, problem, redact)}`;
        return err(clean({ kind: 'not-json', message, status: exchange.status }));
      }
    },

    async send(method, path, body, { signal, maxBytes = DEFAULT_MAX_BYTES }) {
      const exchange = await exchanger.write({
        method,
        url: new URL(path, base),
        maxBytes,
        signal,
        ...(body === undefined ? {} : { body: { type: JSON_TYPE, text: JSON.stringify(body) } }),
      });
      if (exchange.kind === 'failed') {
        return {
          kind: exchange.reached ? 'unknown' : 'not-sent',
          failure: clean(exchange.failure),
        };
      }
      if (isSuccess(exchange.status)) {
        return { kind: 'answered', body: bodyOf(exchange, jsonOrNothing(exchange.text)) };
      }
      const failure = failureOf(exchange);
      // A gateway lost the server's answer: the server may have done it.
      if (exchange.status === 502 || exchange.status === 504) return { kind: 'unknown', failure };
      return { kind: 'refused', status: exchange.status, failure };
    },

    redact,
    close: () => exchanger.close(),
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
