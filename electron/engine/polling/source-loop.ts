import type { Failure } from '../../../shared/domain/sources';
import type { Result } from '../../../shared/result';
import type { Clock } from '../clock';
import { nextAfterFailure, nextAfterSuccess, soonestAfter } from './pace';

/** One thing asked of a server again and again. */
export interface Job {
  readonly name: string;
  /** Ms between the end of one run and the start of the next. */
  readonly intervalMs: () => number;
  /** Asked before each run; a disabled job waits without a timer of its own. */
  readonly enabled: () => boolean;
  /** Reports its own result to whoever keeps the state; the loop only paces. Must not throw but on abort. */
  readonly run: (signal: AbortSignal) => Promise<Result<null, Failure>>;
}

interface Entry {
  readonly job: Job;
  dueAt: number;
  failures: number;
  /** Its last run; absent before the first. */
  last?: { readonly endedAt: number; readonly failure: Failure | undefined };
}

interface Command {
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly drop: () => void;
}

export interface SourceLoop {
  /** Makes jobs due now: all, or the named ones. */
  poke(names?: readonly string[]): void;
  /** Aborts what is in flight and waits for `resume`. A new loop is suspended. */
  suspend(): void;
  /** Everything is due at once; also where no `suspend` came before, as from a system that tells only of waking. */
  resume(): void;
  /** An interval may have become shorter: nobody waits for the end of the old one. */
  hasten(): void;
  /** Runs a command with no poll in flight beside it: a server never has two requests of ours at once. */
  exclusive<T>(command: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Epoch ms of the next planned run of any enabled job. */
  nextAt(): number | undefined;
  stop(): Promise<void>;
}

interface LoopOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** After every change of the plan, for "next poll in 3 s". */
  readonly onPlanned: () => void;
  /** A job threw: a defect, not an outcome. */
  readonly onDefect: (job: string, error: unknown) => void;
}

/** Runs the jobs of one server one after the other, the longest overdue first. */
export function createSourceLoop(jobs: readonly Job[], options: LoopOptions): SourceLoop {
  const { clock, random } = options;
  const entries: readonly Entry[] = jobs.map((job) => ({ job, dueAt: clock.ticks(), failures: 0 }));
  const commands: Command[] = [];
  let state: 'idle' | 'running' | 'suspended' | 'stopped' = 'suspended';
  /** Of the run under way; one each, since listeners would pile up on a signal as old as the loop. */
  let abort: AbortController | undefined;
  let cancelTimer: () => void = () => {};
  let draining: Promise<void> = Promise.resolve();

  function nextEntry(): Entry | undefined {
    const enabled = entries.filter((entry) => entry.job.enabled());
    return enabled.reduce<Entry | undefined>(
      (first, entry) => (first === undefined || entry.dueAt < first.dueAt ? entry : first),
      undefined,
    );
  }

  function plan(): void {
    if (state !== 'idle') return;
    cancelTimer();
    const next = nextEntry();
    if (commands.length > 0 || (next !== undefined && next.dueAt <= clock.ticks())) {
      state = 'running';
      draining = drain();
      return;
    }
    if (next !== undefined) cancelTimer = clock.after(next.dueAt - clock.ticks(), plan);
    options.onPlanned();
  }

  async function drain(): Promise<void> {
    while (state === 'running') {
      const command = commands.shift();
      if (command !== undefined) {
        abort = new AbortController();
        await command.run(abort.signal);
        continue;
      }
      const next = nextEntry();
      if (next === undefined || next.dueAt > clock.ticks()) break;
      await runJob(next);
    }
    if (state !== 'running') return;
    state = 'idle';
    plan();
  }

  async function runJob(entry: Entry): Promise<void> {
    abort = new AbortController();
    const { signal } = abort;
    // A poke during the run moves dueAt; it must not be lost when the run ends.
    entry.dueAt = Number.POSITIVE_INFINITY;
    let result: Result<null, Failure>;
    try {
      result = await entry.job.run(signal);
    } catch (error) {
      if (!signal.aborted) options.onDefect(entry.job.name, error);
      ended(entry, undefined);
      if (entry.dueAt === Number.POSITIVE_INFINITY) {
        entry.dueAt = clock.ticks() + entry.job.intervalMs();
      }
      return;
    }
    entry.failures = result.ok ? 0 : entry.failures + 1;
    ended(entry, result.ok ? undefined : result.error);
    if (entry.dueAt !== Number.POSITIVE_INFINITY) return;
    const interval = entry.job.intervalMs();
    entry.dueAt =
      clock.ticks() +
      (result.ok
        ? nextAfterSuccess(interval, random())
        : nextAfterFailure(interval, entry.failures, result.error, random()));
  }

  function ended(entry: Entry, failure: Failure | undefined): void {
    entry.last = { endedAt: clock.ticks(), failure };
  }

  function poke(names?: readonly string[]): void {
    for (const entry of entries) {
      if (names === undefined || names.includes(entry.job.name)) entry.dueAt = clock.ticks();
    }
    plan();
  }

  return {
    poke,
    suspend() {
      if (state === 'stopped') return;
      state = 'suspended';
      cancelTimer();
      abort?.abort();
    },
    resume() {
      if (state !== 'suspended') {
        poke();
        return;
      }
      // The aborted run may still be unwinding: never start a second one beside it.
      void draining.then(() => {
        if (state !== 'suspended') return;
        for (const entry of entries) entry.dueAt = clock.ticks();
        state = 'idle';
        plan();
      });
    },
    hasten() {
      for (const entry of entries) {
        // One that runs now reads its interval when it ends.
        if (entry.last === undefined || entry.dueAt === Number.POSITIVE_INFINITY) continue;
        const { endedAt, failure } = entry.last;
        entry.dueAt = Math.min(
          entry.dueAt,
          endedAt + soonestAfter(entry.job.intervalMs(), failure),
        );
      }
      plan();
    },
    exclusive<T>(command: (signal: AbortSignal) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (state === 'stopped') {
          reject(new Error('the watcher has stopped'));
          return;
        }
        commands.push({
          run: (signal) => command(signal).then(resolve, reject),
          drop: () => reject(new Error('the watcher has stopped')),
        });
        plan();
      });
    },
    nextAt() {
      if (state === 'suspended' || state === 'stopped') return undefined;
      const next = nextEntry()?.dueAt;
      if (next === undefined || !Number.isFinite(next)) return undefined;
      return clock.now() + Math.max(0, next - clock.ticks());
    },
    async stop() {
      state = 'stopped';
      cancelTimer();
      abort?.abort();
      await draining;
      for (const command of commands.splice(0)) command.drop();
    },
  };
}
