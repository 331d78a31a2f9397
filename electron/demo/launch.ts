import { Worker } from 'node:worker_threads';
import type { WatchedEnvironment } from '../engine/engine';
import type { DemoMessage, DemoRequest } from './messages';

export interface RunningDemo {
  readonly environment: WatchedEnvironment;
  /** Ends the servers and the thread; calling it again changes nothing. */
  stop(): Promise<void>;
}

/** How long the thread may take to stop by itself, ms. */
const STOP_MS = 2000;

/** Starts the demo environment in a worker thread from its built file; rejects with the reason where it cannot start. */
export function launchDemo(workerFile: string): Promise<RunningDemo> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile);
    let stopping: Promise<void> | null = null;
    const stop = () => {
      stopping ??= stopWorker(worker);
      return stopping;
    };
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the demo's thread ended with code ${code}`)));
    worker.on('message', (message: DemoMessage) => {
      if (message.type === 'started') resolve({ environment: message.environment, stop });
      if (message.type === 'failed') {
        reject(new Error(message.message));
        void stop();
      }
    });
  });
}

async function stopWorker(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const stop: DemoRequest = { type: 'stop' };
  worker.postMessage(stop);
  const timer = setTimeout(() => void worker.terminate(), STOP_MS);
  await ended;
  clearTimeout(timer);
}
