import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../e2e/support/manual-clock';
import type { Failure } from '../../../shared/domain/sources';
import { err, ok, type Result } from '../../../shared/result';
import { nextAfterFailure, nextAfterSuccess } from './pace';
import { createSourceLoop, type Job } from './source-loop';

const FAILURE: Failure = { kind: 'network', message: 'refused' };

function setUp() {
  const clock = createManualClock(0);
  const runs: string[] = [];
  let inFlight = 0;
  let most = 0;
  let answer: Result<null, Failure> = ok(null);
  let takesMs = 0;
  const job = (name: string, intervalMs: number, enabled = () => true): Job => ({
    name,
    intervalMs: () => intervalMs,
    enabled,
    run: async (signal) => {
      runs.push(`${name}@${clock.now()}`);
      inFlight += 1;
      most = Math.max(most, inFlight);
      if (takesMs > 0) {
        await new Promise<void>((resolve, reject) => {
          clock.after(takesMs, resolve);
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }).finally(() => {
          inFlight -= 1;
        });
      } else inFlight -= 1;
      return answer;
    },
  });
  const defects: string[] = [];
  const loop = (jobs: readonly Job[]) =>
    createSourceLoop(jobs, {
      clock,
      random: () => 0.5,
      onPlanned: () => {},
      onDefect: (name, error) => defects.push(`${name}: ${String(error)}`),
    });
  return {
    clock,
    runs,
    defects,
    job,
    loop,
    most: () => most,
    answers: (next: Result<null, Failure>) => {
      answer = next;
    },
    takes: (ms: number) => {
      takesMs = ms;
    },
  };
}

describe('source loop', () => {
  it('runs its jobs one after the other and never two at once', async () => {
    const { clock, loop, job, runs, most, takes } = setUp();
    takes(300);
    const source = loop([job('alerts', 1000), job('silences', 1000)]);
    source.resume();
    await clock.advance(10_000);
    expect(runs.slice(0, 3)).toEqual(['alerts@0', 'silences@300', 'alerts@1300']);
    expect(most()).toBe(1);
    await source.stop();
  });

  it('does nothing until it is resumed and nothing after it is stopped', async () => {
    const { clock, loop, job, runs } = setUp();
    const source = loop([job('alerts', 1000)]);
    await clock.advance(5000);
    expect(runs).toEqual([]);
    source.resume();
    await clock.advance(0);
    await source.stop();
    await clock.advance(5000);
    expect(runs).toEqual(['alerts@5000']);
  });

  it('backs off while the server fails and comes back to its pace when it answers', async () => {
    const { clock, loop, job, runs, answers } = setUp();
    answers(err(FAILURE));
    const source = loop([job('alerts', 1000)]);
    source.resume();
    await clock.advance(10_000);
    const failing = runs.length;
    expect(failing).toBeLessThan(8);
    answers(ok(null));
    await clock.advance(3000);
    runs.length = 0;
    await clock.advance(10_000);
    expect(runs.length).toBe(10);
    await source.stop();
  });

  it('aborts on suspend and catches up at once on resume, without overlap', async () => {
    const { clock, loop, job, runs, most, takes } = setUp();
    takes(5000);
    const source = loop([job('alerts', 10_000)]);
    source.resume();
    await clock.advance(1000);
    source.suspend();
    await clock.advance(60_000);
    expect(runs).toEqual(['alerts@0']);
    expect(source.nextAt()).toBeUndefined();
    source.resume();
    await clock.advance(0);
    expect(runs).toEqual(['alerts@0', 'alerts@61000']);
    expect(most()).toBe(1);
    await source.stop();
  });

  it('polls at once on a resume that no suspend came before', async () => {
    const { clock, loop, job, runs } = setUp();
    const source = loop([job('alerts', 60_000)]);
    source.resume();
    await clock.advance(1000);
    source.resume();
    await clock.advance(0);
    expect(runs).toEqual(['alerts@0', 'alerts@1000']);
    await source.stop();
  });

  it('does not wait for the end of an interval that became shorter', async () => {
    const { clock, loop, job, runs } = setUp();
    let intervalMs = 600_000;
    const source = loop([{ ...job('alerts', 0), intervalMs: () => intervalMs }]);
    source.resume();
    await clock.advance(5_000);
    intervalMs = 10_000;
    source.hasten();
    await clock.advance(10_000);
    expect(runs).toEqual(['alerts@0', 'alerts@10000']);
    intervalMs = 600_000;
    source.hasten();
    await clock.advance(60_000);
    intervalMs = 10_000;
    source.hasten();
    await clock.advance(0);
    expect(runs.slice(2)).toEqual(['alerts@20000', 'alerts@75000']);
    await source.stop();
  });

  it('reads an interval that changes during a run, and is not hurried where the server said later', async () => {
    const { clock, loop, job, runs, answers, takes } = setUp();
    let intervalMs = 600_000;
    takes(500);
    const source = loop([{ ...job('alerts', 0), intervalMs: () => intervalMs }]);
    source.resume();
    await clock.advance(100);
    intervalMs = 10_000;
    source.hasten();
    answers(err({ ...FAILURE, kind: 'status', status: 429, retryAfterMs: 60_000 }));
    await clock.advance(10_000);
    expect(source.nextAt()).toBe(60_500);
    source.hasten();
    expect(source.nextAt()).toBe(60_500);
    expect(runs).toEqual(['alerts@0']);
    await source.stop();
  });

  it('runs a command between polls, first in the queue', async () => {
    const { clock, loop, job, runs, takes } = setUp();
    takes(500);
    const source = loop([job('alerts', 1000), job('silences', 1000)]);
    source.resume();
    await clock.advance(100);
    const order: string[] = [];
    const command = source.exclusive(async () => {
      order.push(`command@${clock.now()} after ${runs.length} runs`);
      return 'written';
    });
    await clock.advance(2000);
    expect(await command).toBe('written');
    expect(order).toEqual(['command@500 after 1 runs']);
    await source.stop();
  });

  it('keeps a poke that arrives during a run', async () => {
    const { clock, loop, job, runs, takes } = setUp();
    takes(500);
    const source = loop([job('alerts', 60_000)]);
    source.resume();
    await clock.advance(100);
    source.poke();
    await clock.advance(1000);
    expect(runs).toEqual(['alerts@0', 'alerts@500']);
    await source.stop();
  });

  it('goes on polling when the wall clock is set back or forth', async () => {
    const { clock, loop, job, runs } = setUp();
    const source = loop([job('alerts', 1000)]);
    source.resume();
    await clock.advance(100);
    clock.jump(-3_600_000);
    await clock.advance(3000);
    expect(runs).toHaveLength(4);
    clock.jump(86_400_000);
    await clock.advance(3000);
    expect(runs).toHaveLength(7);
    await source.stop();
  });

  it('reports a job that throws and goes on polling', async () => {
    const { clock, loop, defects } = setUp();
    let runs = 0;
    const source = loop([
      {
        name: 'broken',
        intervalMs: () => 1000,
        enabled: () => true,
        run: async () => {
          runs += 1;
          throw new Error('a defect');
        },
      },
    ]);
    source.resume();
    await clock.advance(2500);
    expect(runs).toBe(3);
    expect(defects[0]).toContain('broken: Error: a defect');
    await source.stop();
  });

  it('refuses commands once stopped', async () => {
    const { loop, job } = setUp();
    const source = loop([job('alerts', 1000)]);
    const waiting = source.exclusive(async () => 'never');
    await source.stop();
    await expect(waiting).rejects.toThrow('stopped');
    await expect(source.exclusive(async () => 'never')).rejects.toThrow('stopped');
  });
});

describe('pace', () => {
  it('stays within 5 % of the interval while all is well', () => {
    expect(nextAfterSuccess(10_000, 0)).toBeCloseTo(9500);
    expect(nextAfterSuccess(10_000, 0.999)).toBeLessThanOrEqual(10_500);
  });

  it('never polls faster while failing, and never waits longer than three intervals or a minute', () => {
    for (const interval of [1000, 10_000, 30_000, 300_000]) {
      for (const failures of [1, 2, 5, 50]) {
        for (const random of [0, 0.5, 0.999]) {
          const delay = nextAfterFailure(interval, failures, FAILURE, random);
          expect(delay).toBeGreaterThanOrEqual(interval);
          expect(delay).toBeLessThanOrEqual(Math.max(interval, Math.min(interval * 3, 60_000)));
        }
      }
    }
  });

  it('obeys Retry-After up to five minutes', () => {
    const busy: Failure = { ...FAILURE, kind: 'status', status: 429, retryAfterMs: 45_000 };
    expect(nextAfterFailure(1000, 1, busy, 0)).toBe(45_000);
    expect(nextAfterFailure(1000, 1, { ...busy, retryAfterMs: 9e9 }, 0)).toBe(300_000);
  });
});
