/** The longest message of a `Failure`, in characters. */
export const MESSAGE_MAX = 300;

/**
 * C0, DEL, C1, and the marks that reorder or hide text (bidi, zero-width space, word joiner, BOM, line and paragraph
 * separators). The zero-width joiners stay: scripts and emoji need them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * Hostile text as one line: control and reordering characters removed, white space collapsed, at most `max` UTF-16
 * units, the last of which is `…` where something was cut off. Never splits a surrogate pair.
 */
export function oneLine(text: string, max: number): string {
  const looked = text.length > max * 4 + 4096 ? text.slice(0, max * 4 + 4096) : text;
  const line = looked.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const whole = line.length <= max && looked === text;
  return whole ? line.toWellFormed() : cut(line, max);
}

function cut(line: string, max: number): string {
  if (max <= 0) return '';
  const kept = line.slice(0, max - 1).toWellFormed();
  const broken = kept.endsWith('\ufffd') && line[kept.length - 1] !== '\ufffd';
  return `${broken ? kept.slice(0, -1) : kept}…`;
}
