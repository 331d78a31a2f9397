import type { Failure } from '../../../shared/domain/sources';
import type { Result } from '../../../shared/result';
import type { EndpointSettings } from '../../../shared/settings/settings';
import type { ResolvedCredentials } from './credentials';

export interface HttpBody {
  readonly status: number;
  /** The parsed body; `undefined` where text was asked for. */
  readonly json: unknown;
  readonly text: string;
  readonly latencyMs: number;
  readonly bytes: number;
  readonly contentType: string;
}

export type HttpAnswer = Result<HttpBody, Failure>;

/** `not-sent`: the request certainly never reached the server. `unknown`: it may have. */
export type SendAnswer =
  | { readonly kind: 'answered'; readonly body: HttpBody }
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  | { readonly kind: 'unknown'; readonly failure: Failure };

export interface HttpClient {
  get(
    path: string,
    params: Readonly<Record<string, string>>,
    options: {
      readonly signal: AbortSignal;
      readonly maxBytes?: number;
      readonly expect?: 'json' | 'text';
      readonly longAsForm?: boolean;
    },
  ): Promise<HttpAnswer>;
  send(
    method: 'POST' | 'DELETE',
    path: string,
    body: unknown,
    options: { readonly signal: AbortSignal; readonly maxBytes?: number },
  ): Promise<SendAnswer>;
  redact(text: string): string;
  close(): void;
}

export declare function createHttpClient(
  endpoint: EndpointSettings,
  credentials: ResolvedCredentials,
  clock: { now(): number },
): HttpClient;
