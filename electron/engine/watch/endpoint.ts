import type { Failure, SourceKind } from '../../../shared/domain/sources';
import { ok, type Result } from '../../../shared/result';
import type { EndpointSettings } from '../../../shared/settings/settings';
import { resolveCredentials } from '../sources/credentials';
import { createHttpClient, type HttpClient } from '../sources/http';

/** One server as the watcher reaches it. */
export interface Endpoint<S> {
  /** Unique within the environment: `prometheus`, `alertmanager:0`, `tempo`. */
  readonly id: string;
  readonly kind: SourceKind;
  readonly name: string;
  readonly insecure: boolean;
  readonly timeoutMs: number;
  /** Reads credentials and certificates the first time, and again after `reset`. */
  open(): Promise<Result<S, Failure>>;
  /** After a refusal: a token file may have been renewed meanwhile. */
  reset(): void;
  close(): void;
}

export interface EndpointOptions<S> {
  readonly id: string;
  readonly kind: SourceKind;
  readonly settings: EndpointSettings;
  readonly secrets: Readonly<Record<string, string>>;
  readonly clock: { now(): number };
  readonly make: (http: HttpClient) => S;
}

export function createEndpoint<S>(options: EndpointOptions<S>): Endpoint<S> {
  const { settings, secrets, clock } = options;
  let opened: { readonly http: HttpClient; readonly source: S } | undefined;

  function reset(): void {
    opened?.http.close();
    opened = undefined;
  }

  return {
    id: options.id,
    kind: options.kind,
    name: settings.name === '' ? new URL(settings.url).host : settings.name,
    insecure: settings.tls.skipVerify,
    timeoutMs: settings.timeoutMs,
    async open() {
      if (opened === undefined) {
        const credentials = await resolveCredentials(settings, secrets);
        if (!credentials.ok) return credentials;
        const http = createHttpClient(settings, credentials.value, clock);
        opened = { http, source: options.make(http) };
      }
      return ok(opened.source);
    },
    reset,
    close: reset,
  };
}
