import { describe, expect, it } from 'vitest';
import { localAnnotation } from './annotations';

describe('annotations', () => {
  it('prefers the language, falls back to the plain one, and knows when there is none', () => {
    const both = { summary: 'nearly full', summary_zh: '将满' };
    expect(localAnnotation(both, 'summary', 'zh')).toBe('将满');
    expect(localAnnotation(both, 'summary', 'en')).toBe('nearly full');
    expect(localAnnotation({ summary: 'nearly full' }, 'summary', 'zh')).toBe('nearly full');
    expect(localAnnotation({ summary: ' ', summary_zh: '' }, 'summary', 'zh')).toBeUndefined();
    expect(localAnnotation({}, 'constructor', 'en')).toBeUndefined();
  });
});
