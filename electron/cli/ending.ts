import type { EventEmitter } from 'node:events';

/** A timer holds at most this; a longer one would go off at once. */
export const LONGEST_MS = 2 ** 31 - 1;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborted when the program is asked to end, or when nobody reads its output any more, as after `| head`. */
export function interruption(signals: EventEmitter, output: EventEmitter): AbortSignal {
  const controller = new AbortController();
  // Never taken off: Ctrl-C comes from the terminal and again from what started us, and a signal without a
  // handler would end us in the middle of our own end.
  for (const name of SIGNALS) signals.on(name, () => controller.abort());
  output.on('error', () => controller.abort());
  return controller.signal;
}

/** Resolves after `forMs`, at most `LONGEST_MS`, or when interrupted; without `forMs` only then. */
export function whenOver(forMs: number | undefined, interrupted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (interrupted.aborted) {
      resolve();
      return;
    }
    // What goes off again and again has no longest time, and keeps the process alive as well.
    const timer = forMs === undefined ? setInterval(() => {}, LONGEST_MS) : setTimeout(end, forMs);
    interrupted.addEventListener('abort', end, { once: true });
    function end(): void {
      clearTimeout(timer);
      interrupted.removeEventListener('abort', end);
      resolve();
    }
  });
}
