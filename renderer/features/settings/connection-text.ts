import type { Failure, SourceKind } from '../../../shared/domain/sources';
import { failureWords } from '../../../shared/i18n/failure-words';
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
  /** The address at which the expected server was found instead. */
  readonly suggestedUrl?: string;
}

export function reportText(
  texts: Texts,
  source: SourceKind,
  endpoint: EndpointDraft,
  report: ConnectionReport,
): ReportText {
  const t = texts.settings.test;
  const server = texts.settings.server.title[source];
  switch (report.kind) {
    case 'ok': {
      const notes = report.notes.map((note) => noteText(t, note));
      return {
        tone: notes.some((note) => note.warns) ? 'warning' : 'ok',
        title: t.ok(server, report.version === 'unknown' ? '' : report.version),
        notes: notes.map((note) => note.text),
      };
    }
    case 'wrong-server':
      return { tone: 'critical', notes: [], ...foundText(t, server, report.found) };
    case 'failed': {
      const { failure } = report;
      const status = failure.status === undefined ? '' : `HTTP ${failure.status}`;
      const words = wordsOf(texts, failure);
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

/** The engine tells what it found in English; what it is known to say is said in the user's language. */
function foundText(
  t: Texts['settings']['test'],
  server: string,
  found: string,
): Pick<ReportText, 'title' | 'remedy' | 'suggestedUrl'> {
  const elsewhere = /^the right server at (https?:\/\/\S+), without (\S+)$/.exec(found);
  const url = elsewhere?.[1];
  if (url !== undefined) {
    return { title: t.elsewhere(server, url, elsewhere?.[2] ?? ''), suggestedUrl: url };
  }
  const page = /^a web page titled “(.*)”$/.exec(found)?.[1];
  const title = page === undefined ? t.wrongServer(found, server) : t.webPage(page, server);
  return { title, remedy: t.wrongServerHint };
}

interface Note {
  readonly text: string;
  readonly warns: boolean;
}

function noteText(t: Texts['settings']['test'], note: string): Note {
  const rules = /^(\d+) alerting rules loaded$/.exec(note)?.[1];
  if (rules !== undefined) return { text: t.notes.rules(Number(rules)), warns: rules === '0' };
  const cluster = /^cluster (\S+), (\d+) member\(s\)$/.exec(note);
  if (cluster) {
    const status = cluster[1] ?? '';
    return { text: t.notes.cluster(status, Number(cluster[2])), warns: status !== 'ready' };
  }
  const [, head, words] = /^([^:]+)(?:: (.*))?$/.exec(note) ?? [];
  switch (head) {
    case 'its rules cannot be read':
      return { text: t.notes.noRules(words ?? ''), warns: true };
    case 'not ready':
      return { text: t.notes.notReady(words ?? ''), warns: true };
    case 'the certificate is not checked':
      return { text: t.notes.unchecked, warns: true };
    case 'credentials are sent without encryption':
      return { text: t.notes.unencrypted, warns: true };
    case 'certificates are set, but the URL is plain http':
      return { text: t.notes.unusedCertificates, warns: true };
    default:
      return { text: note, warns: true };
  }
}

function wordsOf(texts: Texts, failure: Failure): string {
  const words = failureWords(texts.common, failure);
  return failure.path === undefined ? words : `${words} (${texts.settings.test.at(failure.path)})`;
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
    case 'rules-failing':
    case 'no-rules':
    case 'unwatched':
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
