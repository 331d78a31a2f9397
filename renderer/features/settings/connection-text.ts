import type { Failure, SourceKind } from '../../../shared/domain/sources';
import type { ConnectionReport } from '../../../shared/ipc/api';
import { assertNever } from '../../../shared/result';
import type { EndpointDraft } from '../../../shared/settings/draft';
import type { Texts } from '../../i18n/catalogue';

/** What a connection test found, ready to be shown. Texts of the server are one line of plain text each. */
export interface ReportText {
  readonly tone: 'ok' | 'warning' | 'critical';
  readonly title: string;
  /** The server's or the system's own words, and where in the answer. */
  readonly words?: string;
  /** What to do about it. */
  readonly remedy?: string;
  readonly notes: readonly string[];
}

export function reportText(
  texts: Texts,
  source: SourceKind,
  endpoint: EndpointDraft,
  report: ConnectionReport,
): ReportText {
  const t = texts.settings.test;
  switch (report.kind) {
    case 'ok':
      return {
        tone: report.notes.length === 0 ? 'ok' : 'warning',
        title: t.ok(texts.settings.server.title[source], report.version),
        notes: report.notes,
      };
    case 'wrong-server': {
      const found = report.found.toLowerCase();
      return {
        tone: 'critical',
        title: t.wrongServer(
          Object.hasOwn(t.servers, found) ? (t.servers[found] ?? report.found) : report.found,
          t.servers[source] ?? source,
        ),
        remedy: t.wrongServerHint,
        notes: [],
      };
    }
    case 'failed': {
      const { failure } = report;
      const status = failure.status === undefined ? '' : `HTTP ${failure.status}`;
      const words = wordsOf(t, failure);
      return {
        tone: 'critical',
        title: t.failed(texts.common.source.failure[failure.kind], status),
        ...(words === '' ? {} : { words }),
        remedy: t.remedy[remedyOf(failure, endpoint)],
        notes: [],
      };
    }
    default:
      return assertNever(report);
  }
}

function wordsOf(t: Texts['settings']['test'], failure: Failure): string {
  if (failure.path === undefined) return failure.message;
  return `${failure.message} (${t.at(failure.path)})`;
}

export type Remedy = keyof Texts['settings']['test']['remedy'];

/** The most likely way out. */
export function remedyOf(failure: Failure, endpoint: EndpointDraft): Remedy {
  switch (failure.kind) {
    case 'network':
      return 'network';
    case 'tls':
      // What OpenSSL says when plain HTTP answers a TLS greeting.
      return /wrong version number|packet length too long|http request/i.test(failure.message)
        ? 'plainHttp'
        : 'tls';
    case 'timeout':
      return 'timeout';
    case 'unauthorized':
      // Mimir, Cortex and Tempo answer 401 "no org id" where the tenant header is missing.
      if (/\bno org id\b/i.test(failure.message)) return 'tenant';
      if (endpoint.authKind === 'none') return 'authNeeded';
      return failure.status === 403 ? 'forbidden' : 'authWrong';
    case 'status':
      return remedyOfStatus(failure.status ?? 0);
    case 'redirect':
      return 'redirect';
    case 'too-large':
      return 'tooLarge';
    case 'not-json':
      return 'notJson';
    case 'api-error':
      return 'apiError';
    case 'wrong-shape':
      return 'wrongShape';
    default:
      return assertNever(failure.kind);
  }
}

function remedyOfStatus(status: number): Remedy {
  if (status === 404 || status === 405 || status === 410) return 'notFound';
  if (status === 429 || status >= 500) return 'busy';
  return 'status';
}
