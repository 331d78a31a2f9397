import { describe, expect, it } from 'vitest';
import { DEMO_RULES } from './rules';

const HAN = /\p{Script=Han}/u;
const rules = DEMO_RULES.flatMap((group) => group.rules);

/** `{{ $labels.instance }}` and the like, whatever their order. */
const inserts = (text: string) => [...new Set(text.match(/\{\{.*?\}\}/g))].sort();

describe.each(rules.map((rule) => [rule.name, rule.annotations] as const))('%s', (_, texts) => {
  it.each(['summary', 'description'])(
    'has its %s in each language, with the same figures',
    (key) => {
      const english = texts[key] ?? '';
      const chinese = texts[`${key}_zh`] ?? '';
      expect(english).not.toMatch(HAN);
      expect(english).not.toBe('');
      expect(chinese).toMatch(HAN);
      expect(inserts(chinese)).toEqual(inserts(english));
    },
  );
});
