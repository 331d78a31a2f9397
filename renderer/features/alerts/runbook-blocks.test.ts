import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inlineParts, runbookBlocks } from './runbook-blocks';

describe('runbook blocks', () => {
  it('reads headings, paragraphs, lists and code', () => {
    const text = [
      '# HighTTFT',
      'First tokens come',
      'late.',
      '## Checks',
      '1. Look at `waiting`',
      '   and its trend',
      '2. Then:',
      '```',
      'sum(rate(x[5m]))',
      '',
      '# no heading',
      '```',
      '- a',
      '* b',
    ].join('\n');
    expect(runbookBlocks(text)).toEqual([
      { kind: 'heading', level: 1, text: 'HighTTFT' },
      { kind: 'paragraph', text: 'First tokens come late.' },
      { kind: 'heading', level: 2, text: 'Checks' },
      { kind: 'list', ordered: true, items: ['Look at `waiting` and its trend', 'Then:'] },
      { kind: 'code', text: 'sum(rate(x[5m]))\n\n# no heading' },
      { kind: 'list', ordered: false, items: ['a', 'b'] },
    ]);
    expect(inlineParts('Look at `waiting` now')).toEqual(['Look at ', 'waiting', ' now']);
  });

  it('ends on any text and keeps its words', () => {
    const pieces = fc.constantFrom(
      '# ',
      '```',
      '- ',
      '1. ',
      '\n',
      '  ',
      'word',
      '`',
      '<b>',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const words = (value: string) => value.match(/word/g)?.length ?? 0;
        const shown = runbookBlocks(text).map((block) =>
          block.kind === 'list' ? block.items.join(' ') : block.text,
        );
        // A fence's own line may carry a language, which is not shown.
        const fenced = text
          .split('\n')
          .filter((line) => line.startsWith('```'))
          .join('\n');
        expect(words(shown.join('\n'))).toBe(words(text) - words(fenced));
      }),
    );
  });
});
