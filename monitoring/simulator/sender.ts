import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

/** What became of one export, after its retries. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly attempts: number }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'gave-up'; readonly attempts: number; readonly message: string }
  | { readonly kind: 'stopped' };

export interface SenderOptions {
  readonly url: string;
  readonly timeoutMs?: number;
  readonly attempts?: number;
  /** Before the second attempt; doubled before each further one. */
  readonly backoffMs?: number;
  readonly signal: AbortSignal;
}

const MESSAGE_LENGTH = 300;
const ANSWER_BYTES = 64 * 1024;

/** Answers after which OTLP allows the same export to be sent again. */
const RETRYABLE = new Set([429, 502, 503, 504]);

/** Posts JSON a few times at most; it ends by itself, with an outcome, whatever the server does. */
export async function send(body: unknown, options: SenderOptions): Promise<SendOutcome> {
  const { url, timeoutMs = 5000, attempts = 3, backoffMs = 500, signal } = options;
  const text = JSON.stringify(body);
  let message = '';
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (signal.aborted) return { kind: 'stopped' };
    const answer = await post(url, text, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    if (signal.aborted) return { kind: 'stopped' };
    if (answer.kind === 'answer') {
      if (answer.status >= 200 && answer.status < 300) return { kind: 'sent', attempts: attempt };
      message = `HTTP ${answer.status} ${answer.body}`.trim().slice(0, MESSAGE_LENGTH);
      if (!RETRYABLE.has(answer.status)) {
        return { kind: 'refused', status: answer.status, message };
      }
    } else {
      message = answer.message.slice(0, MESSAGE_LENGTH);
    }
    if (attempt < attempts) {
      const waitMs = answer.kind === 'answer' ? (answer.retryAfterMs ?? 0) : 0;
      const pauseMs = Math.min(timeoutMs, Math.max(waitMs, backoffMs * 2 ** (attempt - 1)));
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return { kind: 'gave-up', attempts, message };
}

type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly retryAfterMs?: number;
    }
  | { readonly kind: 'none'; readonly message: string };

function post(url: string, text: string, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve) => {
    const none = (error: Error) =>
      resolve({
        kind: 'none',
        message: signal.aborted ? 'no answer in time' : `${error.message || error.name}`,
      });
    const start = url.startsWith('https:') ? httpsRequest : httpRequest;
    const outgoing = start(
      url,
      {
        method: 'POST',
        signal,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (body.length < ANSWER_BYTES) body += chunk;
        });
        response.on('error', none);
        response.on('end', () => {
          const seconds = Number(response.headers['retry-after']);
          resolve({
            kind: 'answer',
            status: response.statusCode ?? 0,
            body,
            ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
          });
        });
      },
    );
    outgoing.on('error', none);
    outgoing.end(text);
  });
}
