/** A request as the app's `webRequest` listeners see it. */
export interface RequestDetails {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly referrer: string;
  readonly timestamp: number;
  readonly uploadData: readonly never[];
}

interface Filter {
  readonly urls?: readonly string[];
  readonly excludeUrls?: readonly string[];
  readonly types?: readonly string[];
}

export interface Verdict {
  readonly cancel?: boolean;
  readonly redirectURL?: string;
}

type RequestListener = (details: RequestDetails, callback: (verdict: Verdict) => void) => void;
type Headers = Record<string, string[]>;
type HeadersListener = (
  details: { readonly url: string; readonly responseHeaders: Headers },
  callback: (change: { readonly responseHeaders?: Record<string, string | string[]> }) => void,
) => void;

/** Electron's `webRequest`: at most one listener an event, the last one set. */
export class WebRequests {
  #before: { filter: Filter; listener: RequestListener } | null = null;
  #headers: HeadersListener | null = null;
  #lastId = 0;

  onBeforeRequest(
    filterOrListener: Filter | RequestListener | null,
    listener?: RequestListener | null,
  ): void {
    const [filter, taken] = sorted(filterOrListener, listener);
    this.#before = taken === null ? null : { filter, listener: taken };
  }

  onHeadersReceived(
    filterOrListener: Filter | HeadersListener | null,
    listener?: HeadersListener | null,
  ): void {
    [, this.#headers] = sorted(filterOrListener, listener);
  }

  async $ask(request: Omit<RequestDetails, 'id' | 'timestamp' | 'uploadData'>): Promise<Verdict> {
    if (this.#before === null || !matches(this.#before.filter, request)) return {};
    const { listener } = this.#before;
    this.#lastId += 1;
    const details = { ...request, id: this.#lastId, timestamp: Date.now(), uploadData: [] };
    return new Promise((resolve) => listener(details, resolve));
  }

  async $headersReceived(url: string, responseHeaders: Headers): Promise<Headers> {
    const listener = this.#headers;
    if (listener === null) return responseHeaders;
    const change = await new Promise<{ responseHeaders?: Record<string, string | string[]> }>(
      (resolve) => listener({ url, responseHeaders }, resolve),
    );
    const changed = change.responseHeaders ?? responseHeaders;
    return Object.fromEntries(
      Object.entries(changed).map(([name, value]) => [
        name,
        Array.isArray(value) ? value : [value],
      ]),
    );
  }
}

function sorted<L>(first: Filter | L | null, second: L | null | undefined): [Filter, L | null] {
  if (second !== undefined) return [isFilter(first) ? first : {}, second];
  return [{}, first === null || isFilter(first) ? null : first];
}

function isFilter<L>(value: Filter | L | null): value is Filter {
  return typeof value === 'object' && value !== null;
}

function matches(filter: Filter, request: { url: string; resourceType: string }): boolean {
  const { urls = [], excludeUrls = [], types } = filter;
  if (types !== undefined && !types.includes(request.resourceType)) return false;
  if (excludeUrls.some((pattern) => fits(pattern, request.url))) return false;
  return urls.length === 0 || urls.some((pattern) => fits(pattern, request.url));
}

/** Chrome's match patterns as far as they are used: `<all_urls>` and `*`. */
function fits(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(url);
}
