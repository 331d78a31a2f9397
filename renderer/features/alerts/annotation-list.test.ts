import { describe, expect, it } from 'vitest';
import { annotationList } from './annotation-list';

const BOTH = {
  description: 'It is full.',
  description_zh: '已占满。',
  runbook_url: 'https://runbooks.example/kv',
  summary: 'KV cache full',
  summary_zh: 'KV 缓存已满',
};
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
const values = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);

describe('annotationList', () => {
  it("puts the user's language first, under the name without a language", () => {
    const { local, others } = annotationList(BOTH, 'zh');
    expect(names(local)).toEqual(['summary', 'description', 'runbook_url']);
    expect(values(local)).toEqual(['KV 缓存已满', '已占满。', 'https://runbooks.example/kv']);
    expect(others).toEqual([
      { name: 'summary', value: 'KV cache full' },
      { name: 'description', value: 'It is full.' },
    ]);
  });

  it('folds other languages away', () => {
    const { local, others } = annotationList(BOTH, 'en');
    expect(values(local).slice(0, 2)).toEqual(['KV cache full', 'It is full.']);
    expect(names(others)).toEqual(['summary_zh', 'description_zh']);
  });

  it('hides nothing that exists in one language only, or that is blank', () => {
    expect(annotationList({ summary_zh: '满', note: '' }, 'en')).toEqual({
      local: [
        { name: 'summary_zh', value: '满' },
        { name: 'note', value: '' },
      ],
      others: [],
    });
    expect(annotationList({ summary: 'full', summary_zh: ' ' }, 'zh')).toEqual({
      local: [{ name: 'summary', value: 'full' }],
      others: [],
    });
  });

  it('takes hostile names for what they are', () => {
    const hostile = Object.fromEntries([
      ['__proto__', 'a'],
      ['_zh', 'b'],
      ['constructor', 'c'],
    ]);
    expect(names(annotationList(hostile, 'zh').local)).toEqual(['__proto__', '_zh', 'constructor']);
  });
});
