import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createSystemClock } from '../../electron/engine/clock';
import { createEngine } from '../../electron/engine/create-engine';
import type { Engine, EngineConfig } from '../../electron/engine/engine';
import { connectEnvironment } from '../../electron/engine/watch/connections';
import { createWorkerEngine } from '../../electron/engine/worker-client';
import { defaultSettings, suggestedEnvironment } from '../../shared/settings/settings';
import { startAlertServer } from './alert-server';
import type { Row } from './row';

const POLLS = 8;

/** The longest stall of the thread that owns the window and the tray while alerts are polled every second. */
export async function mainStall(count: number, workerFile: string): Promise<readonly Row[]> {
  const ledger = { version: 1 as const, told: [] };
  const inWorker = await stallWith(count, () =>
    createWorkerEngine(workerFile, {
      ledger,
      onFatal: (error) => {
        throw error;
      },
      onDefect: (where, message) => process.stderr.write(`${where}: ${message}\n`),
    }),
  );
  const inProcess = await stallWith(count, () =>
    createEngine({
      clock: createSystemClock(),
      random: Math.random,
      connect: connectEnvironment,
      ledger,
      onDefect: (where, error) => process.stderr.write(`${where}: ${String(error)}\n`),
    }),
  );
  return [
    {
      name: `longest stall of the main thread, ${count.toLocaleString('en')} alerts`,
      value: inWorker,
      unit: 'ms',
      against: { name: 'the engine on the main thread', value: inProcess },
    },
  ];
}

async function stallWith(count: number, make: () => Engine): Promise<number> {
  const server = await startAlertServer(count);
  const engine = make();
  await engine.configure(benchConfig(server.url));
  // The first polls bring every alert; what follows is what an ordinary minute looks like.
  await until(() => server.polls() >= 4);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const from = server.polls();
  await until(() => server.polls() >= from + POLLS);
  delay.disable();
  await engine.stop();
  await server.close();
  return delay.max / 1e6;
}

export function benchConfig(url: string): EngineConfig {
  const settings = defaultSettings();
  const base = suggestedEnvironment('bench', 'bench');
  const { tempo: _, ...environment } = base;
  return {
    environments: [
      {
        ...environment,
        prometheus: { ...base.prometheus, url },
        alertmanagers: base.alertmanagers.map((item) => ({ ...item, url })),
        demo: false,
      },
    ],
    selected: 'bench',
    range: '1h',
    polling: { ...settings.polling, alertsSeconds: 1 },
    popups: settings.popups,
    language: 'en',
    secrets: {},
  };
}

async function until(done: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!done()) {
    if (Date.now() > deadline) throw new Error('the bench server was not polled');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
