import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type FedSeries, remoteWriteBody } from './promql-remote-write';

export interface RealPrometheus {
  readonly url: string;
  readonly version: string;
  /** Series with ascending samples; call by call in ascending time. */
  write(series: readonly FedSeries[]): Promise<void>;
  /** The JSON body, whatever the status. */
  get(path: string, parameters: Readonly<Record<string, string>>): Promise<unknown>;
  stop(): Promise<void>;
}

export interface PrometheusBinary {
  /** For test names. */
  readonly label: string;
  readonly path: string;
}

/**
 * The `prometheus` on PATH, and one below the directory that BATCHWATCH_NEWER_SERVERS names.
 * `missing` says in words what was looked for in vain.
 */
export function findPrometheus(): {
  readonly found: readonly PrometheusBinary[];
  readonly missing: readonly string[];
} {
  const found: PrometheusBinary[] = [];
  const missing: string[] = [];
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'prometheus'))
    .find(isExecutable);
  if (onPath) found.push({ label: 'the prometheus on PATH', path: onPath });
  else missing.push('no prometheus on PATH');
  const newer = process.env['BATCHWATCH_NEWER_SERVERS'];
  if (newer) {
    const path = executableBelow(newer, 'prometheus');
    if (path) found.push({ label: 'the prometheus of BATCHWATCH_NEWER_SERVERS', path });
    else missing.push('BATCHWATCH_NEWER_SERVERS holds no prometheus');
  }
  return { found, missing };
}

function executableBelow(directory: string, name: string): string | undefined {
  return ['', 'bin', 'usr/bin', 'root/usr/bin']
    .map((part) => join(directory, part))
    .filter((candidate) => listed(candidate).includes(name))
    .map((candidate) => join(candidate, name))
    .find(isExecutable);
}

function listed(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts an empty Prometheus on a free loopback port, with its data in a temporary directory. */
export async function startPrometheus(binary: string): Promise<RealPrometheus> {
  const directory = await mkdtemp(join(tmpdir(), 'batchwatch-promql-'));
  const config = join(directory, 'prometheus.yml');
  await writeFile(config, 'global:\n  evaluation_interval: 1m\n');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    binary,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      // the samples carry fixed times in the past
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-remote-write-receiver',
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await untilReady(url, child, said);
  const get = async (path: string, parameters: Readonly<Record<string, string>>) =>
    (await fetch(`${url}${path}?${new URLSearchParams(parameters)}`)).json();
  return {
    url,
    version: versionIn(await get('/api/v1/status/buildinfo', {})),
    get,
    async write(series) {
      const response = await fetch(`${url}/api/v1/write`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-protobuf',
          'content-encoding': 'snappy',
          'x-prometheus-remote-write-version': '0.1.0',
        },
        body: new Uint8Array(remoteWriteBody(series)),
      });
      if (!response.ok)
        throw new Error(`remote write: ${response.status} ${await response.text()}`);
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function untilReady(
  url: string,
  child: ChildProcess,
  said: readonly string[],
): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`prometheus ended at once: ${said.join('')}`);
    const ready = await fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function versionIn(answer: unknown): string {
  const match = /"version":\s*"([^"]+)"/.exec(JSON.stringify(answer));
  if (match?.[1] === undefined) throw new Error('buildinfo has no version');
  return match[1];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
