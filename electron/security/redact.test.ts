import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, redact } from './redact';

describe('redact', () => {
  it('takes known secrets out in every form they travel in', () => {
    const secret = 'p4ss "w/ord+';
    const text = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      JSON.stringify({ value: secret }),
    ].join(' | ');
    const clean = redact(text, [secret]);
    expect(clean).not.toContain('p4ss');
    expect(clean).not.toContain(Buffer.from(secret).toString('base64'));
  });

  it('leaves none of them, whatever surrounds them', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40 }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          fc.pre(!'[hidden]'.includes(secret));
          expect(redact(before + secret + after, [secret])).not.toContain(secret);
        },
      ),
    );
  });

  it('knows the shapes of credentials it was never told', () => {
    for (const text of [
      'Authorization: Bearer abcdef123456',
      '"authorization":"Basic dXNlcjpodW50ZXIy"',
      'Cookie: session=hunter2; other=1',
      'GET http://user:hunter2@host/path failed',
      'password=hunter2&x=1',
      '{"token":"hunter2"}',
      'api_key: hunter2',
      '-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----',
    ]) {
      const clean = redact(text, []);
      expect(clean, text).toContain('[hidden]');
      expect(clean, text).not.toMatch(/hunter2|abcdef123456|dXNlcjpodW50ZXIy/);
    }
  });

  it('leaves ordinary texts alone', () => {
    for (const text of [
      'connect ECONNREFUSED 127.0.0.1:9090',
      'HTTP 503 from http://localhost:9093/api/v2/alerts',
      'KvCacheFull on gpu-1: 93 %',
    ]) {
      expect(redact(text, [])).toBe(text);
    }
  });

  it('takes no longer for each letter of a long word', () => {
    // Hours where each letter begins another look at the rest.
    for (const word of ['a', 'a:', '://', '=', '-----BEGIN A PRIVATE KEY-----']) {
      const text = word.repeat(1_000_000 / word.length);
      expect(redact(text, []).length).toBeLessThanOrEqual(text.length + 100);
    }
  });
});

describe('describeError', () => {
  it('never follows an error into its own properties', () => {
    const error = Object.assign(new Error('Request failed with status code 401'), {
      name: 'AxiosError',
      config: { headers: { Authorization: 'Bearer hunter2' } },
    });
    expect(describeError(error, [])).toBe('AxiosError: Request failed with status code 401');
  });

  it('is one line of bounded length', () => {
    expect(describeError(new Error(`a\nb${'x'.repeat(1000)}`), [])).toMatch(/^Error: a b.{0,300}$/);
    expect(describeError(new Error('x'.repeat(1000)), [])).toHaveLength(300);
    expect(describeError({ secret: 1 }, [])).toBe('unknown error');
  });
});
