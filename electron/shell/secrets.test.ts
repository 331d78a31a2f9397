import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AtomicIo, diskIo } from '../settings/atomic-file';
import { openSecretStore, type SecretStoreOptions } from './secrets';

type Backend = ReturnType<SecretStoreOptions['safeStorage']['getSelectedStorageBackend']>;

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'secrets-'));
  file = join(dir, 'secrets.json');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Turns each byte over: enough to see whether plain text reaches the disk. */
const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));

const keychain = (change: { backend?: Backend; available?: boolean; locked?: boolean } = {}) => ({
  isAsyncEncryptionAvailable: async () => change.available ?? true,
  getSelectedStorageBackend: (): Backend => change.backend ?? 'gnome_libsecret',
  encryptStringAsync: async (plain: string) => flip(Buffer.from(plain)),
  decryptStringAsync: async (cipher: Buffer) => {
    if (change.locked) throw new Error('the keychain is locked');
    return { result: flip(cipher).toString(), shouldReEncrypt: false };
  },
});

const logged: string[] = [];
const open = (change: Parameters<typeof keychain>[0] & { platform?: string; io?: AtomicIo } = {}) =>
  openSecretStore({
    file,
    safeStorage: keychain(change),
    platform: change.platform ?? 'linux',
    io: change.io ?? diskIo,
    log: {
      info: (text) => logged.push(text),
      warn: (text) => logged.push(text),
      error: (text) => logged.push(text),
    },
  });

describe('secret store', () => {
  it('keeps a secret encrypted over a restart, and its state tells only the id', async () => {
    const store = await open();
    expect(await store.put('prod.prometheus', 'hunter2')).toEqual({ ok: true, value: null });
    expect(await readFile(file, 'utf8')).not.toContain('hunter2');
    const again = await open();
    expect(again.all()).toEqual({ 'prod.prometheus': 'hunter2' });
    expect(again.state()).toEqual({
      available: true,
      reason: 'ok',
      backend: 'gnome_libsecret',
      stored: ['prod.prometheus'],
    });
    expect(JSON.stringify(again.state())).not.toContain('hunter2');
  });

  it('forgets a removed one, on disk too', async () => {
    const store = await open();
    await store.put('a', 'hunter2');
    await store.remove('a');
    expect(store.all()).toEqual({});
    expect((await open()).state().stored).toEqual([]);
    expect(await store.remove('never there')).toEqual({ ok: true, value: null });
  });

  it('refuses where only plain text is on offer, and says so', async () => {
    const store = await open({ backend: 'basic_text' });
    expect(store.state()).toMatchObject({
      available: false,
      reason: 'plain',
      backend: 'basic_text',
    });
    expect(await store.put('a', 'hunter2')).toEqual({ ok: false, error: { kind: 'plain' } });
    expect(store.all()).toEqual({});
    await expect(readFile(file)).rejects.toThrow();
  });

  it('refuses where the keychain does not answer', async () => {
    for (const change of [{ available: false }, { backend: 'unknown' as const }]) {
      const store = await open(change);
      expect(store.state().reason).toBe('unavailable');
      expect(await store.put('a', 'x')).toEqual({ ok: false, error: { kind: 'unavailable' } });
    }
  });

  it('asks for no Linux backend elsewhere', async () => {
    const store = await open({ platform: 'darwin', backend: 'basic_text' });
    expect(store.state()).toMatchObject({ available: true, backend: 'keychain' });
  });

  it('leaves in the file what a locked keychain cannot read today', async () => {
    await (await open()).put('a', 'hunter2');
    const locked = await open({ locked: true });
    expect(locked.all()).toEqual({});
    await locked.put('b', 'other');
    expect((await open()).all()).toEqual({ a: 'hunter2', b: 'other' });
  });

  it('does not pretend to keep what the disk refused', async () => {
    const refuses: AtomicIo = {
      ...diskIo,
      replace: () => Promise.reject(Object.assign(new Error('no'), { code: 'EROFS' })),
    };
    const store = await open({ io: refuses });
    expect(await store.put('a', 'hunter2')).toEqual({
      ok: false,
      error: { kind: 'unwritable', detail: 'EROFS' },
    });
    expect(store.all()).toEqual({});
  });

  it('survives a broken file', async () => {
    for (const text of ['{', '{"version":2}', '{"version":1,"secrets":{"a":1}}']) {
      await writeFile(file, text);
      expect((await open()).all()).toEqual({});
    }
  });

  it('takes any id for a name only', async () => {
    const store = await open();
    await store.put('__proto__', 'hunter2');
    expect(store.state().stored).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['hunter2']).toBeUndefined();
  });

  it('never logs a secret', () => {
    expect(logged.join('\n')).not.toContain('hunter2');
  });
});
