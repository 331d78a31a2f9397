import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { pollUntil } from './poll-until';

const READY_MS = 30_000;

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

export interface ServerCommand {
  readonly command: string;
  args(port: number): readonly string[];
  /** Path that answers 200 once it is ready. */
  readonly readyPath: string;
  remove(): void;
}

export async function startServer(server: ServerCommand, port?: number): Promise<RealServer> {
  const own = port ?? (await freePort());
  const url = `http://127.0.0.1:${own}`;
  const output = { text: '' };
  let child: ChildProcess | undefined;

  const start = async () => {
    const started = spawn(server.command, [...server.args(own)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (chunk) => {
        output.text += String(chunk);
      });
    }
    started.on('error', (error) => {
      output.text += error.message;
    });
    child = started;
    try {
      await pollUntil(`${server.command} on ${url}`, () => isReady(url, started, server), READY_MS);
    } catch (error) {
      started.kill('SIGKILL');
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${reason}\n${output.text}`);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await gone;
  };

  await start();
  return {
    url,
    port: own,
    log: () => output.text,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    reload: () => {
      child?.kill('SIGHUP');
    },
    dispose: async () => {
      await end('SIGKILL');
      server.remove();
    },
  };
}

async function isReady(
  url: string,
  child: ChildProcess,
  server: ServerCommand,
): Promise<true | undefined> {
  if (child.exitCode !== null) throw new Error(`${server.command} ended with ${child.exitCode}`);
  const answer = await fetch(url + server.readyPath).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true ? true : undefined;
}

/** A port that was free a moment ago: the servers cannot be told to choose one themselves and say which. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}
