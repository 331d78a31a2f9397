import { parentPort, workerData } from 'node:worker_threads';
import { createSystemClock } from './clock';
import { createEngine } from './create-engine';
import { connectEnvironment } from './watch/connections';
import type { FromWorker, WorkerStart } from './worker-protocol';
import { messageOf, serveEngine } from './worker-server';

/** Entry of the worker thread: one engine, called by messages. */
function serve(port: NonNullable<typeof parentPort>, start: WorkerStart): void {
  const post = (message: FromWorker) => port.postMessage(message);
  const engine = createEngine({
    clock: createSystemClock(),
    random: Math.random,
    connect: connectEnvironment,
    ledger: start.ledger,
    onDefect: (where, error) => post({ type: 'defect', where, message: messageOf(error) }),
  });
  serveEngine(port, engine);
}

if (parentPort !== null) serve(parentPort, workerData as WorkerStart);
