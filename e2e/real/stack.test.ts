import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { describeWithServers } from '../support/describe-with-servers';
import { pollUntil } from '../support/poll-until';
import { findServer, type ServerVersion } from '../support/server-binaries';

const ROOT = resolve(import.meta.dirname, '../..');

interface RunningStack {
  readonly child: ChildProcess;
  /** What it printed so far. */
  output(): string;
  /** Waits for a text, and fails with all that was printed. */
  until(text: string | RegExp, timeoutMs: number): Promise<void>;
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

const running: RunningStack[] = [];

/** What `npm run stack` runs, with signals going the same way. */
const START = ['monitoring/scripts/run.mjs', 'stack'];
/** What that starts, once it is built. */
const PROGRAM = ['dist/monitoring/stack.cjs'];

function startStack(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  program: readonly string[] = START,
): RunningStack {
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  const stack: RunningStack = {
    child,
    output: () => text,
    async until(wanted, timeoutMs) {
      const has = () => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
      await pollUntil(
        String(wanted),
        async () => {
          if (has()) return true;
          if (child.exitCode !== null) throw new Error(`the stack ended\n${text}`);
          return undefined;
        },
        timeoutMs,
      ).catch((error: unknown) => {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n${text}`);
      });
    },
    ended: new Promise((done) => child.once('exit', (code) => done(code))),
  };
  running.push(stack);
  return stack;
}

async function endAll(): Promise<void> {
  for (const stack of running.splice(0)) {
    if (stack.child.exitCode === null && stack.child.signalCode === null)
      stack.child.kill('SIGINT');
    await stack.ended;
  }
}

function environment(version: ServerVersion): NodeJS.ProcessEnv {
  return {
    ...process.env,
    BATCHWATCH_PROMETHEUS: findServer('prometheus', version) ?? '',
    BATCHWATCH_ALERTMANAGER: findServer('alertmanager', version) ?? '',
    BATCHWATCH_TEMPO: '',
  };
}

function serverPids(output: string): readonly number[] {
  return [...output.matchAll(/^(?:Prometheus|Alertmanager) +running +\S+ +(\d+) /gm)].map(
    ([, pid]) => Number(pid),
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function engineLines(settingsFile: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return new Promise((done, reject) => {
    const args = ['electron/scripts/engine.mjs', '--config', settingsFile, '--for', '8'];
    execFile(
      process.execPath,
      args,
      { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout) => {
        if (error !== null) reject(error);
        else done(stdout.trim().split('\n').map(recordOf));
      },
    );
  });
}

function recordOf(line: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(line);
  return typeof parsed === 'object' && parsed !== null
    ? Object.fromEntries(Object.entries(parsed))
    : {};
}

for (const version of ['installed', 'newer'] as const) {
  const servers = ['prometheus', 'alertmanager'] as const;
  describeWithServers('the stack without Docker', { servers, version }, () => {
    let stack: RunningStack;
    let settingsFile = '';

    beforeAll(async () => {
      const startedAt = performance.now();
      stack = startStack(['--fast', '--speed', '6', '--scenario', 'ramp'], environment(version));
      await stack.until(/ready in [\d.]+ s/, 100_000);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stderr.write(
        `stack (${version} servers): ${/ready in [\d.]+ s/.exec(stack.output())?.[0]}, ${seconds} s with node and a build where one was due\n`,
      );
      settingsFile = /--config (\S+)/.exec(stack.output())?.[1] ?? '';
    });
    afterAll(endAll);

    test('is up in under ten seconds, and says what runs where and what is missing', () => {
      const output = stack.output();
      const [, seconds] = /ready in ([\d.]+) s/.exec(output) ?? [];
      expect(Number(seconds)).toBeLessThan(10);
      expect(output).toMatch(
        /^Prometheus +running +http:\/\/127\.0\.0\.1:\d+ +\d+ +.*rules as shipped/m,
      );
      expect(output).toMatch(/^Alertmanager +running +http:\/\/127\.0\.0\.1:\d+ +\d+ /m);
      expect(output).toMatch(/^Simulator +running +http:\/\/127\.0\.0\.1:\d+ /m);
      expect(output).toMatch(/^Sinks +running +http:\/\/127\.0\.0\.1:\d+ /m);
      expect(serverPids(output)).toHaveLength(2);
    });

    test('prints the environment that it also wrote into a file', () => {
      const written = readFileSync(settingsFile, 'utf8');
      expect(stack.output()).toContain(written);
      expect(JSON.parse(written)).toMatchObject({
        version: 1,
        environments: [{ id: 'stack', prometheus: {}, alertmanagers: [{}] }],
      });
    });

    test('leaves a stack that already runs alone', async () => {
      const second = startStack(['--for', '1'], environment(version));
      expect(await second.ended).toBe(0);
      expect(second.output()).toMatch(/^Prometheus +running .* port 9090 is taken/m);
      for (const pid of serverPids(second.output())) expect(isAlive(pid)).toBe(false);
      for (const pid of serverPids(stack.output())) expect(isAlive(pid)).toBe(true);
    });

    test('fires the alert of its scenario, and the sinks get it', async () => {
      await stack.until(/pagerduty .*trigger .*critical: HighMemoryUsage/, 110_000);
      await stack.until(/mail .*critical: HighMemoryUsage/, 60_000);
      await stack.until(/slack .*#alerts .*warning: /, 60_000);
    }, 240_000);

    test('is seen by the engine: sources, profile and alert', async () => {
      const lines = await engineLines(settingsFile);
      const sources = lines.filter(({ type, state }) => type === 'source' && state === 'ok');
      expect(sources.map(({ source }) => source).sort()).toEqual(['alertmanager', 'prometheus']);
      const metrics = lines.filter(({ type }) => type === 'metrics').at(-1);
      expect(metrics?.['profile']).toBe('transformers');
      expect(metrics?.['instances']).toMatchObject([
        { instance: 'gpu-a-0:8000' },
        { instance: 'gpu-a-1:8000' },
        { instance: 'gpu-a-2:8000' },
      ]);
      const alerts = lines.filter(({ type }) => type === 'alert').map(({ labels }) => labels);
      expect(alerts).toContainEqual(
        expect.objectContaining({ alertname: 'HighMemoryUsage', instance: 'gpu-a-0:8000' }),
      );
    });

    test('ends at SIGINT with nothing left', async () => {
      const pids = serverPids(stack.output());
      stack.child.kill('SIGINT');
      expect(await stack.ended).toBe(0);
      expect(stack.output()).toContain('stack: ended, nothing is left running');
      expect(stack.output()).not.toContain('is gone');
      for (const pid of pids) expect(isAlive(pid)).toBe(false);
      expect(existsSync(settingsFile)).toBe(false);
    });

    test.each([
      ['it', PROGRAM],
      ['what started it', START],
    ])('leaves nothing either when SIGKILL ends %s', async (_what, program) => {
      const killed = startStack([], environment(version), program);
      await killed.until(/ready in [\d.]+ s/, 100_000);
      const pids = serverPids(killed.output());
      const file = /--config (\S+)/.exec(killed.output())?.[1] ?? '';
      expect(pids).toHaveLength(2);
      expect(existsSync(file)).toBe(true);
      killed.child.kill('SIGKILL');
      const gone = async () => (pids.some(isAlive) || existsSync(file) ? undefined : true);
      await pollUntil('the servers and their files to be gone', gone, 30_000);
    });
  });
}

describe('the stack without servers', () => {
  afterEach(endAll);

  test('names what is missing and the way to get it, and runs the rest', async () => {
    const { BATCHWATCH_PROMETHEUS: _p, BATCHWATCH_ALERTMANAGER: _a, ...env } = process.env;
    const stack = startStack(['--for', '1'], { ...env, PATH: '', BATCHWATCH_TEMPO: '' });
    expect(await stack.ended).toBe(0);
    const output = stack.output();
    expect(output).toMatch(/^Prometheus +missing .*apt-get install prometheus;/m);
    expect(output).toMatch(/^Alertmanager +missing .*apt-get install prometheus-alertmanager;/m);
    expect(output).toMatch(/^Tempo +missing .*grafana\/tempo\/releases;/m);
    expect(output).toMatch(/^Grafana +missing .*instead of this stack, .*monitoring\/README\.md/m);
    // It publishes the ports that this stack holds.
    expect(output).not.toContain('docker compose');
    expect(output).toMatch(/^Simulator +running /m);
  });

  test('says which binary that was given cannot be run', async () => {
    const stack = startStack(['--for', '1', '--tempo', '/nowhere/tempo'], {
      ...process.env,
      PATH: '',
    });
    expect(await stack.ended).toBe(0);
    expect(stack.output()).toMatch(/^Tempo +missing .*--tempo: \/nowhere\/tempo is no program/m);
  });

  test('refuses a bad command line', async () => {
    const stack = startStack(['--scenario', 'storm'], process.env);
    expect(await stack.ended).toBe(2);
    expect(stack.output()).toContain('--scenario must be one of steady, ramp');
  });
});
