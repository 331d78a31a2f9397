import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pollUntil } from '../../e2e/support/poll-until';
import { guardUntilClosed, startGuard } from './guard';

const PATIENCE_MS = 10_000;

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batchwatch-guard-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly pid: number;
  /** The signal that ended it. */
  readonly ended: Promise<string | null>;
}

async function running(mode: 'obedient' | 'stubborn'): Promise<Running> {
  const script = `${mode === 'stubborn' ? "process.on('SIGTERM', () => {});" : ''} console.log('up'); setInterval(() => {}, 9)`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const ended = new Promise<string | null>((done) => child.once('exit', (_, by) => done(by)));
  await new Promise((up) => child.stdout.once('data', up));
  if (child.pid === undefined) throw new Error('not started');
  return { pid: child.pid, ended };
}

const line = (pids: readonly number[], left: string | null) =>
  `${JSON.stringify({ pids, folder: left })}\n`;

describe('the guard', () => {
  it('ends what is left when the pipe closes, the stubborn by force, and clears up', async () => {
    const obedient = await running('obedient');
    const stubborn = await running('stubborn');
    const all = [line([], folder), line([obedient.pid, stubborn.pid], folder)].join('');
    // Cut anywhere, as pipes do; of the last line a part is missing.
    await guardUntilClosed(
      Readable.from([all.slice(0, 5), all.slice(5, 60), all.slice(60), '{"pids":[']),
      100,
    );
    expect(await obedient.ended).toBe('SIGTERM');
    expect(await stubborn.ended).toBe('SIGKILL');
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves alone what ended or was ended in order', async () => {
    const other = await running('obedient');
    const lines = [line([other.pid], folder), line([], null)];
    await guardUntilClosed(Readable.from(lines), 100);
    await guardUntilClosed(Readable.from([line([0, -1, -other.pid], null)]), 100);
    await guardUntilClosed(Readable.from([]), 100);
    expect(process.kill(other.pid, 0)).toBe(true);
    expect(existsSync(folder)).toBe(true);
  });
});

describe('the side of the stack', () => {
  it('tells the guard what runs, and nothing any more when it lets go', async () => {
    const heard = join(folder, 'heard');
    const script = `process.stdin.pipe(require('node:fs').createWriteStream(${JSON.stringify(heard)}))`;
    writeFileSync(heard, '');
    const guard = startGuard(process.execPath, ['-e', script]);
    guard.clean('/some/folder');
    guard.watch(7);
    guard.watch(8);
    guard.forget(7);
    guard.release();
    const lines = await pollUntil(
      'five lines',
      async () => {
        const text = readFileSync(heard, 'utf8').split('\n').slice(0, -1);
        return text.length < 5 ? undefined : text.map((one): unknown => JSON.parse(one));
      },
      PATIENCE_MS,
    );
    expect(lines).toEqual([
      { pids: [], folder: '/some/folder' },
      { pids: [7], folder: '/some/folder' },
      { pids: [7, 8], folder: '/some/folder' },
      { pids: [8], folder: '/some/folder' },
      { pids: [], folder: null },
    ]);
  });

  it('goes on without a guard that cannot start', async () => {
    const guard = startGuard(join(folder, 'nothing'), []);
    guard.watch(7);
    await new Promise((later) => setImmediate(later));
    guard.release();
  });
});
