import { describe, expect, it } from 'vitest';
import { decodeQuotedPrintable, decodeWords } from './mail-encoding';
import { headerOf, parseMail, partOf } from './mime';

const crlf = (...lines: readonly string[]) => lines.join('\r\n');

describe('decodeWords', () => {
  it.each([
    ['plain', 'plain'],
    ['=?utf-8?q?=E5=91=8A=E8=AD=A6_on?=', '告警 on'],
    ['=?UTF-8?B?5ZGK6K2m?=', '告警'],
    ['=?utf-8?q?one_?= =?utf-8?q?two?=', 'one two'],
    ['a =?utf-8?q?b?= c', 'a b c'],
    ['=?iso-8859-1?q?=FC?=', 'ü'],
    ['=?no-such?q?x?=', 'x'],
    ['=?utf-8?x?y?=', '=?utf-8?x?y?='],
  ])('reads %s', (written, text) => expect(decodeWords(written)).toBe(text));
});

describe('decodeQuotedPrintable', () => {
  it.each([
    ['a=3Db', 'a=b'],
    ['soft=\r\nbreak', 'softbreak'],
    ['trailing  \r\nspace', 'trailing\r\nspace'],
    ['kept=20\r\n', 'kept \r\n'],
    ['=E5=91=8A', '告'],
    ['=ZZ', '=ZZ'],
  ])('reads %j', (written, text) =>
    expect(decodeQuotedPrintable(written).toString('utf8')).toBe(text),
  );
});

describe('parseMail', () => {
  it('reads folded headers and a single part', () => {
    const mail = parseMail(crlf('Subject: one', '\ttwo', 'X: y', '', 'body', 'more', ''));
    expect(mail.subject).toBe('one\ttwo');
    expect(headerOf(mail.headers, 'x')).toBe('y');
    expect(mail.parts).toEqual([{ type: 'text/plain', text: 'body\nmore\n' }]);
  });

  it('reads the parts of a multipart, each in its encoding', () => {
    const mail = parseMail(
      crlf(
        'Content-Type: multipart/alternative;  boundary="b=1"',
        '',
        'for old programs',
        '--b=1',
        'Content-Type: text/plain; charset=UTF-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        '=E5=91=8A',
        '--b=1',
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('<p>告</p>').toString('base64'),
        '--b=1--',
        'after',
      ),
    );
    expect(mail.parts).toEqual([
      { type: 'text/plain', text: '告' },
      { type: 'text/html', text: '<p>告</p>' },
    ]);
    expect(partOf(mail, 'text/html')).toBe('<p>告</p>');
    expect(partOf(mail, 'image/png')).toBeUndefined();
  });

  it('reads a multipart in a multipart, and one that breaks off', () => {
    const mail = parseMail(
      crlf(
        'Content-Type: multipart/mixed; boundary=a',
        '',
        '--a',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        '',
        'inner',
        '--b--',
        '--a',
        '',
        'broken off',
      ),
    );
    expect(mail.parts.map((part) => part.text)).toEqual(['inner', 'broken off']);
  });

  it('shows what is no mail, and does not go down without end', () => {
    expect(parseMail('').parts).toEqual([{ type: 'text/plain', text: '' }]);
    const nested = (depth: number): string =>
      depth === 0
        ? crlf('', 'deep')
        : crlf(
            `Content-Type: multipart/mixed; boundary=b${depth}`,
            '',
            `--b${depth}`,
            nested(depth - 1),
          );
    expect(parseMail(nested(8)).parts).toEqual([{ type: 'text/plain', text: 'deep' }]);
    expect(parseMail(nested(9)).parts).toEqual([]);
  });
});
