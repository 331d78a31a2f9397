import type { Session } from 'electron';
import { contentSecurityPolicy } from './csp';
import { isOfPage, type PageOrigin } from './origin';

/** What the page may load at all. Everything else is cancelled before a byte leaves, CSP or not. */
export function isAllowedRequest(address: string, page: PageOrigin): boolean {
  if (address.startsWith('data:image/')) return true;
  if (isOfPage(address, page)) return true;
  if (page.kind === 'app') return false;
  return address.startsWith('devtools://') || isOfPage(address.replace(/^ws:/, 'http:'), page);
}

export function guardNetwork(
  session: Pick<Session, 'webRequest'>,
  page: PageOrigin,
  onCancelled: (address: string) => void,
): void {
  session.webRequest.onBeforeRequest((details, respond) => {
    const allowed = isAllowedRequest(details.url, page);
    if (!allowed) onCancelled(details.url);
    respond({ cancel: !allowed });
  });
  if (page.kind === 'app') return;
  session.webRequest.onHeadersReceived((details, respond) => {
    respond({
      responseHeaders: {
        ...details.responseHeaders,
        'Content-Security-Policy': [contentSecurityPolicy(page)],
      },
    });
  });
}
