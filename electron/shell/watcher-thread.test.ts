import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../e2e/support/manual-clock';
import { pollUntil } from '../../e2e/support/poll-until';
import { tempFolder } from '../../e2e/support/temp-folder';
import { WATCHING, type Watching } from '../../shared/domain/watching';
import { defaultSettings } from '../../shared/settings/settings';
import { EMPTY_LEDGER } from '../engine/alerting/ledger';
import { createWorkerEngine } from '../engine/worker-client';
import { engineConfig } from './engine-config';
import { createWatcher } from './watcher';

const START = 1_795_000_000_000;
const folder = tempFolder('watcher');
afterAll(() => folder.remove());

/** A thread that hangs at a refresh. */
const file = join(folder.path, 'engine.cjs');
writeFileSync(
  file,
  `const { parentPort } = require('node:worker_threads');
   parentPort.on('message', (message) => {
     if (message.type === 'ping') return parentPort.postMessage({ type: 'alive' });
     if (message.method === 'refresh') for (;;);
     parentPort.postMessage({ type: 'reply', id: message.id });
   });`,
);

describe('a watcher whose thread hangs', () => {
  it('is noticed, said, and watches again in another thread, until it hangs too often', async () => {
    const clock = createManualClock(START);
    const states: Watching[] = [];
    const resets: string[] = [];
    const watcher = createWatcher({
      start: (onDied) =>
        createWorkerEngine(file, {
          ledger: EMPTY_LEDGER,
          clock,
          onFatal: onDied,
          onDefect: (where, message) => {
            throw new Error(`${where}: ${message}`);
          },
        }),
      config: () =>
        engineConfig({
          settings: defaultSettings(),
          demo: undefined,
          secrets: {},
          language: 'en',
          selected: undefined,
        }),
      onEvent: (event) => resets.push(event.type),
      onWatching: (watching) => states.push(watching),
      onDied: () => undefined,
      now: clock.now,
    });
    const kinds = () => states.map((state) => state.kind);
    const hang = async () => {
      await watcher.snapshot();
      const refused = expect(watcher.refresh()).rejects.toThrow('has not answered');
      await clock.advance(40_000);
      await refused;
    };
    const tookOver = (times: number) =>
      pollUntil('another thread', async () => resets.length === times || undefined, 10_000);

    await hang();
    expect(states).toEqual([{ kind: 'restarting', since: START }]);
    await tookOver(1);
    expect(watcher.watching()).toEqual(WATCHING);
    await hang();
    await tookOver(2);
    await hang();
    await tookOver(3);
    await hang();
    expect(kinds().slice(-3)).toEqual(['restarting', 'watching', 'gone']);
    watcher.restart();
    await tookOver(4);
    expect(watcher.watching()).toEqual(WATCHING);
    expect(resets).toEqual(['reset', 'reset', 'reset', 'reset']);
    await watcher.stop();
  });
});
