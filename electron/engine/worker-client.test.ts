import { writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../e2e/support/manual-clock';
import { pollUntil } from '../../e2e/support/poll-until';
import { tempFolder } from '../../e2e/support/temp-folder';
import { EMPTY_LEDGER } from './alerting/ledger';
import { SILENCE_MS } from './heartbeat';
import { createWorkerEngine } from './worker-client';

const START = 1_795_000_000_000;
const folder = tempFolder('worker');
afterAll(() => folder.remove());

/**
 * A thread that answers with how often it was pinged, hangs at a refresh and throws at a resume. It listens on a port, which it says as a defect: the
 * port is closed once the thread is really gone.
 */
const file = join(folder.path, 'engine.cjs');
writeFileSync(
  file,
  `const { parentPort } = require('node:worker_threads');
   const server = require('node:net').createServer().listen(0, '127.0.0.1', () =>
     parentPort.postMessage({ type: 'defect', where: 'port', message: String(server.address().port) }));
   let pings = 0;
   parentPort.on('message', (message) => {
     if (message.type === 'ping') {
       pings += 1;
       return parentPort.postMessage({ type: 'alive' });
     }
     if (message.method === 'refresh') for (;;);
     if (message.method === 'resume') setImmediate(() => { throw new Error('out of memory'); });
     else parentPort.postMessage({ type: 'reply', id: message.id, value: pings });
   });`,
);

async function setup() {
  const clock = createManualClock(START);
  const deaths: [string, number][] = [];
  let died = () => {};
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  let said = (_port: number) => {};
  const port = new Promise<number>((resolve) => {
    said = resolve;
  });
  const engine = createWorkerEngine(file, {
    ledger: EMPTY_LEDGER,
    clock,
    onFatal: (error, at) => {
      deaths.push([error.message, at]);
      died();
    },
    onDefect: (_where, message) => said(Number(message)),
  });
  return { clock, engine, deaths, death, port: await port };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

const gone = (port: number) =>
  pollUntil('the end of the thread', async () => !(await accepts(port)) || undefined, 10_000);

describe('the engine in a thread', () => {
  it('lives on for as long as it answers', async () => {
    const { clock, engine, deaths } = await setup();
    for (let n = 1; n < 10; n += 1) {
      // Messages keep their order: with this answer the one to the ping has come.
      await expect(engine.snapshot()).resolves.toBe(n);
      await clock.advance(SILENCE_MS / 3);
    }
    expect(deaths).toEqual([]);
    await engine.stop();
  });

  it('is ended when it hangs, with everything asked of it refused', async () => {
    const { clock, engine, deaths, port } = await setup();
    await clock.advance(5_000);
    await engine.snapshot();
    const refreshed = expect(engine.refresh()).rejects.toThrow('has not answered for 30 s');
    await clock.advance(SILENCE_MS + 10_000);
    await refreshed;
    // It was last heard of before it hung, not when that was noticed.
    expect(deaths).toEqual([["the engine's thread has not answered for 30 s", START + 5_000]]);
    await gone(port);
    await expect(engine.snapshot()).rejects.toThrow('has not answered');
  });

  it('says once that it died, and why', async () => {
    const { clock, engine, deaths, death, port } = await setup();
    await clock.advance(7_000);
    await expect(engine.resume()).rejects.toThrow('out of memory');
    await death;
    await gone(port);
    await clock.advance(2 * SILENCE_MS);
    expect(deaths).toEqual([['out of memory', START + 7_000]]);
  });

  it('stops also when it hangs', async () => {
    const { clock, engine, deaths, port } = await setup();
    engine.refresh().catch(() => undefined);
    const stopped = engine.stop();
    await clock.advance(2_000);
    await stopped;
    expect(await accepts(port)).toBe(false);
    expect(deaths).toEqual([]);
  });
});
