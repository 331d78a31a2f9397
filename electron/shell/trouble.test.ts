import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../shared/i18n/messages';
import { secretsProblem } from './trouble';

describe.each(['en', 'zh'] as const)('what is said of stored secrets, %s', (language) => {
  const say = (trouble: Parameters<typeof secretsProblem>[0]) =>
    secretsProblem(trouble, '/data/secrets.json', messagesFor(language));

  it('is nothing where they were read', () => {
    expect(say(undefined)).toBeUndefined();
  });

  it('names the file, why, and where it was kept', () => {
    expect(say({ kind: 'broken', keptAs: '/data/kept.json' })).toEqual({
      message: expect.stringContaining('/data/secrets.json'),
      keptAs: '/data/kept.json',
    });
    expect(say({ kind: 'broken' })).toEqual({
      message: messagesFor(language).shell.secrets.brokenInPlace('/data/secrets.json'),
    });
    expect(say({ kind: 'unreadable', detail: 'EACCES' })?.message).toContain('EACCES');
  });
});
