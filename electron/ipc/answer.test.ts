import type { IpcMain } from 'electron';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Refusal, RequestName } from '../../shared/ipc/api';
import { requestChannel } from '../../shared/ipc/channels';
import { payloadSchemas } from '../../shared/ipc/payloads';
import { err, ok } from '../../shared/result';
import { describeError } from '../security/redact';
import { isTrustedSender, type SenderEvent } from '../security/sender';
import { type AnswerGuards, createAnswerer, type Handlers, refusal } from './answer';
import { installRequests } from './install';

const OURS: SenderEvent = {
  sender: { id: 1 },
  senderFrame: { origin: 'app://batchwatch', parent: null },
};
const THEIRS: SenderEvent = {
  sender: { id: 1 },
  senderFrame: { origin: 'https://evil.example', parent: null },
};

function setup() {
  const refused: { name: RequestName; refusal: Refusal }[] = [];
  const guards: AnswerGuards = {
    isTrusted: (event) => isTrustedSender(event, { contentsId: 1, origin: 'app://batchwatch' }),
    describe: (error) => describeError(error, ['hunter2']),
    onRefused: (name, reason) => refused.push({ name, refusal: reason }),
  };
  return { guards, refused };
}

describe('an answer', () => {
  it('is the handler`s', async () => {
    const { guards } = setup();
    const answer = createAnswerer('engine.select', async () => ok(null), guards);
    expect(await answer(OURS, { env: 'a' })).toEqual({ ok: true, value: null });
    const no = createAnswerer('engine.select', async () => err(refusal('failed', 'no')), guards);
    expect(await no(OURS, { env: 'a' })).toEqual({
      ok: false,
      error: { kind: 'failed', message: 'no' },
    });
  });

  it('is a refusal for a stranger, before anything is parsed or run', async () => {
    const { guards, refused } = setup();
    let ran = 0;
    const answer = createAnswerer(
      'engine.refresh',
      async () => {
        ran += 1;
        return ok(null);
      },
      guards,
    );
    for (const event of [THEIRS, { ...OURS, senderFrame: null }]) {
      expect(await answer(event, null)).toMatchObject({ ok: false, error: { kind: 'bad-sender' } });
    }
    expect(ran).toBe(0);
    expect(refused).toHaveLength(2);
  });

  it('is a refusal that names the field for a payload of another shape, and repeats nothing of it', async () => {
    const { guards } = setup();
    const answer = createAnswerer(
      'secrets.put',
      async () => ok({ available: true, reason: 'ok' as const, backend: '', stored: [] }),
      guards,
    );
    const refusedAnswer = await answer(OURS, { id: 'hunter2 hunter2', value: 7 });
    expect(refusedAnswer).toMatchObject({ ok: false, error: { kind: 'invalid-payload' } });
    expect(JSON.stringify(refusedAnswer)).toContain("request's id");
    expect(JSON.stringify(refusedAnswer)).not.toContain('hunter2');
  });

  it('is a redacted refusal when the handler throws', async () => {
    const { guards } = setup();
    const error = Object.assign(new Error('GET http://u:hunter2@host failed'), {
      config: { headers: { Authorization: 'Bearer hunter2' } },
    });
    const answer = createAnswerer('engine.refresh', () => Promise.reject(error), guards);
    const said = JSON.stringify(await answer(OURS, null));
    expect(said).toContain('failed');
    expect(said).not.toContain('hunter2');
  });

  it('is always an answer, whatever the page sends', async () => {
    const { guards } = setup();
    const answer = createAnswerer('silence.expire', async () => ok({ kind: 'done' }), guards);
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (payload) => {
        const given = await answer(OURS, payload);
        expect(given.ok || given.error.kind === 'invalid-payload').toBe(true);
      }),
    );
  });
});

describe('installation', () => {
  it('registers exactly the contract`s channels, each behind the guards', async () => {
    const { guards, refused } = setup();
    type Registered = (event: unknown, payload: unknown) => Promise<unknown>;
    const channels = new Map<string, Registered>();
    const ipcMain = {
      handle: (channel: string, handler: Registered) => void channels.set(channel, handler),
    };
    const throwing = new Proxy({} as Handlers, {
      get: () => () => Promise.reject(new Error('must not run')),
    });
    installRequests(ipcMain as unknown as Pick<IpcMain, 'handle'>, throwing, guards);
    const names = Object.keys(payloadSchemas) as RequestName[];
    expect([...channels.keys()].sort()).toEqual(names.map(requestChannel).sort());
    for (const handler of channels.values()) await handler(THEIRS, null);
    expect(refused.map((entry) => entry.refusal.kind)).toEqual(names.map(() => 'bad-sender'));
  });
});
