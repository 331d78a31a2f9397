import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchDemo } from './launch';

/** Threads that behave well and badly; the real one is built and driven in the window tests. */
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'batchwatch-launch-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function thread(name: string, body: string): Promise<string> {
  const file = join(directory, `${name}.cjs`);
  await writeFile(file, `const { parentPort } = require('node:worker_threads');\n${body}`);
  return file;
}

describe('launching the demo', () => {
  it('gives its environment and stops it, once', async () => {
    const file = await thread(
      'good',
      `parentPort.postMessage({ type: 'started', environment: { id: 'demo' } });
       parentPort.on('message', (message) => { if (message.type === 'stop') parentPort.close(); });`,
    );
    const demo = await launchDemo(file);
    expect(demo.environment).toEqual({ id: 'demo' });
    await Promise.all([demo.stop(), demo.stop()]);
  });

  it.each([
    ['says so', `parentPort.postMessage({ type: 'failed', message: 'no port' });`, 'no port'],
    ['throws', `throw new Error('broken');`, 'broken'],
    ['ends', 'process.exit(3);', 'code 3'],
  ])('rejects with the reason where the thread %s', async (name, body, reason) => {
    await expect(launchDemo(await thread(name, body))).rejects.toThrow(reason);
  });
});
