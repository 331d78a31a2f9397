import { describe, expect, it } from 'vitest';
import { createHeartbeat, SILENCE_MS } from './heartbeat';

/** A timer that fires when the test says so, however late. */
function setup() {
  let due: (() => void) | undefined;
  const log: string[] = [];
  const heartbeat = createHeartbeat({
    clock: {
      after: (_ms, run) => {
        due = run;
        return () => {
          due = undefined;
        };
      },
    },
    ask: () => log.push('ask'),
    onSilent: () => log.push('silent'),
  });
  return {
    heartbeat,
    log,
    tick: () => {
      const run = due;
      due = undefined;
      run?.();
    },
  };
}

describe('heartbeat', () => {
  it('takes half a minute of unanswered questions for a hang, and says so once', () => {
    const { log, tick } = setup();
    for (let n = 0; n < 6; n += 1) tick();
    expect(log).toEqual(['ask', 'ask', 'ask', 'silent']);
    expect(SILENCE_MS).toBe(30_000);
  });

  it('begins anew with every sign of life', () => {
    const { heartbeat, log, tick } = setup();
    for (let n = 0; n < 20; n += 1) {
      tick();
      tick();
      heartbeat.heard();
    }
    expect(log).not.toContain('silent');
  });

  it('does not take the sleep of the machine for a hang: one timer fires late, not many', () => {
    const { heartbeat, log, tick } = setup();
    heartbeat.heard();
    // The machine slept for a night; then the overdue timer fires before the answer is read.
    tick();
    tick();
    heartbeat.heard();
    tick();
    expect(log).toEqual(['ask', 'ask', 'ask', 'ask']);
  });

  it('asks nothing more once stopped', () => {
    const { heartbeat, log, tick } = setup();
    heartbeat.stop();
    tick();
    expect(log).toEqual(['ask']);
  });
});
