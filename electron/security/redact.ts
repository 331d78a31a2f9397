const HIDDEN = '[hidden]';

/** Shapes that carry credentials whoever wrote them. */
const PATTERNS: readonly [RegExp, string][] = [
  [
    /\b((?:proxy-)?authorization|cookie|set-cookie)(["']?\s*[:=]\s*["']?)[^\r\n"']+/gi,
    `$1$2${HIDDEN}`,
  ],
  [/\b(bearer|basic)\s+[\w+/=.~-]{4,}/gi, `$1 ${HIDDEN}`],
  [
    /\b(password|passwd|secret|token|api[_-]?key)(["']?\s*[:=]\s*["']?)[^\s"',;}&]+/gi,
    `$1$2${HIDDEN}`,
  ],
  // Without the scheme before it: looked for at each letter, it would take seconds on a long word.
  [/:\/\/[^\s/@]+@/g, `://${HIDDEN}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
];

/** The secrets of this run, once they have been read; the log is there before them. */
export interface KnownSecrets {
  list(): readonly string[];
  readFrom(source: () => readonly string[]): void;
}

export function createKnownSecrets(): KnownSecrets {
  let read: () => readonly string[] = () => [];
  return {
    list: () => read(),
    readFrom(source) {
      read = source;
    },
  };
}

/**
 * Takes credentials out of a text for logs and refusals: known secrets by their value (also base64 and
 * percent-encoded), unknown ones by their shape. Hides too much rather than too little.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const form of secrets.flatMap(formsOf).sort((a, b) => b.length - a.length)) {
    result = result.replaceAll(form, HIDDEN);
  }
  for (const [pattern, replacement] of PATTERNS) result = result.replace(pattern, replacement);
  return result;
}

/** A secret of one or two characters would blank out half of every text. */
function formsOf(secret: string): string[] {
  if (secret.length < 3) return [];
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret, 'utf8').toString('base64'),
    JSON.stringify(secret).slice(1, -1),
  ];
}

/**
 * One line about an error: its name, code and message, redacted. Never its own properties: HTTP errors carry the
 * request with its headers.
 */
export function describeError(error: unknown, secrets: readonly string[]): string {
  const text =
    error instanceof Error
      ? `${error.name}: ${error.message}`
      : typeof error === 'string'
        ? error
        : 'unknown error';
  return redact(text, secrets).replace(/\s+/g, ' ').slice(0, 300);
}
