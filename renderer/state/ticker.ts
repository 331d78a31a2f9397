/** One timer for every age and clock on the page; it runs only while somebody listens. */
export interface Ticker {
  /** Epoch ms of the last tick: the same value until the next one. */
  now(): number;
  subscribe(listener: () => void): () => void;
}

export interface TickerClock {
  now(): number;
  /** Calls back every `ms` until the returned function is called. */
  every(ms: number, callback: () => void): () => void;
}

const TICK_MS = 1000;

export function createTicker(clock: TickerClock): Ticker {
  const listeners = new Set<() => void>();
  let current = clock.now();
  let end: (() => void) | null = null;

  function tick(): void {
    current = clock.now();
    for (const listener of [...listeners]) listener();
  }

  return {
    now: () => current,
    subscribe(listener) {
      listeners.add(listener);
      if (!end) {
        current = clock.now();
        end = clock.every(TICK_MS, tick);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          end?.();
          end = null;
        }
      };
    },
  };
}

export function browserClock(): TickerClock {
  return {
    now: () => Date.now(),
    every(ms, callback) {
      const timer = window.setInterval(callback, ms);
      return () => window.clearInterval(timer);
    },
  };
}
