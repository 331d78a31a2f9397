import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pem, pemPath } from '../../../e2e/fixtures/tls/tls';
import { parseEndpoint } from '../../../shared/settings/settings';
import { resolveCredentials } from './credentials';

const dir = mkdtempSync(join(tmpdir(), 'batchwatch-credentials-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

async function resolve(input: Record<string, unknown>, secrets: Record<string, string> = {}) {
  const endpoint = parseEndpoint({ url: 'https://h', ...input });
  if (!endpoint.ok) throw new Error(JSON.stringify(endpoint.error));
  return resolveCredentials(endpoint.value, secrets);
}

const basic = (password: unknown) => ({ auth: { kind: 'basic', username: 'öps', password } });
const bearer = (token: unknown) => ({ auth: { kind: 'bearer', token } });

describe('resolveCredentials', () => {
  it('reads nothing where nothing is needed', async () => {
    expect(await resolve({})).toEqual({ ok: true, value: { secretTexts: [] } });
  });

  it('takes secrets from the store and from files, without the line break at their end', async () => {
    const expected = `Basic ${Buffer.from('öps:pass wörd').toString('base64')}`;
    const fromStore = await resolve(basic({ secret: 'pw' }), { pw: 'pass wörd' });
    const fromFile = await resolve(basic({ file: file('pw', 'pass wörd\r\n') }));
    expect(fromStore).toMatchObject({ ok: true, value: { authorization: expected } });
    expect(fromFile).toEqual(fromStore);
    expect(await resolve(bearer({ file: file('token', '\ufeffabc\n') }))).toMatchObject({
      value: { authorization: 'Bearer abc', secretTexts: ['abc'] },
    });
  });

  it('knows every header value as a secret', async () => {
    const got = await resolve({ headers: [{ name: 'X-Scope-OrgID', value: 'seven' }] });
    expect(got).toMatchObject({ value: { secretTexts: ['seven'] } });
  });

  it('reads PEM files', async () => {
    const got = await resolve({
      tls: {
        caFile: pemPath('ca.pem'),
        certFile: pemPath('client.pem'),
        keyFile: pemPath('client-key.pem'),
      },
    });
    expect(got).toMatchObject({
      value: { ca: pem('ca.pem'), cert: pem('client.pem'), key: pem('client-key.pem') },
    });
  });

  it.each([
    [
      'an id nothing is stored under',
      bearer({ secret: 'constructor' }),
      'no token is stored for this server (constructor)',
    ],
    [
      'a missing file',
      basic({ file: '/nonexistent/pw' }),
      'the password file /nonexistent/pw cannot be read: it does not exist',
    ],
    ['a folder', bearer({ file: '/' }), 'the token file / is not a regular file'],
    ['an empty file', bearer({ file: file('empty', '\n') }), /^the token file .*empty is empty$/],
    ['a huge file', bearer({ file: file('huge', 'x'.repeat(70_000)) }), /is over 65536 bytes$/],
    [
      'a token of two lines',
      bearer({ file: file('two', 'secretline1\nsecretline2\n') }),
      /^the token file .*two holds more than one line$/,
    ],
    [
      'a key in place of a password',
      basic({ file: file('key', '-----BEGIN KEY-----\nsecret\n') }),
      /^the password file .*key holds more than one line$/,
    ],
    [
      'a user name with a colon',
      { auth: { kind: 'basic', username: 'a:b', password: { secret: 'pw' } } },
      /may not contain a colon/,
    ],
  ])('is unauthorized for %s', async (_name, input, message) => {
    const got = await resolve(input, { pw: 'secretline1' });
    if (got.ok) throw new Error('expected a failure');
    expect(got.error.kind).toBe('unauthorized');
    expect(got.error.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
    expect(got.error.message).not.toContain('secretline');
  });

  const pair = (certFile: string, keyFile: string) => ({ tls: { certFile, keyFile } });
  const client = pemPath('client.pem');
  const broken = pem('ca.pem').replace(/\n[A-Za-z0-9+/]{20}/, '\nAAAA');
  it.each([
    [
      'a missing CA',
      { tls: { caFile: '/nonexistent/ca' } },
      'the CA file /nonexistent/ca cannot be read: it does not exist',
    ],
    ['no PEM', { tls: { caFile: file('no.pem', 'hello') } }, /no\.pem holds no PEM certificate$/],
    [
      'a broken second CA',
      { tls: { caFile: file('broken.pem', pem('ca.pem') + broken) } },
      /broken\.pem: certificate 2 cannot be read$/,
    ],
    [
      'a key of another certificate',
      pair(client, pemPath('server-key.pem')),
      /^the client key .* does not belong to the certificate /,
    ],
    [
      'an encrypted key',
      pair(client, pemPath('client-key-encrypted.pem')),
      /is encrypted; store it without a passphrase$/,
    ],
    ['no key', pair(client, client), /holds no readable PEM private key$/],
  ])('is a TLS failure for %s', async (_name, input, message) => {
    const got = await resolve(input);
    expect(got).toMatchObject({
      ok: false,
      error: {
        kind: 'tls',
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      },
    });
  });
});
