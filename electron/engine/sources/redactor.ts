/** Shorter texts would black out half of every message, and are no secret worth the name. */
const SHORTEST = 3;

/**
 * Takes what endpoint credentials look like out of text: some servers and proxies repeat request headers in their error
 * pages. Each secret is found as it is, URL-encoded, and as JSON escapes it.
 */
export function createRedactor(secretTexts: readonly string[]): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secretTexts) {
    if (secret.length < SHORTEST) continue;
    const wellFormed = secret.toWellFormed();
    for (const form of [
      secret,
      encodeURIComponent(wellFormed),
      JSON.stringify(wellFormed).slice(1, -1),
    ]) {
      forms.add(form);
    }
  }
  // The longest first, or a secret that contains another one would be left in pieces.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((rest, form) => rest.replaceAll(form, '•••'), text);
}
