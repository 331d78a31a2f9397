import type { PageOrigin } from './origin';

/**
 * Nothing is allowed but the program's own files. `'unsafe-inline'` for styles only: the UI kit sets style attributes.
 * No connections at all: data reaches the page through IPC.
 */
const STRICT: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "media-src 'none'",
  "object-src 'none'",
  "worker-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** Vite's server injects an inline script and keeps a web socket open; allowed for its origin only. */
function forDevelopment(origin: string): readonly string[] {
  const socket = origin.replace(/^http/, 'ws');
  return STRICT.map((directive) => {
    if (directive.startsWith('script-src')) return `script-src ${origin} 'unsafe-inline'`;
    if (directive.startsWith('connect-src')) return `connect-src ${origin} ${socket}`;
    return directive;
  });
}

export function contentSecurityPolicy(page: PageOrigin): string {
  return (page.kind === 'app' ? STRICT : forDevelopment(page.origin)).join('; ');
}
