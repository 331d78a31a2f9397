import { decodeBody, decodeWords } from './mail-encoding';

export interface Header {
  /** As written. */
  readonly name: string;
  /** Unfolded, encoded words decoded. */
  readonly value: string;
}

export interface MailPart {
  /** Lower case, without parameters: `text/html`. */
  readonly type: string;
  readonly text: string;
}

export interface Mail {
  readonly headers: readonly Header[];
  readonly subject: string;
  /** The leaves of the MIME tree, in order. */
  readonly parts: readonly MailPart[];
}

const MAX_DEPTH = 8;
const MAX_PARTS = 100;

/** A message as SMTP brought it, each byte one character (latin1). Never throws: a sink shows broken mail too. */
export function parseMail(message: string): Mail {
  const { headers } = split(message);
  return {
    headers,
    subject: headerOf(headers, 'subject') ?? '',
    parts: leaves(message, 0).slice(0, MAX_PARTS),
  };
}

export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

export function partOf(mail: Mail, type: string): string | undefined {
  return mail.parts.find((part) => part.type === type)?.text;
}

function leaves(message: string, depth: number): readonly MailPart[] {
  const { headers, body } = split(message);
  const content = contentType(headerOf(headers, 'content-type') ?? 'text/plain');
  if (content.boundary !== undefined && content.type.startsWith('multipart/')) {
    if (depth >= MAX_DEPTH) return [];
    return sections(body, content.boundary).flatMap((section) => leaves(section, depth + 1));
  }
  const encoding = headerOf(headers, 'content-transfer-encoding') ?? '7bit';
  const text = decodeBody(body, encoding, content.charset ?? 'utf-8');
  return [{ type: content.type, text: text.replaceAll('\r\n', '\n') }];
}

function split(message: string): { readonly headers: readonly Header[]; readonly body: string } {
  if (/^\r?\n/.test(message)) return { headers: [], body: message.replace(/^\r?\n/, '') };
  const end = /\r?\n\r?\n/.exec(message);
  const head = end === null ? message : message.slice(0, end.index);
  const body = end === null ? '' : message.slice(end.index + end[0].length);
  return { headers: parseHeaders(head), body };
}

function parseHeaders(head: string): readonly Header[] {
  return head
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      if (colon <= 0) return [];
      const raw = Buffer.from(line.slice(colon + 1).trim(), 'latin1').toString('utf8');
      return [{ name: line.slice(0, colon), value: decodeWords(raw) }];
    });
}

function contentType(value: string): {
  readonly type: string;
  readonly boundary: string | undefined;
  readonly charset: string | undefined;
} {
  const parameter = (name: string) => {
    const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value);
    return match?.[1] ?? match?.[2];
  };
  return {
    type: (value.split(';')[0] ?? '').trim().toLowerCase(),
    boundary: parameter('boundary'),
    charset: parameter('charset'),
  };
}

/** The parts between the boundary lines; what stands before the first and after the last is for old mail programs. */
function sections(body: string, boundary: string): readonly string[] {
  const found: string[] = [];
  let open: string[] | undefined;
  for (const line of body.split('\n')) {
    const bare = line.trimEnd();
    if (bare !== `--${boundary}` && bare !== `--${boundary}--`) {
      open?.push(line);
      continue;
    }
    // The line break before a boundary belongs to the boundary.
    if (open !== undefined) found.push(open.join('\n').replace(/\r$/, ''));
    if (bare.endsWith('--') && bare !== `--${boundary}`) return found;
    open = [];
  }
  if (open !== undefined) found.push(open.join('\n'));
  return found;
}
