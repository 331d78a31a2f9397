/** The page's own scheme and host. `app` is registered as a standard, secure scheme before the program is ready. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://batchwatch';
export const APP_INDEX = `${APP_ORIGIN}/index.html`;

/** Where the page comes from: the built files, or in development Vite's server on this machine. */
export type PageOrigin =
  | { readonly kind: 'app' }
  | { readonly kind: 'dev'; readonly origin: string };

/** A development server counts only on the loopback interface and never in a packaged program. */
export function pageOrigin(devServer: string | undefined, packaged: boolean): PageOrigin {
  if (packaged || devServer === undefined || !URL.canParse(devServer)) return { kind: 'app' };
  const url = new URL(devServer);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'http:' || !loopback || url.port === '') return { kind: 'app' };
  return { kind: 'dev', origin: url.origin };
}

export function originOf(page: PageOrigin): string {
  return page.kind === 'app' ? APP_ORIGIN : page.origin;
}

export function indexOf(page: PageOrigin): string {
  return page.kind === 'app' ? APP_INDEX : `${page.origin}/`;
}

/** `URL.origin` is `null` for schemes Node does not know, so `app:` URLs are compared by their parts. */
export function isOfPage(address: string, page: PageOrigin): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  return `${url.protocol}//${url.host}` === originOf(page);
}
