import type { EndpointDraft } from '../../../shared/settings/draft';
import type { Texts } from '../../i18n/catalogue';

/** What is set among the folded details: nobody has to unfold them to see that certificates are not checked. */
export function detailsSummary(t: Texts['settings'], endpoint: EndpointDraft): string {
  const { summary } = t.server;
  const parts = [
    endpoint.authKind === 'none' ? '' : summary[endpoint.authKind],
    endpoint.headers.length === 0 ? '' : summary.headers(endpoint.headers.length),
    endpoint.caFile.trim() === '' ? '' : summary.ca,
    endpoint.certFile.trim() === '' ? '' : summary.cert,
    endpoint.skipVerify ? summary.insecure : '',
    endpoint.timeoutSeconds === '10' ? '' : summary.timeout(endpoint.timeoutSeconds),
  ].filter((part) => part !== '');
  return parts.length === 0 ? summary.nothing : parts.join(' · ');
}
