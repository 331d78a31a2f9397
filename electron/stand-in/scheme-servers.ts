import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** Lets the app change the headers of an answer, as `webRequest.onHeadersReceived` does. */
export type HeaderHook = (
  url: string,
  headers: Record<string, string[]>,
) => Promise<Record<string, string[]>>;

/**
 * A policy beside the app's own: all that a page may do, but for opening windows. A second window would begin to load
 * before anything of ours could be put in its way.
 */
const NO_POPUPS =
  'sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-presentation allow-same-origin allow-scripts';

/**
 * Serves the app's own schemes to a browser that knows only http: each origin such as `app://batchwatch` gets a loopback
 * port, and each request is handed to the app's handler under its own name.
 */
export class SchemeServers {
  readonly #handlers = new Map<string, SchemeHandler>();
  readonly #servers = new Map<string, { server: Server; http: string }>();
  #headerHook: HeaderHook = async (_url, headers) => headers;

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.#handlers.has(scheme)) throw new Error(`${scheme}: is already handled`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  setHeaderHook(hook: HeaderHook): void {
    this.#headerHook = hook;
  }

  /** The address at which the browser finds an app URL; other URLs stay as they are. */
  async toHttp(url: string): Promise<string> {
    const parts = splitAppUrl(url);
    if (parts === undefined || !this.#handlers.has(parts.scheme)) return url;
    return (await this.#serve(parts.origin)) + parts.rest;
  }

  /** The name that the app knows a browser's URL by. */
  toApp(url: string): string {
    for (const [origin, { http }] of this.#servers) {
      if (url === http || url.startsWith(`${http}/`)) return origin + url.slice(http.length);
    }
    return url;
  }

  /** Origin of a browser's URL as Electron reports it for a frame. */
  originOf(url: string): string {
    const appUrl = this.toApp(url);
    const parts = splitAppUrl(appUrl);
    if (parts !== undefined && this.#servers.has(parts.origin)) return parts.origin;
    return URL.canParse(appUrl) ? new URL(appUrl).origin : 'null';
  }

  async close(): Promise<void> {
    for (const { server } of this.#servers.values()) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    this.#servers.clear();
  }

  async #serve(origin: string): Promise<string> {
    const running = this.#servers.get(origin);
    if (running !== undefined) return running.http;
    const server = createServer((request, response) => {
      this.#answer(origin, request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const http = `http://127.0.0.1:${portOf(server)}`;
    this.#servers.set(origin, { server, http });
    return http;
  }

  async #answer(origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const scheme = origin.slice(0, origin.indexOf(':'));
    const handler = this.#handlers.get(scheme);
    const own = this.#servers.get(origin)?.http ?? '';
    // Another page's name that points to loopback (DNS rebinding) has no business here.
    if (handler === undefined || `http://${request.headers.host}` !== own) {
      response.writeHead(403).end();
      return;
    }
    const url = origin + (request.url ?? '/');
    const asked = new Request(url, {
      method: request.method ?? 'GET',
      headers: headersOf(request),
    });
    const answer = await handler(withInitiator(asked, origin));
    const given: Record<string, string[]> = {};
    for (const [name, value] of answer.headers) given[name] = [...(given[name] ?? []), value];
    const headers = await this.#headerHook(url, given);
    response.statusCode = answer.status;
    for (const [name, values] of Object.entries(headers)) {
      // A policy that names the scheme must mean the same here.
      response.setHeader(
        name,
        values.map((value) => value.replaceAll(origin, own)),
      );
    }
    if (request.headers['sec-fetch-dest'] === 'document') {
      response.appendHeader('content-security-policy', NO_POPUPS);
    }
    if (answer.body === null) {
      response.end();
      return;
    }
    // The DOM's and Node's stream types differ in name only.
    Readable.fromWeb(answer.body as ReadableStream)
      .on('error', (error) => response.destroy(error))
      .pipe(response);
  }
}

function splitAppUrl(url: string): { scheme: string; origin: string; rest: string } | undefined {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([\s\S]*)$/i.exec(url);
  if (match === null) return undefined;
  const [, scheme = '', host = '', rest = ''] = match;
  const lower = scheme.toLowerCase();
  return {
    scheme: lower,
    origin: `${lower}://${host}`,
    rest: rest.startsWith('/') ? rest : `/${rest}`,
  };
}

/** Electron tells the handler whose page asks; the browser tells us in `Sec-Fetch-Site`. Absent: the browser itself. */
function withInitiator(request: Request, origin: string): Request {
  const site = request.headers.get('sec-fetch-site') ?? 'none';
  if (site === 'none') return request;
  const other = request.headers.get('origin') ?? 'null';
  return Object.defineProperty(request, 'initiatorOrigin', {
    value: site === 'same-origin' ? origin : other,
  });
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
