import { describe, expect, it } from 'vitest';
import { createTicker } from './ticker';

function handClock() {
  const state = { now: 1000, running: 0, tick: () => {} };
  return {
    state,
    clock: {
      now: () => state.now,
      every(_ms: number, callback: () => void) {
        state.running += 1;
        state.tick = callback;
        return () => {
          state.running -= 1;
        };
      },
    },
  };
}

describe('the ticker', () => {
  it('runs one timer for all, and none for nobody', () => {
    const { state, clock } = handClock();
    const ticker = createTicker(clock);
    expect(state.running).toBe(0);
    const first = ticker.subscribe(() => {});
    const second = ticker.subscribe(() => {});
    expect(state.running).toBe(1);
    first();
    expect(state.running).toBe(1);
    second();
    expect(state.running).toBe(0);
  });

  it('keeps its value between ticks and tells everybody at each', () => {
    const { state, clock } = handClock();
    const ticker = createTicker(clock);
    let told = 0;
    ticker.subscribe(() => {
      told += 1;
    });
    state.now = 1700;
    expect(ticker.now()).toBe(1000);
    state.tick();
    expect(ticker.now()).toBe(1700);
    expect(told).toBe(1);
  });

  it('starts with the present after a pause', () => {
    const { state, clock } = handClock();
    const ticker = createTicker(clock);
    ticker.subscribe(() => {})();
    state.now = 90_000;
    ticker.subscribe(() => {});
    expect(ticker.now()).toBe(90_000);
  });
});
