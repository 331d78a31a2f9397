import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_LEDGER, type ToldLedger } from '../engine/alerting/ledger';
import { diskIo } from './atomic-file';
import { openToldStore } from './told-store';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'told-'));
  file = join(dir, 'told.json');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const ledger = (id: string): ToldLedger => ({
  version: 1,
  told: [{ env: 'prod', id, startsAt: 1, toldAt: 2 }],
});
const open = (onError: (detail: string) => void = () => undefined) =>
  openToldStore({ file, onError });

describe('told store', () => {
  it('gives back after a restart what was told', async () => {
    const store = await open();
    expect(store.ledger).toEqual(EMPTY_LEDGER);
    store.save(ledger('a'));
    await store.settled();
    expect((await open()).ledger).toEqual(ledger('a'));
  });

  it('keeps the newest of many and skips those between', async () => {
    const written: string[] = [];
    const store = await openToldStore({
      file,
      onError: () => undefined,
      io: {
        ...diskIo,
        writeThrough: (path, text) => {
          written.push(text);
          return diskIo.writeThrough(path, text);
        },
      },
    });
    for (let n = 0; n < 50; n += 1) store.save(ledger(`n${n}`));
    await store.settled();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(ledger('n49'));
    expect(written).toHaveLength(2);
  });

  it('starts empty and says so where the file is broken', async () => {
    for (const text of ['{"version":1,"told":[{"env"', '{"version":2,"told":[]}', '{"told":"x"}']) {
      await writeFile(file, text);
      const store = await open();
      expect(store.ledger).toEqual(EMPTY_LEDGER);
      expect(store.trouble).toBeTypeOf('string');
    }
  });

  it('reports a disk that refuses and goes on', async () => {
    const errors: string[] = [];
    const store = await openToldStore({
      file,
      onError: (detail) => errors.push(detail),
      io: {
        ...diskIo,
        replace: () => Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' })),
      },
    });
    store.save(ledger('a'));
    await store.settled();
    store.save(ledger('b'));
    await store.settled();
    expect(errors).toEqual(['EROFS', 'EROFS']);
  });
});
