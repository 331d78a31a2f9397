/** A piece of a runbook. Runbooks keep to this much of Markdown, so that nothing in them can be markup. */
export type RunbookBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string };

const LIST_ITEM = /^(?:(\d+)\.|[-*])\s+(.*)$/;

/** Reads headings, paragraphs, lists and fenced code; anything else is text of the paragraph it stands in. */
export function runbookBlocks(markdown: string): readonly RunbookBlock[] {
  const blocks: RunbookBlock[] = [];
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,2})\s+(.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (line.startsWith('```')) at = readCode(lines, at + 1, blocks);
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1] === '#' ? 1 : 2, text: heading[2] ?? '' });
      at += 1;
    } else if (LIST_ITEM.test(line)) at = readList(lines, at, blocks);
    else at = readParagraph(lines, at, blocks);
  }
  return blocks;
}

function readCode(lines: readonly string[], from: number, blocks: RunbookBlock[]): number {
  const end = lines.findIndex((line, index) => index >= from && line.startsWith('```'));
  const last = end === -1 ? lines.length : end;
  blocks.push({ kind: 'code', text: lines.slice(from, last).join('\n') });
  return last + 1;
}

/** An indented line goes on with the item above it; a fence inside an item ends the list. */
function readList(lines: readonly string[], from: number, blocks: RunbookBlock[]): number {
  const items: string[] = [];
  const ordered = /^\d/.test(lines[from] ?? '');
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const item = LIST_ITEM.exec(line);
    if (item && /^\d/.test(line) === ordered) items.push(item[2] ?? '');
    else if (/^\s+\S/.test(line) && !line.trim().startsWith('```')) {
      items.push(`${items.pop() ?? ''} ${line.trim()}`);
    } else break;
  }
  blocks.push({ kind: 'list', ordered, items });
  return at;
}

function readParagraph(lines: readonly string[], from: number, blocks: RunbookBlock[]): number {
  let at = from;
  const text: string[] = [];
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const ends = line.trim() === '' || line.startsWith('```') || /^#{1,2}\s/.test(line);
    if (at > from && (ends || LIST_ITEM.test(line))) break;
    text.push(line.trim());
  }
  blocks.push({ kind: 'paragraph', text: text.join(' ') });
  return at;
}

/** Text and `code` in turn: even places are text, odd ones code. */
export function inlineParts(text: string): readonly string[] {
  return text.split('`');
}
