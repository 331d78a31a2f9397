import { Worker } from 'node:worker_threads';
import type { ToldLedger } from './alerting/ledger';
import type { Engine, EngineEvent } from './engine';
import type { Call, FromWorker, RemoteMethod, WorkerStart } from './worker-protocol';

export interface WorkerEngineOptions {
  /** What was told before this start. */
  readonly ledger: ToldLedger;
  /** The thread died: nothing is watched any more, and every pending call has been rejected. */
  readonly onFatal: (error: Error) => void;
  /** A job inside threw; polling goes on. */
  readonly onDefect: (where: string, message: string) => void;
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

  worker.on('message', (message: FromWorker) => {
    switch (message.type) {
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
  worker.on('error', (error: Error) => die(error));
  worker.on('exit', (code) => die(new Error(`the engine's thread ended with code ${code}`)));

  function take(id: number): Waiting | undefined {
    const call = waiting.get(id);
    waiting.delete(id);
    return call;
  }

  function die(error: Error): void {
    if (dead !== undefined) return;
    dead = error;
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
    if (!stopping) options.onFatal(error);
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
      const message: Call = { id, method, args };
      worker.postMessage(message);
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
      if (dead === undefined) await call('stop');
      await worker.terminate();
    },
  };
}
