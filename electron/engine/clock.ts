/** Time as the engine sees it, so that tests can own it. */
export interface Clock {
  /** Epoch ms, as the user's clock says: for what is shown and compared with servers. It may jump. */
  now(): number;
  /** Ms that only ever grow, from any start: for pacing, so that a clock set back does not stop the polling. */
  ticks(): number;
  /** Runs once after `ms`; returns the cancel. */
  after(ms: number, run: () => void): () => void;
}

export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    ticks: () => performance.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
