import { describe, expect, it } from 'vitest';
import { advance, NEW_SESSION, SMTP_OPTIONS, type SmtpMessage } from './smtp-session';

/** The replies' codes to the lines, in order, and the messages that came of them. */
function talk(lines: readonly string[], options = SMTP_OPTIONS) {
  let session = NEW_SESSION;
  const codes: string[] = [];
  const messages: SmtpMessage[] = [];
  let closed = false;
  for (const line of lines) {
    const step = advance(session, line, options);
    session = step.session;
    codes.push(...step.reply.map((reply) => reply.slice(0, 4).trim()));
    if (step.message !== undefined) messages.push(step.message);
    closed ||= step.close === true;
  }
  return { codes, messages, closed };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const ENVELOPE = ['HELO me', 'MAIL FROM:<a@x> SIZE=3', 'RCPT TO:<b@x>', 'rcpt to: <c@x>', 'DATA'];

describe('advance', () => {
  it('takes a message, with the doubled dots made single', () => {
    const { codes, messages, closed } = talk([
      ...ENVELOPE,
      'Subject: s',
      '',
      '..',
      '..a',
      '.',
      'QUIT',
    ]);
    expect(codes).toEqual(['250', '250', '250', '250', '354', '250', '221']);
    expect(messages).toEqual([
      { from: 'a@x', to: ['b@x', 'c@x'], data: 'Subject: s\r\n\r\n.\r\n.a\r\n' },
    ]);
    expect(closed).toBe(true);
  });

  it('takes a second message in one connection, and forgets what RSET drops', () => {
    const { messages } = talk([
      ...ENVELOPE,
      'one',
      '.',
      'MAIL FROM:<d@x>',
      'RSET',
      'MAIL FROM:<e@x>',
      'RCPT TO:<f@x>',
      'DATA',
      'two',
      '.',
    ]);
    expect(messages.map(({ from, to, data }) => [from, to, data])).toEqual([
      ['a@x', ['b@x', 'c@x'], 'one\r\n'],
      ['e@x', ['f@x'], 'two\r\n'],
    ]);
  });

  it.each([
    ['PLAIN at once', [`AUTH PLAIN ${base64('\0me\0secret')}`]],
    ['PLAIN when asked', ['AUTH PLAIN', base64('\0me\0secret')]],
    ['LOGIN', ['AUTH LOGIN', base64('me'), base64('secret')]],
    ['LOGIN with the user at once', [`auth login ${base64('me')}`, base64('secret')]],
  ])('lets sign in by %s', (_name, lines) => {
    const { messages, codes } = talk(['EHLO me', ...lines, ...ENVELOPE.slice(1), '.']);
    expect(codes).toContain('235');
    expect(messages).toMatchObject([{ user: 'me', password: 'secret' }]);
  });

  it('offers its mechanisms in the order asked for', () => {
    const step = advance(NEW_SESSION, 'EHLO me', { ...SMTP_OPTIONS, auth: ['PLAIN', 'LOGIN'] });
    expect(step.reply.at(-1)).toBe('250 AUTH PLAIN LOGIN');
  });

  it('refuses what is out of order or unknown', () => {
    expect(talk(['MAIL FROM:<a@x>']).codes).toEqual(['503']);
    expect(talk(['HELO me', 'RCPT TO:<b@x>', 'DATA']).codes).toEqual(['250', '503', '503']);
    expect(talk(['HELO me', 'MAIL a@x', 'STARTTLS', '']).codes).toEqual([
      '250',
      '501',
      '502',
      '502',
    ]);
    expect(talk(['EHLO me', 'AUTH CRAM-MD5']).codes.at(-1)).toBe('504');
  });

  it('reads a message that is too big to its end, keeps none of it and goes on', () => {
    const options = { ...SMTP_OPTIONS, maxMessageBytes: 20 };
    const { codes, messages } = talk([...ENVELOPE, 'x'.repeat(30), 'x', '.', 'NOOP'], options);
    expect(codes.slice(-2)).toEqual(['552', '250']);
    expect(messages).toEqual([]);
  });

  it('takes only so many recipients', () => {
    const { codes } = talk(ENVELOPE, { ...SMTP_OPTIONS, maxRecipients: 1 });
    expect(codes).toEqual(['250', '250', '250', '452', '354']);
  });
});
