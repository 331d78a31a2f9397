import { Worker } from 'node:worker_threads';
import type { ToldLedger } from './alerting/ledger';
import { type Clock, createSystemClock } from './clock';
import type { Engine, EngineEvent } from './engine';
import { createHeartbeat, SILENCE_MS } from './heartbeat';
import type { FromWorker, RemoteMethod, ToWorker, WorkerStart } from './worker-protocol';

/** A thread that does not end by itself in this time is ended. */
const STOP_MS = 2_000;

export interface WorkerEngineOptions {
  /** What was told before this start. */
  readonly ledger: ToldLedger;
  /**
   * The thread died, or hung and was ended: nothing is watched any more, and every pending call has been rejected.
   * `at`: when it was last known to watch, epoch ms.
   */
  readonly onFatal: (error: Error, at: number) => void;
  /** A job inside threw; polling goes on. */
  readonly onDefect: (where: string, message: string) => void;
  readonly clock?: Clock;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The engine in a worker thread behind the same interface. `workerFile` is the built `engine-worker.cjs`. */
export function createWorkerEngine(workerFile: string, options: WorkerEngineOptions): Engine {
  const start: WorkerStart = { ledger: options.ledger };
  const worker = new Worker(workerFile, { workerData: start, name: 'engine' });
  const listeners = new Set<(event: EngineEvent) => void>();
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let dead: Error | undefined;
  let stopping = false;
  const clock = options.clock ?? createSystemClock();
  let heardAt = clock.now();

  const post = (message: ToWorker) => worker.postMessage(message);
  const heartbeat = createHeartbeat({
    clock,
    ask: () => post({ type: 'ping' }),
    onSilent: () => {
      const seconds = SILENCE_MS / 1000;
      die(new Error(`the engine's thread has not answered for ${seconds} s`), heardAt);
      void worker.terminate();
    },
  });

  worker.on('message', (message: FromWorker) => {
    heardAt = clock.now();
    heartbeat.heard();
    switch (message.type) {
      case 'alive':
        break;
      case 'event':
        for (const listener of listeners) listener(message.event);
        break;
      case 'reply':
        take(message.id)?.resolve(message.value);
        break;
      case 'threw':
        take(message.id)?.reject(new Error(message.message));
        break;
      case 'defect':
        options.onDefect(message.where, message.message);
        break;
    }
  });
  worker.on('error', (error: Error) => die(error, clock.now()));
  worker.on('exit', (code) =>
    die(new Error(`the engine's thread ended with code ${code}`), clock.now()),
  );

  function take(id: number): Waiting | undefined {
    const call = waiting.get(id);
    waiting.delete(id);
    return call;
  }

  function die(error: Error, at: number): void {
    if (dead !== undefined) return;
    dead = error;
    heartbeat.stop();
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
    if (!stopping) options.onFatal(error, at);
  }

  function call<M extends RemoteMethod>(
    method: M,
    ...args: Parameters<Engine[M]>
  ): ReturnType<Engine[M]>;
  function call(method: RemoteMethod, ...args: readonly unknown[]): Promise<unknown> {
    if (dead !== undefined) return Promise.reject(dead);
    lastId += 1;
    const id = lastId;
    return new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      post({ type: 'call', id, method, args });
    });
  }

  return {
    configure: (config) => call('configure', config),
    setVisible: (visible) => call('setVisible', visible),
    suspend: () => call('suspend'),
    resume: () => call('resume'),
    refresh: () => call('refresh'),
    pausePopups: (until) => call('pausePopups', until),
    snapshot: () => call('snapshot'),
    createSilence: (env, draft) => call('createSilence', env, draft),
    expireSilence: (env, id) => call('expireSilence', env, id),
    testConnection: (source, endpoint, secret) => call('testConnection', source, endpoint, secret),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopping = true;
      let cancel = () => {};
      const patience = new Promise<void>((resolve) => {
        cancel = clock.after(STOP_MS, resolve);
      });
      try {
        if (dead === undefined) await Promise.race([call('stop'), patience]);
      } finally {
        cancel();
        heartbeat.stop();
        await worker.terminate();
      }
    },
  };
}
