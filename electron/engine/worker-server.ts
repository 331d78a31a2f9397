import type { Engine, EngineEvent } from './engine';
import type { FromWorker, ToWorker } from './worker-protocol';

/** The worker's end of the line. */
export interface WorkerPort {
  postMessage(message: FromWorker): void;
  on(event: 'message', listener: (message: ToWorker) => void): unknown;
}

/** Lets the other thread call the engine by messages. */
export function serveEngine(port: WorkerPort, engine: Engine): void {
  const post = (message: FromWorker) => port.postMessage(message);
  engine.subscribe((event) => {
    if (isForMain(event)) post({ type: 'event', event });
  });
  port.on('message', (message) => {
    if (message.type === 'ping') {
      post({ type: 'alive' });
      return;
    }
    const { id, method, args } = message;
    const called = engine[method] as (...args: readonly unknown[]) => Promise<unknown>;
    called(...args).then(
      (value) => post({ type: 'reply', id, value }),
      (error: unknown) => post({ type: 'threw', id, message: messageOf(error) }),
    );
  });
}

/** What patches tell anyway stays here: thousands of alerts that begin at once would be as many messages. */
function isForMain({ type }: EngineEvent): boolean {
  return type !== 'alert' && type !== 'panels';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
