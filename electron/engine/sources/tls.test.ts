import type https from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import {
  answerJson,
  type ScriptedServer,
  scriptedServer,
} from '../../../e2e/fixtures/scripted-server';
import { pem, pemPath } from '../../../e2e/fixtures/tls/tls';
import { parseEndpoint } from '../../../shared/settings/settings';
import { resolveCredentials } from './credentials';
import { createHttpClient, type HttpAnswer, type SendAnswer } from './http';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function secured(options: https.ServerOptions): Promise<ScriptedServer> {
  const server = await scriptedServer((_, response) => answerJson(response, 'hello'), options);
  cleanups.push(() => server.close());
  return server;
}

const own = { cert: pem('server.pem'), key: pem('server-key.pem') };
const strict = { ...own, ca: pem('ca.pem'), requestCert: true, rejectUnauthorized: true };
const ca = { caFile: pemPath('ca.pem') };
const clientPair = { certFile: pemPath('client.pem'), keyFile: pemPath('client-key.pem') };

async function ask(
  url: string,
  tls: Record<string, unknown>,
): Promise<{ got: HttpAnswer; sent: SendAnswer }> {
  const endpoint = parseEndpoint({ url, tls, timeoutMs: 5000 });
  if (!endpoint.ok) throw new Error(JSON.stringify(endpoint.error));
  const credentials = await resolveCredentials(endpoint.value, {});
  if (!credentials.ok) throw new Error(credentials.error.message);
  const client = createHttpClient(endpoint.value, credentials.value, { now: () => 0 });
  cleanups.push(() => client.close());
  const { signal } = new AbortController();
  return {
    got: await client.get('x', {}, { signal }),
    sent: await client.send('POST', 'x', {}, { signal }),
  };
}

const hello = { got: { ok: true, value: { json: 'hello' } }, sent: { kind: 'answered' } };

describe('TLS', () => {
  it('trusts the own CA, by address and by name', async () => {
    const server = await secured(own);
    expect(await ask(server.url, ca)).toMatchObject(hello);
    expect(await ask(`https://localhost:${server.port}`, ca)).toMatchObject(hello);
  });

  it('shows a client certificate where the server wants one', async () => {
    const server = await secured(strict);
    expect(await ask(server.url, { ...ca, ...clientPair })).toMatchObject(hello);
    expect(server.seen).toHaveLength(2);
  });

  it('accepts anything with skipVerify', async () => {
    const server = await secured({ cert: pem('self-signed.pem'), key: pem('self-signed-key.pem') });
    expect(await ask(server.url, { skipVerify: true })).toMatchObject(hello);
  });

  const elsewhere = { cert: pem('elsewhere.pem'), key: pem('elsewhere-key.pem') };
  const selfSigned = { cert: pem('self-signed.pem'), key: pem('self-signed-key.pem') };
  it.each([
    ['a self-signed certificate', selfSigned, {}, /self-signed.*\(DEPTH_ZERO_SELF_SIGNED_CERT\)$/],
    ['a private authority', own, {}, /name its CA file \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)$/],
    ['another CA', own, { caFile: pemPath('other-ca.pem') }, /name its CA file \(UNABLE_TO_/],
    ['another name', elsewhere, ca, /for another name \(ERR_TLS_CERT_ALTNAME_INVALID\)$/],
    ['no client certificate', strict, ca, /does it want a client certificate\? \(/],
    [
      'no common protocol',
      { ...own, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const,
      ca,
      /\((ERR_SSL_|EPROTO)/,
    ],
  ])(
    '%s is a TLS failure with its code, and nothing was sent',
    async (_name, server, tls, words) => {
      const { url, seen } = await secured(server);
      const { got, sent } = await ask(url, tls);
      expect(got).toMatchObject({
        ok: false,
        error: { kind: 'tls', message: expect.stringMatching(words) },
      });
      expect(sent).toMatchObject({ kind: 'not-sent', failure: { kind: 'tls' } });
      expect(seen).toHaveLength(0);
    },
  );

  it('says so when https meets a plain server', async () => {
    const server = await scriptedServer((_, response) => answerJson(response, 1));
    cleanups.push(() => server.close());
    const { got } = await ask(`https://127.0.0.1:${server.port}`, {});
    expect(got).toMatchObject({
      error: { kind: 'tls', message: expect.stringContaining('is this a plain http server?') },
    });
  });
});
