import { describe, expect, it } from 'vitest';
import {
  cleanUpAfterEach,
  clientFor,
  failureOf,
  get,
  never,
  PASSWORD,
  TENANT,
  TOKEN,
} from '../../../e2e/fixtures/loopback-client';
import { answer, answerJson, type Script } from '../../../e2e/fixtures/scripted-server';

cleanUpAfterEach();

describe('secrets', () => {
  const encoded = Buffer.from(`ops:${PASSWORD}`).toString('base64');
  const logins = [
    {
      auth: { kind: 'basic', username: 'ops', password: { secret: 'pw' } },
      secrets: [PASSWORD, encoded, TENANT],
    },
    { auth: { kind: 'bearer', token: { secret: 'tok' } }, secrets: [TOKEN, TENANT] },
  ];

  /** Servers that repeat what they were sent, in every way a failure can show text. */
  const echoes = (secrets: readonly string[]): Readonly<Record<string, Script>> => {
    const all = secrets.join(' ');
    return {
      'a text error': (r, s) => answer(s, 500, 'text/plain', JSON.stringify(r.headers)),
      'a JSON error': (_, s) => answerJson(s, { message: all }, 400),
      'an unauthorized answer': (_, s) => answer(s, 401, 'text/plain', all),
      'an encoded one': (_, s) => answer(s, 403, 'text/plain', encodeURIComponent(all)),
      'a page': (_, s) => answer(s, 200, 'text/html', `<html><title>${all}</title>`),
      'a text in place of JSON': (_, s) => answer(s, 200, 'text/plain', all),
      'a redirect': (_, s) =>
        answer(s, 302, 'text/plain', '', { Location: `http://x.example/?${secrets[0]}` }),
      'a reset': (_, s) => s.socket?.destroy(),
      'a hang': () => undefined,
    };
  };

  function expectNoneIn(text: string, secrets: readonly string[]): void {
    expect(text).toContain('"kind"');
    for (const secret of secrets) expect(text).not.toContain(secret.slice(0, 8));
  }

  for (const { auth, secrets } of logins) {
    const more = { auth, headers: [{ name: 'X-Scope-OrgID', value: TENANT }], timeoutMs: 500 };

    it.each(Object.entries(echoes(secrets)))(
      `do not come out: ${auth.kind}, %s`,
      async (_name, script) => {
        const { client } = await clientFor(script, more);
        const failures = [
          await get(client),
          await client.send('POST', 'x', { a: 1 }, { signal: never() }),
        ].map((one) => ('ok' in one ? !one.ok && one.error : 'failure' in one && one.failure));
        expectNoneIn(JSON.stringify(failures), secrets);
      },
    );

    it(`do not come out in part where a message is cut: ${auth.kind}`, async () => {
      const { client } = await clientFor(
        (r, s) =>
          answer(
            s,
            500,
            'text/plain',
            `${'y'.repeat(Number(r.url.slice(1)))} ${secrets.join(' ')}`,
          ),
        more,
      );
      for (let padding = 180; padding < 275; padding += 5) {
        const failure = await failureOf(get(client, String(padding)));
        expectNoneIn(JSON.stringify(failure), secrets);
      }
    });
  }

  it('do not come out of the parts of a failure either', async () => {
    const { client } = await clientFor((_, s) => s.socket?.destroy(), {
      headers: [{ name: 'X-Scope-OrgID', value: '127.0.0.1' }],
    });
    const failure = await failureOf(get(client));
    expect(failure.message).toContain('closed the connection');
    expectNoneIn(JSON.stringify(failure), ['127.0.0.1']);
  });
});
