import type { EventEmitter } from 'node:events';

/** What is needed of a child process: its `exit` and `error`, and a way to signal it. */
export interface Child extends EventEmitter {
  kill(signal?: NodeJS.Signals): boolean;
}

export const GRACE_MS: number;
/** Tells a child to end as this process was told to; returns how to forget it once the child has ended. */
export function handOn(
  child: Child,
  signal: NodeJS.Signals,
  platform?: NodeJS.Platform,
): () => void;
/** Resolves with the exit code to take over. `from` is where the signals come from: this process, where none is given. */
export function passSignals(
  child: Child,
  options?: { readonly from?: EventEmitter; readonly platform?: NodeJS.Platform },
): Promise<number>;
