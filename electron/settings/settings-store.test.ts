import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  defaultSettings,
  type Settings,
  suggestedEnvironment,
} from '../../shared/settings/settings';
import { type AtomicIo, diskIo } from './atomic-file';
import { openSettingsStore } from './settings-store';

const NOW = Date.UTC(2027, 0, 2, 3, 4, 5);
const configured: Settings = {
  ...defaultSettings(),
  environments: [suggestedEnvironment('prod', 'Production')],
  selected: 'prod',
};

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'settings-'));
  file = join(dir, 'settings.json');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const open = (more: { given?: boolean; io?: AtomicIo; file?: string } = {}) =>
  openSettingsStore({ file, given: false, now: NOW, ...more });

describe('settings store', () => {
  it('starts with the defaults where there is no file, and that is no trouble', async () => {
    const store = await open();
    expect(store.current()).toEqual(defaultSettings());
    expect(store.trouble).toBeUndefined();
  });

  it('finds after a restart what was saved, and leaves no temporary file', async () => {
    const store = await open();
    expect((await store.save(configured)).ok).toBe(true);
    expect((await open()).current()).toEqual(configured);
    expect(await readdir(dir)).toEqual(['settings.json']);
  });

  const broken: [string, string, string][] = [
    ['cut off', '{"version": 1, "environments": [{"id": "pr', 'not JSON'],
    ['empty', '', 'empty'],
    ['not settings', '"x"', '(the whole file)'],
    ['of a wrong field', '{"version":1,"environments":[],"theme":"pink"}', 'theme'],
    ['without a version', '{"environments":[]}', 'version is missing'],
    ['binary', '\u0000\u0001\u0002', 'not JSON'],
  ];
  for (const [name, text, detail] of broken) {
    it(`keeps a file that is ${name} aside, says so, and can save again`, async () => {
      await writeFile(file, text);
      const store = await open();
      expect(store.current()).toEqual(defaultSettings());
      expect(store.trouble?.kind).toBe('broken');
      expect(store.trouble).toMatchObject({ detail: expect.stringContaining(detail) });
      const kept = join(dir, 'settings.broken-2027-01-02T03-04-05-000Z.json');
      expect(store.trouble).toMatchObject({ keptAs: kept });
      expect(await readFile(kept, 'utf8')).toBe(text);
      expect((await store.save(configured)).ok).toBe(true);
      expect((await open()).current()).toEqual(configured);
    });
  }

  it('never quotes the text of a broken file: somebody may have typed a password into it', async () => {
    await writeFile(file, '{"password": hunter2secret}');
    expect(JSON.stringify((await open()).trouble)).not.toContain('hunter2');
  });

  it('keeps a file of a newer version aside', async () => {
    await writeFile(file, '{"version": 2, "everything": "else"}');
    const store = await open();
    expect(store.trouble).toMatchObject({ kind: 'newer', version: 2 });
    expect(await readdir(dir)).toEqual(['settings.broken-2027-01-02T03-04-05-000Z.json']);
  });

  it('moves an old version up through the numbered migrations', async () => {
    await writeFile(file, '{"version": 1, "environments": []}');
    const store = await openSettingsStore({
      file,
      given: false,
      now: NOW,
      // A step to version 2, which this schema does not know: its complaint shows that the step ran.
      migrations: [(old) => ({ ...old, theme: 'light' })],
    });
    expect(store.trouble).toMatchObject({
      kind: 'broken',
      detail: expect.stringContaining('version'),
    });
  });

  it('leaves a bad file that was named on the command line untouched, and refuses to overwrite it', async () => {
    await writeFile(file, '{"version": 1');
    const store = await open({ given: true });
    expect(store.trouble?.kind).toBe('broken');
    expect(await store.save(configured)).toEqual({ ok: false, error: { kind: 'protected' } });
    expect(await readFile(file, 'utf8')).toBe('{"version": 1');
    expect(await readdir(dir)).toEqual(['settings.json']);
  });

  it('reports a named file that is not there, and may create it', async () => {
    const store = await open({ given: true });
    expect(store.trouble).toEqual({ kind: 'missing' });
    expect((await store.save(configured)).ok).toBe(true);
    expect((await open({ given: true })).trouble).toBeUndefined();
  });

  it('reports what cannot be read and does not overwrite it', async () => {
    const store = await open({ file: dir });
    expect(store.trouble).toEqual({ kind: 'unreadable', detail: 'EISDIR' });
    expect(await store.save(configured)).toEqual({ ok: false, error: { kind: 'protected' } });
  });

  it('keeps the old file whole when the program dies between write and rename', async () => {
    await (await open()).save(configured);
    const dies: AtomicIo = {
      ...diskIo,
      replace: () => Promise.reject(new Error('the power went')),
    };
    const store = await open({ io: dies });
    const saved = await store.save(defaultSettings());
    expect(saved.ok).toBe(false);
    expect(store.current()).toEqual(configured);
    expect((await open()).current()).toEqual(configured);
  });

  it('keeps the old file whole when the disk is full half-way', async () => {
    await (await open()).save(configured);
    const full: AtomicIo = {
      ...diskIo,
      async writeThrough(path, text) {
        await writeFile(path, text.slice(0, 10));
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      },
    };
    const store = await open({ io: full });
    expect(await store.save(defaultSettings())).toEqual({
      ok: false,
      error: { kind: 'unwritable', detail: 'ENOSPC' },
    });
    expect((await open()).current()).toEqual(configured);
    expect(await readdir(dir)).toEqual(['settings.json']);
  });

  it('remembers a selection for this run even when the disk refuses', async () => {
    const refuses: AtomicIo = { ...diskIo, writeThrough: () => Promise.reject(new Error('no')) };
    const store = await open({ io: refuses });
    await store.remember((settings) => ({ ...settings, range: '24h' }));
    expect(store.current().range).toBe('24h');
  });

  it('writes in the order asked: the last one stands', async () => {
    const store = await open();
    const heard: string[] = [];
    store.subscribe((settings) => heard.push(settings.author));
    for (const author of ['a', 'b', 'c', 'd']) void store.save({ ...configured, author });
    await store.settled();
    expect(heard).toEqual(['a', 'b', 'c', 'd']);
    expect((await open()).current().author).toBe('d');
  });

  it('follows a symbolic link instead of replacing it', async () => {
    const real = join(dir, 'elsewhere.json');
    await writeFile(real, JSON.stringify(configured));
    await symlink(real, file);
    const store = await open();
    await store.save({ ...configured, author: 'kept' });
    expect(JSON.parse(await readFile(real, 'utf8')).author).toBe('kept');
  });
});
