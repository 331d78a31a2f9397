import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
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
    now: 0,
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

  it.each([
    ['cut off', (text: string) => text.slice(0, -3)],
    ['empty', () => ''],
    ['of another version', (text: string) => text.replace('1', '2')],
    ['of another shape', () => '{"version":1,"secrets":{"a":1}}'],
  ])('keeps a file aside that is %s, and goes on without it', async (_, damage) => {
    await (await open()).put('a', 'hunter2');
    const damaged = damage(await readFile(file, 'utf8'));
    await writeFile(file, damaged);
    const store = await open();
    expect(store.all()).toEqual({});
    const { trouble } = store;
    if (trouble?.kind !== 'broken' || trouble.keptAs === undefined) throw new Error('not kept');
    expect(await readFile(trouble.keptAs, 'utf8')).toBe(damaged);
    expect(await store.put('b', 'other')).toEqual({ ok: true, value: null });
    expect((await open()).all()).toEqual({ b: 'other' });
    expect(await readFile(trouble.keptAs, 'utf8')).toBe(damaged);
  });

  it('touches nothing where the file can be neither used nor moved aside', async () => {
    await writeFile(file, '{');
    // Its place is taken, as far as renaming goes: by a folder.
    await mkdir(join(dir, 'secrets.broken-1970-01-01T00-00-00-000Z.json', 'x'), {
      recursive: true,
    });
    const store = await open();
    expect(store.trouble).toEqual({ kind: 'broken' });
    expect(await store.put('b', 'other')).toEqual({ ok: false, error: { kind: 'protected' } });
    expect(await readFile(file, 'utf8')).toBe('{');
  });

  it('touches nothing where the file cannot be read today', async () => {
    // Opening a link to itself fails for root too; replacing it would not.
    await symlink('secrets.json', file);
    const store = await open();
    expect(store.trouble).toEqual({ kind: 'unreadable', detail: 'ELOOP' });
    expect(await store.put('b', 'other')).toEqual({ ok: false, error: { kind: 'protected' } });
    expect(await store.remove('a')).toEqual({ ok: false, error: { kind: 'protected' } });
    expect(store.all()).toEqual({});
    expect(await readlink(file)).toBe('secrets.json');
  });

  it('finds no trouble where nothing was stored yet', async () => {
    expect((await open()).trouble).toBeUndefined();
  });

  it('is settled when what was asked for is on the disk', async () => {
    const store = await open();
    const puts = [store.put('a', 'hunter2'), store.put('b', 'other')];
    await store.settled();
    expect((await open()).all()).toEqual({ a: 'hunter2', b: 'other' });
    await Promise.all(puts);
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
