import { parentPort, workerData } from 'node:worker_threads';
import { createSystemClock } from './clock';
import { createEngine } from './create-engine';
import type { Engine, EngineEvent } from './engine';
import { connectEnvironment } from './watch/connections';
import type { Call, FromWorker, WorkerStart } from './worker-protocol';

/** Entry of the worker thread: one engine, called by messages. */
function serve(port: NonNullable<typeof parentPort>, start: WorkerStart): void {
  const post = (message: FromWorker) => port.postMessage(message);
  const engine: Engine = createEngine({
    clock: createSystemClock(),
    random: Math.random,
    connect: connectEnvironment,
    ledger: start.ledger,
    onDefect: (where, error) => post({ type: 'defect', where, message: messageOf(error) }),
  });
  engine.subscribe((event) => {
    if (isForMain(event)) post({ type: 'event', event });
  });
  port.on('message', (call: Call) => {
    const method = engine[call.method] as (...args: readonly unknown[]) => Promise<unknown>;
    method(...call.args).then(
      (value) => post({ type: 'reply', id: call.id, value }),
      (error: unknown) => post({ type: 'threw', id: call.id, message: messageOf(error) }),
    );
  });
}

/** What patches tell anyway stays here: thousands of alerts that begin at once would be as many messages. */
function isForMain({ type }: EngineEvent): boolean {
  return type !== 'alert' && type !== 'panels';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (parentPort !== null) serve(parentPort, workerData as WorkerStart);
