import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is left behind when the stack is killed, and somebody who then ends it. */
export interface Guard {
  watch(pid: number): void;
  forget(pid: number): void;
  /** A folder that goes with the servers. */
  clean(folder: string): void;
  /** Everything was ended in order. */
  release(): void;
}

interface Left {
  readonly pids: readonly number[];
  readonly folder: string | null;
}

const NOTHING: Left = { pids: [], folder: null };
const POLL_MS = 40;

/**
 * A process of its own that waits at a pipe: whatever way this process ends, SIGKILL too, the system closes the pipe. In a
 * session of its own, because Ctrl-C and the end of a terminal are for the stack, which then ends its servers itself.
 */
export function startGuard(program: string, args: readonly string[]): Guard {
  const child = spawn(program, [...args], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.unref();
  const pids = new Set<number>();
  let folder: string | null = null;
  const tell = () => write(child, { pids: [...pids], folder });
  // A guard that cannot start or was killed is missed only if the stack is killed as well.
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  return {
    watch(pid) {
      pids.add(pid);
      tell();
    },
    forget(pid) {
      pids.delete(pid);
      tell();
    },
    clean(path) {
      folder = path;
      tell();
    },
    release() {
      write(child, NOTHING);
      child.stdin?.end();
    },
  };
}

/** The guard's side: reads until the pipe closes, then ends what the last line names. */
export async function guardUntilClosed(input: Readable, termMs: number): Promise<void> {
  let text = '';
  input.setEncoding('utf8');
  for await (const chunk of input) text = lastLines(text + String(chunk));
  const { pids, folder } = leftIn(text);
  await Promise.all(pids.map((pid) => end(pid, termMs)));
  if (folder !== null) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function write(child: ChildProcess, left: Left): void {
  child.stdin?.write(`${JSON.stringify(left)}\n`);
}

/** The last whole line and what follows it: a line says all, so those before it are done with. */
function lastLines(text: string): string {
  const end = text.lastIndexOf('\n');
  return end < 0 ? text : text.slice(text.lastIndexOf('\n', end - 1) + 1);
}

function leftIn(text: string): Left {
  const end = text.lastIndexOf('\n');
  if (end < 0) return NOTHING;
  const value: unknown = JSON.parse(text.slice(0, end));
  if (typeof value !== 'object' || value === null) return NOTHING;
  const pids = 'pids' in value && Array.isArray(value.pids) ? value.pids.map(Number) : [];
  const folder = 'folder' in value && typeof value.folder === 'string' ? value.folder : null;
  // 0 and what is negative would be whole groups of processes.
  return { pids: pids.filter((pid) => Number.isInteger(pid) && pid > 1), folder };
}

async function end(pid: number, termMs: number): Promise<void> {
  signal(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid) && waited < termMs; waited += POLL_MS) await sleep(POLL_MS);
  if (isAlive(pid)) signal(pid, 'SIGKILL');
}

function isAlive(pid: number): boolean {
  return signal(pid, 0);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
