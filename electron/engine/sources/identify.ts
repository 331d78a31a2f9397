import { decodeAmStatus } from '../../../shared/wire/alertmanager';
import { decodeBuildInfo } from '../../../shared/wire/prometheus';
import { isRecord } from '../../../shared/wire/shape';
import { decodeTempoBuildInfo } from '../../../shared/wire/tempo';
import { oneLine } from '../../../shared/wire/text';
import type { HttpClient } from './http';
import { htmlTitle } from './looks-like';

const PROBE_MAX = 4 * 1024 * 1024;

interface Probe {
  readonly path: string;
  readonly name: string;
  /** The version, '' where it is not told; undefined where this is not that server. */
  readonly version: (json: unknown) => string | undefined;
}

/** The most telling first: each of these answers exists on one kind of server only. */
const PROBES: readonly Probe[] = [
  {
    path: 'api/v2/status',
    name: 'Alertmanager',
    version: (json) => versionOf(decodeAmStatus(json)),
  },
  {
    path: 'api/v1/status/buildinfo',
    name: 'Prometheus',
    version: (json) => versionOf(decodeBuildInfo(json)),
  },
  {
    path: 'api/status/buildinfo',
    name: 'Tempo',
    version: (json) => versionOf(decodeTempoBuildInfo(json)),
  },
  { path: 'api/health', name: 'Grafana', version: grafanaVersion },
  { path: 'loki/api/v1/status/buildinfo', name: 'Loki', version: plainVersion },
];

/**
 * What kind of server this is, for people: `Alertmanager 0.33.1`, `a web page titled “Sign in”`. Asks at most six small
 * questions, one after the other. Undefined where nothing is recognised.
 */
export async function identify(http: HttpClient, signal: AbortSignal): Promise<string | undefined> {
  for (const probe of PROBES) {
    const answer = await http.get(probe.path, {}, { signal, maxBytes: PROBE_MAX });
    if (!answer.ok) {
      if (isOutOfReach(answer.error.kind)) return undefined;
      continue;
    }
    const version = probe.version(answer.value.json);
    if (version !== undefined) return oneLine(http.redact(`${probe.name} ${version}`), 120);
  }
  const page = await http.get('', {}, { signal, maxBytes: PROBE_MAX, expect: 'text' });
  const title = page.ok ? htmlTitle(http.redact(page.value.text)) : undefined;
  return title ? `a web page titled “${title}”` : undefined;
}

/** The server does not answer (any more): five more questions would only take five more deadlines. */
function isOutOfReach(kind: string): boolean {
  return kind === 'network' || kind === 'timeout' || kind === 'tls';
}

function versionOf(
  decoded:
    | { readonly ok: true; readonly value: { readonly version: string } }
    | { readonly ok: false },
): string | undefined {
  return decoded.ok ? decoded.value.version : undefined;
}

/** Grafana's `/api/health`: `{"database": "ok", "version": "…"}`; newer ones keep the version to themselves. */
function grafanaVersion(json: unknown): string | undefined {
  return isRecord(json) && Object.hasOwn(json, 'database') ? (plainVersion(json) ?? '') : undefined;
}

function plainVersion(json: unknown): string | undefined {
  if (!isRecord(json) || !Object.hasOwn(json, 'version')) return undefined;
  return typeof json['version'] === 'string' ? json['version'] : undefined;
}
