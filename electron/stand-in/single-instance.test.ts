import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tempFolder } from '../../e2e/support/temp-folder';
import { SingleInstance } from './single-instance';

const start = { argv: ['a', '--b'], cwd: '/', data: { hello: 1 } };

test('the second start is refused and tells the first what it brought', async () => {
  const folder = tempFolder('lock');
  const first = new SingleInstance(folder.path, process.platform);
  const second = new SingleInstance(folder.path, process.platform);
  const heard = vi.fn();
  try {
    expect(first.request(start, heard)).toBe(true);
    expect(second.request(start, () => undefined)).toBe(false);
    await second.settled();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(start));
    first.release();
    expect(second.request(start, () => undefined)).toBe(true);
  } finally {
    first.release();
    second.release();
    folder.remove();
  }
});

test('a lock whose owner is gone is taken over, also where its process id was given anew', () => {
  const folder = tempFolder('lock');
  const lock = new SingleInstance(folder.path, process.platform);
  try {
    const stale = JSON.stringify({ pid: process.pid, since: 'long ago' });
    writeFileSync(join(folder.path, 'stand-in.lock'), stale);
    expect(lock.request(start, () => undefined)).toBe(true);
  } finally {
    lock.release();
    folder.remove();
  }
});
