import type { Failure, SourceKind } from '../../../shared/domain/sources';
import type { ConnectionReport } from '../../../shared/ipc/api';
import { assertNever } from '../../../shared/result';
import type { EndpointSettings, SecretRef } from '../../../shared/settings/settings';
import { createAlertmanagerSource } from './alertmanager';
import { resolveCredentials } from './credentials';
import { createHttpClient, type HttpClient } from './http';
import { identify } from './identify';
import { createPrometheusSource } from './prometheus';
import { createTempoSource } from './tempo';

/** What the expected server says of itself, or why it does not. */
type Greeting =
  | { readonly kind: 'ok'; readonly version: string; readonly notes: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * What is at the other end, before anything is saved. `typedSecret` stands in for the secret the endpoint refers to by
 * id, without being stored. Latency in ms by `clock`, of the first exchange. Rejects only when `signal` aborts.
 */
export async function testConnection(
  source: SourceKind,
  endpoint: EndpointSettings,
  secrets: Readonly<Record<string, string>>,
  typedSecret: string | undefined,
  clock: { now(): number },
  signal: AbortSignal,
): Promise<ConnectionReport> {
  const credentials = await resolveCredentials(endpoint, withTyped(endpoint, secrets, typedSecret));
  if (!credentials.ok) return { kind: 'failed', failure: credentials.error, latencyMs: 0 };
  const http = createHttpClient(endpoint, credentials.value, clock);
  try {
    const startedAt = clock.now();
    const greeting = await greet(source, http, signal);
    const latencyMs = Math.max(0, clock.now() - startedAt);
    if (greeting.kind === 'ok') {
      const notes = [...greeting.notes, ...endpointNotes(endpoint)];
      return { kind: 'ok', version: greeting.version || 'unknown', latencyMs, notes };
    }
    if (!mayBeAnotherServer(greeting.failure)) {
      return { kind: 'failed', failure: greeting.failure, latencyMs };
    }
    const found =
      (await identify(http, signal)) ??
      (await atTheRoot(source, endpoint, credentials.value, clock, signal));
    return found === undefined
      ? { kind: 'failed', failure: greeting.failure, latencyMs }
      : { kind: 'wrong-server', found, latencyMs };
  } finally {
    http.close();
  }
}

function withTyped(
  endpoint: EndpointSettings,
  secrets: Readonly<Record<string, string>>,
  typed: string | undefined,
): Readonly<Record<string, string>> {
  const ref = secretRefOf(endpoint.auth);
  return typed === undefined || ref === undefined || 'file' in ref
    ? secrets
    : Object.fromEntries([...Object.entries(secrets), [ref.secret, typed]]);
}

function secretRefOf(auth: EndpointSettings['auth']): SecretRef | undefined {
  switch (auth.kind) {
    case 'none':
      return undefined;
    case 'basic':
      return auth.password;
    case 'bearer':
      return auth.token;
    default:
      return assertNever(auth);
  }
}

async function greet(source: SourceKind, http: HttpClient, signal: AbortSignal): Promise<Greeting> {
  switch (source) {
    case 'prometheus':
      return greetPrometheus(http, signal);
    case 'alertmanager':
      return greetAlertmanager(http, signal);
    case 'tempo':
      return greetTempo(http, signal);
    default:
      return assertNever(source);
  }
}

async function greetPrometheus(http: HttpClient, signal: AbortSignal): Promise<Greeting> {
  const prometheus = createPrometheusSource(http);
  const info = await prometheus.buildInfo(signal);
  // Some compatible servers tell no version, so the answer to a query decides.
  if (!info.ok && !mayBeAnotherServer(info.error)) return { kind: 'failed', failure: info.error };
  const query = await prometheus.query('vector(1)', null, signal);
  if (!query.ok) return { kind: 'failed', failure: info.ok ? query.error : info.error };
  const rules = await prometheus.rules(signal);
  const notes = rules.ok
    ? [`${rules.value.value.alertingRules} alerting rules loaded`]
    : [`its rules cannot be read: ${rules.error.message}`];
  return { kind: 'ok', version: info.ok ? info.value.value.version : '', notes };
}

async function greetAlertmanager(http: HttpClient, signal: AbortSignal): Promise<Greeting> {
  const status = await createAlertmanagerSource(http).status(signal);
  if (!status.ok) return { kind: 'failed', failure: status.error };
  const { version, clusterStatus, peers } = status.value.value;
  const notes =
    clusterStatus === 'disabled' ? [] : [`cluster ${clusterStatus}, ${peers} member(s)`];
  return { kind: 'ok', version, notes };
}

async function greetTempo(http: HttpClient, signal: AbortSignal): Promise<Greeting> {
  const tempo = createTempoSource(http);
  const info = await tempo.buildInfo(signal);
  if (!info.ok) return { kind: 'failed', failure: info.error };
  const ready = await tempo.ready(signal);
  const notes = ready.ok ? [] : [`not ready: ${ready.error.message}`];
  return { kind: 'ok', version: info.value.value.version, notes };
}

/** It answers, and not with this API. A refused login or a server in trouble says nothing about which server it is. */
function mayBeAnotherServer(failure: Failure): boolean {
  switch (failure.kind) {
    case 'not-json':
    case 'wrong-shape':
    case 'api-error':
    case 'redirect':
    case 'too-large':
      return true;
    case 'status':
      return failure.status !== undefined && failure.status < 500 && failure.status !== 429;
    case 'unauthorized':
    case 'network':
    case 'timeout':
    case 'tls':
    case 'no-rules':
    case 'rules-failing':
    case 'unwatched':
      return false;
    default:
      return assertNever(failure.kind);
  }
}

/** People paste the address of a page (`…/graph`): is the server there without the path? */
async function atTheRoot(
  source: SourceKind,
  endpoint: EndpointSettings,
  credentials: Parameters<typeof createHttpClient>[1],
  clock: { now(): number },
  signal: AbortSignal,
): Promise<string | undefined> {
  const { origin, pathname } = new URL(endpoint.url);
  if (pathname === '/') return undefined;
  const http = createHttpClient({ ...endpoint, url: origin }, credentials, clock);
  try {
    const greeting = await greet(source, http, signal);
    return greeting.kind === 'ok'
      ? `the right server at ${origin}, without ${pathname}`
      : undefined;
  } finally {
    http.close();
  }
}

function endpointNotes(endpoint: EndpointSettings): readonly string[] {
  const url = new URL(endpoint.url);
  const secure = url.protocol === 'https:';
  const notes: string[] = [];
  if (secure && endpoint.tls.skipVerify) notes.push('the certificate is not checked');
  const hasSecrets = endpoint.auth.kind !== 'none';
  if (!secure && hasSecrets && !isLoopback(url.hostname)) {
    notes.push('credentials are sent without encryption');
  }
  if (!secure && (endpoint.tls.caFile !== undefined || endpoint.tls.certFile !== undefined)) {
    notes.push('certificates are set, but the URL is plain http');
  }
  return notes;
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
