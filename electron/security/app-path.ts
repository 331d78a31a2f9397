import { err, ok, type Result } from '../../shared/result';
import { APP_ORIGIN } from './origin';

export type PathRefusal = 'not-ours' | 'malformed' | 'forbidden';

/** What Vite names its files with. No percent, backslash, colon, space or control character gets past it. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._@-]{0,127}$/;
const MAX_DEPTH = 8;

/**
 * The file a URL of the page's own scheme names, as path segments below the renderer's folder; `/` is `index.html`.
 * Containment rests on what is allowed, not on what is known to be bad: a segment begins with a letter, digit, dash or
 * underscore, so neither `.`, `..`, hidden files, drive letters nor encoded separators can be written at all.
 */
export function appPath(address: string): Result<readonly string[], PathRefusal> {
  if (!URL.canParse(address)) return err('malformed');
  const url = new URL(address);
  if (`${url.protocol}//${url.host}` !== APP_ORIGIN) return err('not-ours');
  if (url.username !== '' || url.password !== '') return err('not-ours');
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return err('malformed');
  }
  if (path === '/' || path === '') return ok(['index.html']);
  if (!path.startsWith('/')) return err('forbidden');
  const segments = path.slice(1).split('/');
  if (segments.length > MAX_DEPTH) return err('forbidden');
  return segments.every((segment) => SEGMENT.test(segment)) ? ok(segments) : err('forbidden');
}
