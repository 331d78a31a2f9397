/** Quoted-printable (RFC 2045, 6.7). What is no valid escape stands as it is, as mail programs show it. */
export function decodeQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/=\r?\n/g, '');
  return bytesOf(joined, /=([0-9A-Fa-f]{2})/g);
}

/** The body of a part as text; an unknown charset is read as UTF-8, wrong bytes become U+FFFD. */
export function decodeBody(body: string, encoding: string, charset: string): string {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return decodeText(Buffer.from(body, 'base64'), charset);
    case 'quoted-printable':
      return decodeText(decodeQuotedPrintable(body), charset);
    default:
      return decodeText(Buffer.from(body, 'latin1'), charset);
  }
}

/** A header's encoded words (RFC 2047); white space between two of them is none. */
export function decodeWords(header: string): string {
  return header
    .replace(/(\?=)[ \t]+(?==\?)/g, '$1')
    .replace(/=\?([\w-]+)\?([bBqQ])\?([^?]*)\?=/g, (_word, charset, kind, text) =>
      decodeText(
        String(kind).toLowerCase() === 'b'
          ? Buffer.from(String(text), 'base64')
          : bytesOf(String(text).replaceAll('_', ' '), /=([0-9A-Fa-f]{2})/g),
        String(charset),
      ),
    );
}

function bytesOf(text: string, hexEscape: RegExp): Buffer {
  const latin1 = text.replace(hexEscape, (_all, hex) =>
    String.fromCharCode(Number.parseInt(String(hex), 16)),
  );
  return Buffer.from(latin1, 'latin1');
}

function decodeText(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}
