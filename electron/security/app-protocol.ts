import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { appPath } from './app-path';
import { APP_ORIGIN } from './origin';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

export interface AppProtocolOptions {
  /** The folder of the built page. */
  readonly root: string;
  readonly csp: string;
  /** Told of every request that was refused, with the reason and without the file system's words. */
  readonly onRefused: (address: string, reason: string) => void;
}

/** Answers `app://batchwatch/…` with the built files and nothing else; every answer carries the security headers. */
export function createAppProtocol(
  options: AppProtocolOptions,
): (request: Request) => Promise<Response> {
  const answer = (
    status: number,
    body: string | Uint8Array<ArrayBuffer> | null,
    type = 'text/plain; charset=utf-8',
  ) =>
    new Response(body, {
      status,
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': options.csp,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'no-cache',
      },
    });
  const refuse = (status: number, address: string, reason: string) => {
    options.onRefused(address, reason);
    return answer(status, reason);
  };

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(405, request.url, 'method');
    }
    if (!fromOurPage(request)) return refuse(403, request.url, 'initiator');
    const path = appPath(request.url);
    if (!path.ok) return refuse(path.error === 'malformed' ? 400 : 403, request.url, path.error);
    const file = await containedFile(options.root, path.value);
    if (file === undefined) return refuse(404, request.url, 'not-found');
    const body = await readFile(file).catch(() => undefined);
    if (body === undefined) return refuse(404, request.url, 'not-found');
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return answer(200, request.method === 'HEAD' ? null : new Uint8Array(body), type);
  };
}

/** Symbolic links are resolved before the comparison, so that none can lead out of the folder. */
async function containedFile(
  root: string,
  segments: readonly string[],
): Promise<string | undefined> {
  try {
    const base = await realpath(root);
    const file = await realpath(join(base, ...segments));
    return file.startsWith(base + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Electron adds the origin that made the request; it is absent when the browser itself asks (the first load). */
function fromOurPage(request: Request): boolean {
  if (!('initiatorOrigin' in request)) return true;
  const { initiatorOrigin } = request;
  return initiatorOrigin === undefined || initiatorOrigin === APP_ORIGIN;
}
