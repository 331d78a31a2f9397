import type { Clock } from './clock';

const EVERY_MS = 10_000;
/** So many questions in a row without an answer mean that nobody will answer. */
const MISSES = 3;

/** After about so long a silent thread counts as hung. */
export const SILENCE_MS = EVERY_MS * MISSES;

export interface Heartbeat {
  /** The other side said something, whatever it was. */
  heard(): void;
  stop(): void;
}

/**
 * Asks the other side for a sign of life and says once when none comes. Questions are counted, not time: no timer runs
 * while the machine sleeps, so a night with the lid closed is one question late and not a thousand unanswered.
 */
export function createHeartbeat(options: {
  readonly clock: Pick<Clock, 'after'>;
  readonly ask: () => void;
  readonly onSilent: () => void;
}): Heartbeat {
  let unanswered = 0;
  let cancel = () => {};

  function beat(): void {
    if (unanswered >= MISSES) {
      options.onSilent();
      return;
    }
    unanswered += 1;
    options.ask();
    cancel = options.clock.after(EVERY_MS, beat);
  }

  beat();
  return {
    heard() {
      unanswered = 0;
    },
    stop() {
      cancel();
    },
  };
}
