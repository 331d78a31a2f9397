import type { ToldLedger } from './alerting/ledger';
import type { Engine, EngineEvent } from './engine';

/** The engine's methods that cross the thread; `subscribe` becomes the stream of events. */
export type RemoteMethod = Exclude<keyof Engine, 'subscribe'>;

export interface WorkerStart {
  readonly ledger: ToldLedger;
}

export interface Call {
  readonly type: 'call';
  readonly id: number;
  readonly method: RemoteMethod;
  readonly args: readonly unknown[];
}

export type ToWorker =
  | Call
  /** Answered with `alive`, at once: a thread that is busy for ever does not. */
  | { readonly type: 'ping' };

export type FromWorker =
  | { readonly type: 'alive' }
  | { readonly type: 'reply'; readonly id: number; readonly value: unknown }
  /** The call threw: a defect, not an outcome. */
  | { readonly type: 'threw'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly event: EngineEvent }
  /** A job inside threw; polling goes on. */
  | { readonly type: 'defect'; readonly where: string; readonly message: string };
