/**
 * One line about something native. Titles and labels come from servers: no control character and no mark that turns the
 * direction of writing may reach the terminal.
 */
export function logLine(what: string, detail?: unknown): string {
  const text = detail === undefined ? '' : ` ${JSON.stringify(detail)}`;
  return `[window] ${what}${text}`.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}
