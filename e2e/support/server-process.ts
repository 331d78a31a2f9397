import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';
import { pollUntil } from './poll-until';

const READY_MS = 30_000;
const ANSWER_MS = 5_000;
const PATIENCE_MS = 200;

/** What Go says on Unix and on Windows where somebody else listens already. */
const TAKEN = /address already in use|Only one usage of each socket address/;

/** A server started by a test, on a loopback port of its own that it keeps over restarts. */
export interface RealServer {
  readonly url: string;
  readonly port: number;
  /** Everything it wrote so far. */
  log(): string;
  /** Ends it as an operator would (SIGTERM); its data stay. */
  stop(): Promise<void>;
  /** Ends it as the power would (SIGKILL). */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; resolves when it is ready. */
  restart(): Promise<void>;
  /** Asks it to read its files again (SIGHUP). */
  reload(): void;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

/** A server written in Go that serves its profiles at `/debug/pprof/`, as Prometheus and Alertmanager do. */
export interface ServerCommand {
  readonly command: string;
  args(port: number): readonly string[];
  /** Path that answers 200 once it is ready. */
  readonly readyPath: string;
  remove(): void;
}

export interface PortChoice {
  /** This one and no other: where it is taken the start waits for it. */
  readonly port?: number;
  /** Otherwise asked for one, and for another as long as the chosen one is taken by the time the server wants it. */
  readonly choosePort?: () => Promise<number>;
}

interface Running {
  ended(): boolean;
  readonly gone: Promise<void>;
  signal(name: NodeJS.Signals): void;
}

export async function startServer(
  server: ServerCommand,
  { port, choosePort = freePort }: PortChoice = {},
): Promise<RealServer> {
  const output = { text: '' };
  let running: Running | undefined;

  const end = async (signal: NodeJS.Signals) => {
    const ending = running;
    running = undefined;
    ending?.signal(signal);
    await ending?.gone;
  };
  const attempt = async (on: number): Promise<'ready' | 'taken'> => {
    const args = server.args(on);
    const before = output.text.length;
    const started = run(server.command, args, (text) => {
      output.text += text;
    });
    running = started;
    const outcome = async () => {
      if (started.ended()) {
        if (TAKEN.test(output.text.slice(before))) return 'taken';
        throw new Error(`${server.command} ended`);
      }
      return (await isReady(on, args, server.readyPath)) ? 'ready' : undefined;
    };
    try {
      return await pollUntil(`${server.command} on port ${on}`, outcome, READY_MS);
    } catch (error) {
      await end('SIGKILL');
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${reason}\n${output.text}`);
    }
  };
  /** Resolves with the port it listens on. */
  const start = async (first: number, next: () => Promise<number>): Promise<number> => {
    const deadline = Date.now() + READY_MS;
    for (let on = first; ; on = await next()) {
      if ((await attempt(on)) === 'ready') return on;
      if (Date.now() > deadline) throw new Error(`port ${on} stays taken\n${output.text}`);
    }
  };
  const sameAgain = (same: number) => async () => {
    await sleep(PATIENCE_MS);
    return same;
  };

  const own =
    port === undefined
      ? await start(await choosePort(), choosePort)
      : await start(port, sameAgain(port));
  return {
    url: urlOf(own),
    port: own,
    log: () => output.text,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      await start(own, sameAgain(own));
    },
    reload: () => running?.signal('SIGHUP'),
    dispose: async () => {
      await end('SIGKILL');
      server.remove();
    },
  };
}

function run(command: string, args: readonly string[], write: (text: string) => void): Running {
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let ended = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => write(String(chunk)));
  }
  child.on('error', (error) => write(error.message));
  // Not `exit`: by then not everything it wrote has come.
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true;
      resolve();
    });
  });
  return { ended: () => ended, gone, signal: (name) => void child.kill(name) };
}

/** Ready, and the one that was started: on a port that was lost in between, somebody else's server answers as well. */
async function isReady(port: number, args: readonly string[], readyPath: string): Promise<boolean> {
  const ready = await ask(urlOf(port) + readyPath);
  if (ready === undefined) return false;
  const commandLine = await ask(`${urlOf(port)}/debug/pprof/cmdline`);
  return commandLine?.split('\0').slice(1).join('\0') === args.join('\0');
}

/** The body of a good answer. */
async function ask(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    const body = await answer.text();
    return answer.ok ? body : undefined;
  } catch {
    return undefined;
  }
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
