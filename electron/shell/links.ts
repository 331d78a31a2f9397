import type { Shell } from 'electron';
import { err, ok, type Result } from '../../shared/result';

export type LinkRefusal = 'malformed' | 'scheme' | 'credentials' | 'too-long' | 'control-character';

const MAX_LENGTH = 2048;

/**
 * The one filter of every outward link: alert texts and annotations are hostile. Gives the address as the URL parser
 * wrote it back, so that what is opened is what was judged.
 */
export function checkLink(address: string): Result<string, LinkRefusal> {
  if (address.length > MAX_LENGTH) return err('too-long');
  for (const char of address) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || isDirectionMark(code)) {
      return err('control-character');
    }
  }
  if (!URL.canParse(address)) return err('malformed');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return err('scheme');
  if (url.username !== '' || url.password !== '') return err('credentials');
  return url.href.length > MAX_LENGTH ? err('too-long') : ok(url.href);
}

/** Marks that make a link read as another than it is. */
function isDirectionMark(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

export async function openLink(
  shell: Pick<Shell, 'openExternal'>,
  address: string,
): Promise<Result<null, LinkRefusal>> {
  const checked = checkLink(address);
  if (!checked.ok) return checked;
  await shell.openExternal(checked.value);
  return ok(null);
}
