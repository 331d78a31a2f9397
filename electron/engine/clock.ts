/** Time as the engine sees it, so that tests can own it. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Runs once after `ms`; returns the cancel. */
  after(ms: number, run: () => void): () => void;
}

export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
