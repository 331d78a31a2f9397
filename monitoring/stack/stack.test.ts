import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from './free-port';
import { startProcess } from './managed-process';
import { parseOptions } from './options';
import { findServer } from './servers';
import { startServer } from './started-server';
import { table } from './table';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batchwatch-stack-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

describe('finding a server', () => {
  it("takes the option before the environment, that before PATH, and Debian's name first", () => {
    const own = program('own');
    const debian = program('prometheus-alertmanager');
    program('alertmanager');
    const env = { PATH: `/nowhere:${folder}`, BATCHWATCH_ALERTMANAGER: '' };
    expect(findServer('alertmanager', undefined, env)).toEqual({ kind: 'found', path: debian });
    const chosen = { ...env, BATCHWATCH_ALERTMANAGER: own };
    expect(findServer('alertmanager', undefined, chosen)).toEqual({ kind: 'found', path: own });
    expect(findServer('alertmanager', debian, chosen)).toEqual({ kind: 'found', path: debian });
  });

  it('says of a missing one how to get it, and of a wrong one which', () => {
    mkdirSync(join(folder, 'prometheus'));
    const missing = findServer('prometheus', undefined, { PATH: folder });
    expect(missing.kind === 'missing' && missing.why).toContain('apt-get install prometheus');
    expect(findServer('tempo', undefined, { PATH: folder })).toEqual({
      kind: 'missing',
      why: 'not installed. Version 3: https://github.com/grafana/tempo/releases; or give --tempo PATH',
    });
    const wrong = findServer('tempo', undefined, { BATCHWATCH_TEMPO: '/nowhere/tempo' });
    expect(wrong).toEqual({
      kind: 'missing',
      why: '$BATCHWATCH_TEMPO: /nowhere/tempo is no program',
    });
  });
});

/** A server for tests: answers once it listens, or ends at once. */
const SERVER = `
const [port, mode] = process.argv.slice(1);
if (mode === 'dies') { console.error('level=error err="no luck"'); process.exit(3); }
if (mode === 'stubborn') process.on('SIGTERM', () => {});
require('node:http').createServer((_, response) => response.end()).listen(Number(port), '127.0.0.1');
`;

describe('a managed process', () => {
  const never = new AbortController().signal;
  const unguarded = { watch: () => {}, forget: () => {} };
  const command = (port: number, mode = '') => ({
    path: process.execPath,
    args: ['-e', SERVER, String(port), mode],
    url: `http://127.0.0.1:${port}`,
    readyPath: '/',
  });

  it('is ready when it answers, and gone when it is stopped', async () => {
    const outcome = await startProcess(command(await freePort(0)), never, unguarded);
    if (outcome.kind !== 'ready') throw new Error(outcome.why);
    const { pid } = outcome.process;
    expect(() => process.kill(pid, 0)).not.toThrow();
    await outcome.process.stop();
    expect(() => process.kill(pid, 0)).toThrow();
    expect(await outcome.process.ended).toBe('it was ended by SIGTERM');
    await outcome.process.stop();
  });

  it('that does not obey is killed', async () => {
    const outcome = await startProcess(
      { ...command(await freePort(0), 'stubborn'), termMs: 50 },
      never,
      unguarded,
    );
    if (outcome.kind !== 'ready') throw new Error(outcome.why);
    await outcome.process.stop();
    expect(await outcome.process.ended).toBe('it was ended by SIGKILL');
  });

  it('that ends before it is ready says its last words', async () => {
    expect(await startProcess(command(await freePort(0), 'dies'), never, unguarded)).toEqual({
      kind: 'failed',
      why: 'it ended with 3. level=error err="no luck"',
    });
    const nobody = { ...command(1), path: join(folder, 'nobody') };
    expect(await startProcess(nobody, never, unguarded)).toMatchObject({ kind: 'failed' });
  });

  it('that is interrupted while it starts is ended', async () => {
    const stopping = new AbortController();
    const starting = startProcess(
      { ...command(1), args: ['-e', 'setInterval(() => {}, 9)'] },
      stopping.signal,
      unguarded,
    );
    stopping.abort();
    expect(await starting).toEqual({ kind: 'failed', why: 'interrupted' });
  });

  it('runs elsewhere where its port is taken, and says so', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const started = await startServer({
      name: 'prometheus',
      given: process.execPath,
      env: {},
      wantedPort: taken,
      prepare: (_, port) => ({ command: command(port), note: 'fine' }),
      signal: never,
      guard: unguarded,
    });
    const { component } = started;
    expect(component).toMatchObject({
      kind: 'running',
      name: 'Prometheus',
      note: `port ${taken} is taken; fine`,
    });
    await started.process?.stop();
    await new Promise((resolve) => holder.close(resolve));
  });
});

describe('the table', () => {
  it('aligns its columns, one line each', () => {
    const lines = table([
      { kind: 'running', name: 'Prometheus', where: 'http://a', pid: 7, note: 'n' },
      { kind: 'missing', name: 'Tempo', note: 'get it' },
    ]).split('\n');
    expect(lines).toEqual([
      'what        state    where     pid  note',
      'Prometheus  running  http://a  7    n',
      'Tempo       missing  -         -    get it',
    ]);
  });
});

describe('command line', () => {
  it('takes everything', () => {
    const args =
      '--scenario idle --instances=2 --speed 3 --fast --language zh --open --for 5 --tempo /t --prometheus=/p';
    expect(parseOptions(args.split(' '))).toEqual({
      ok: true,
      value: {
        scenario: 'idle',
        instances: 2,
        speed: 3,
        fast: true,
        language: 'zh',
        open: true,
        forMs: 5000,
        paths: { tempo: '/t', prometheus: '/p' },
      },
    });
    expect(parseOptions([])).toMatchObject({ value: { scenario: 'ramp', fast: false } });
  });

  it.each([
    [['--scenario', 'storm'], '--scenario must be one of'],
    [['--for', '-1'], '--for needs a positive number'],
    [['--for'], '--for needs a positive number'],
    [['--speed', 'x'], '--speed needs a number'],
    [['--instances', '1.5'], '--instances needs a whole number'],
    [['--language', 'fr'], '--language must be en or zh'],
    [['--tempo'], '--tempo needs a path'],
    [['--grafana', '/g'], 'unknown option "--grafana"'],
  ])('refuses %j', (args, message) => {
    const parsed = parseOptions(args);
    expect(parsed.ok ? '' : parsed.error).toContain(message);
  });
});
