import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly data: unknown;
}

interface Owner {
  readonly pid: number;
  /** When the process started, as the system counts it: a process id alone may have been given anew. */
  readonly since: string;
}

const NOTICE_MS = 3_000;

/** One program a user-data folder: a lock file says who runs, a local socket takes what a second start brings. */
export class SingleInstance {
  readonly #folder: string;
  readonly #socket: string;
  readonly #platform: string;
  #server: Server | undefined;
  #notice: Promise<void> = Promise.resolve();

  constructor(userData: string, platform: string) {
    this.#folder = userData;
    this.#platform = platform;
    const name = `batchwatch-${createHash('sha256').update(userData).digest('hex').slice(0, 24)}`;
    // A socket's path may have no more than about 100 bytes, so it cannot live in the folder itself.
    this.#socket = platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  }

  /** True where this program now holds the lock; else the first one is told of `start`. */
  request(start: SecondStart, onSecond: (start: SecondStart) => void): boolean {
    if (this.#server !== undefined) return true;
    mkdirSync(this.#folder, { recursive: true });
    if (!this.#write()) {
      this.#notice = this.#tell(start);
      return false;
    }
    if (this.#platform !== 'win32') rmSync(this.#socket, { force: true });
    this.#server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk: string) => {
        text += chunk;
      });
      socket.on('error', () => socket.destroy());
      socket.on('end', () => {
        socket.end();
        const second = readStart(text);
        if (second !== undefined) onSecond(second);
      });
    });
    this.#server.on('error', () => undefined);
    this.#server.listen({ path: this.#socket });
    return true;
  }

  has(): boolean {
    return this.#server !== undefined;
  }

  release(): void {
    if (this.#server === undefined) return;
    this.#server.close();
    this.#server = undefined;
    rmSync(this.#file(), { force: true });
  }

  /** Resolves once the first program has been told, or cannot be. */
  settled(): Promise<void> {
    return this.#notice;
  }

  #file(): string {
    return join(this.#folder, 'stand-in.lock');
  }

  #write(): boolean {
    const me: Owner = { pid: process.pid, since: startOf(process.pid) };
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(this.#file(), JSON.stringify(me), { flag: 'wx', mode: 0o600 });
        return true;
      } catch {
        if (this.#isHeld()) return false;
        rmSync(this.#file(), { force: true });
      }
    }
    return false;
  }

  #isHeld(): boolean {
    try {
      const { pid, since }: Owner = JSON.parse(readFileSync(this.#file(), 'utf8'));
      process.kill(pid, 0);
      return startOf(pid) === since;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  }

  #tell(start: SecondStart): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect({ path: this.#socket });
      socket.setTimeout(NOTICE_MS, () => socket.destroy());
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.end(JSON.stringify(start));
      socket.resume();
    });
  }
}

/** Field 22 of /proc/PID/stat, counted after the command's closing bracket; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function readStart(text: string): SecondStart | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('argv' in value)) return undefined;
    const { argv } = value;
    if (!Array.isArray(argv)) return undefined;
    return {
      argv: argv.map(String),
      cwd: 'cwd' in value ? String(value.cwd) : '',
      data: 'data' in value ? value.data : undefined,
    };
  } catch {
    return undefined;
  }
}
