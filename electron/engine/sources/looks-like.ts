import { oneLine } from '../../../shared/wire/text';

/** How much of a body is looked at to say what it is. */
const LOOKED_AT = 64 * 1024;

/** The title of an HTML page, one line; undefined for anything that is no HTML. Hostile text. */
export function htmlTitle(text: string): string | undefined {
  const start = text.slice(0, LOOKED_AT);
  if (!/^<(?:!doctype html|html|head|body|title)\b/i.test(withoutComments(start))) return undefined;
  const title = /<title\b[^>]{0,200}>([^<]{0,500})/i.exec(start)?.[1] ?? '';
  return oneLine(unescaped(title), 100);
}

/** By hand: a pattern for "any number of comments" takes exponential time for many comments and no page after them. */
function withoutComments(text: string): string {
  let rest = text.trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4);
    if (end < 0) return '';
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/**
 * What a body that should have been JSON is, for people: `an HTML page titled “Grafana”`. `problem` is JSON.parse's
 * message; `redact` is applied before anything is shortened, as half a secret is a leak too.
 */
export function looksLike(
  text: string,
  problem: string,
  redact: (text: string) => string = (same) => same,
): string {
  const start = redact(text.slice(0, LOOKED_AT));
  if (start.trim() === '') return 'an empty answer';
  const title = htmlTitle(start);
  if (title !== undefined) return page(title);
  if (/^\s*[[{"]/.test(start)) {
    return /end of JSON input|Unterminated/.test(problem) || endsAt(text, problem)
      ? `JSON that ends early, after ${text.length} characters`
      : 'damaged JSON';
  }
  if (/^\s*</.test(start)) return 'XML or HTML';
  return `text that begins “${oneLine(start, 60)}”`;
}

function endsAt(text: string, problem: string): boolean {
  const position = /at position (\d+)/.exec(problem)?.[1];
  return position !== undefined && Number(position) >= text.length;
}

/** What a server says about an error in a plain body: text as it is, a page by its title. One line; '' for nothing. */
export function plainWords(text: string, max: number): string {
  const title = htmlTitle(text);
  return title === undefined ? oneLine(text, max) : page(title);
}

function page(title: string): string {
  return title === '' ? 'an HTML page' : `an HTML page titled “${title}”`;
}
