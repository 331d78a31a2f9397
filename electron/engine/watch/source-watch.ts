import type { Freshness } from '../../../shared/domain/slice';
import type { Failure, SourceStatus } from '../../../shared/domain/sources';
import { err, ok, type Result } from '../../../shared/result';
import type { ItemProblem } from '../../../shared/wire/decoded';
import type { Clock } from '../clock';
import { createSourceLoop, type Job, type SourceLoop } from '../polling/source-loop';
import type { Outcome } from '../sources/outcome';
import {
  delivers,
  failed,
  forget,
  freshnessOf,
  type Parts,
  partlySucceeded,
  sourceStatus,
  succeeded,
} from '../state/source-health';
import type { Endpoint } from './endpoint';

/** What one kind of request to a source is, and what to do with its answer. */
export interface PartJob<S, T> {
  readonly part: string;
  readonly intervalMs: () => number;
  readonly enabled?: () => boolean;
  readonly ask: (source: S, signal: AbortSignal) => Promise<Outcome<T>>;
  /** Keeps the value. A failure returned means: readable, but not all of it. */
  readonly keep: (value: T) => Failure | undefined;
  readonly onFailed?: (failure: Failure) => void;
}

export interface SourceWatch<S> {
  readonly endpoint: Endpoint<S>;
  readonly loop: SourceLoop;
  /** The present state; `since` is kept from the last call while the state is the same. */
  status(): SourceStatus;
  freshness(part: string): Freshness;
  /** Forgets a part, so that it reads `loading` again. */
  forget(part: string): void;
  attempted(part: string): boolean;
  /** Its last attempt brought a value, be it not all of it. */
  delivers(part: string): boolean;
  setVersion(version: string): void;
  /**
   * Epoch ms by the server's clock as far as it is known, else by ours: what the server is asked about is counted from
   * there. A computer an hour slow would show hour-old numbers as the present ones.
   */
  serverNow(): number;
  stop(): Promise<void>;
}

export interface WatchContext {
  readonly clock: Clock;
  readonly random: () => number;
  readonly onDefect: (where: string, error: unknown) => void;
}

/** Erases the value's type: each job keeps its own value itself. */
export type AnyPartJob<S> = (tools: PartTools<S>) => Job;

interface PartTools<S> {
  readonly run: <T>(job: PartJob<S, T>, signal: AbortSignal) => Promise<Result<null, Failure>>;
}

export function part<S, T>(job: PartJob<S, T>): AnyPartJob<S> {
  return ({ run }) => ({
    name: job.part,
    intervalMs: job.intervalMs,
    enabled: job.enabled ?? (() => true),
    run: (signal) => run(job, signal),
  });
}

/** A difference of clocks that the user hears of: ages in seconds and minutes are wrong by it. */
const SKEW_TOLD_MS = 30_000;

/** Polls one server and keeps its health; values go to the jobs' own `keep`. */
export function createSourceWatch<S>(
  endpoint: Endpoint<S>,
  jobs: readonly AnyPartJob<S>[],
  context: WatchContext,
  overdueAfterMs: () => number,
  onChange: () => void,
): SourceWatch<S> {
  const { clock } = context;
  let parts: Parts = new Map();
  let last: SourceStatus | undefined;
  let latencyMs: number | undefined;
  let skewMs = 0;
  let version: string | undefined;

  async function run<T>(job: PartJob<S, T>, signal: AbortSignal): Promise<Result<null, Failure>> {
    const opened = await endpoint.open();
    signal.throwIfAborted();
    const outcome = opened.ok ? await job.ask(opened.value, signal) : opened;
    signal.throwIfAborted();
    const now = clock.now();
    if (!outcome.ok) {
      if (outcome.error.kind === 'unauthorized' || outcome.error.kind === 'tls') endpoint.reset();
      parts = failed(parts, job.part, now, outcome.error);
      job.onFailed?.(outcome.error);
      onChange();
      return err(outcome.error);
    }
    latencyMs = outcome.value.latencyMs;
    skewMs = outcome.value.skewMs ?? skewMs;
    const missing = job.keep(outcome.value.value);
    parts =
      missing === undefined
        ? succeeded(parts, job.part, now)
        : partlySucceeded(parts, job.part, now, missing);
    onChange();
    return ok(null);
  }

  const loop = createSourceLoop(
    jobs.map((job) => job({ run })),
    {
      clock,
      random: context.random,
      onPlanned: onChange,
      onDefect: (job, error) => context.onDefect(`${endpoint.id} ${job}`, error),
    },
  );

  return {
    endpoint,
    loop,
    status() {
      const nextPollAt = loop.nextAt();
      last = sourceStatus(
        {
          id: endpoint.id,
          kind: endpoint.kind,
          name: endpoint.name,
          insecure: endpoint.insecure,
          ...(version === undefined ? {} : { version }),
          ...(latencyMs === undefined ? {} : { latencyMs }),
          ...(Math.abs(skewMs) < SKEW_TOLD_MS ? {} : { clockSkewMs: skewMs }),
          ...(nextPollAt === undefined ? {} : { nextPollAt }),
        },
        parts,
        last,
        clock.now(),
        overdueAfterMs(),
      );
      return last;
    },
    freshness: (name) => freshnessOf(parts, name),
    forget(name) {
      parts = forget(parts, name);
    },
    attempted: (name) => parts.get(name)?.attemptedAt !== undefined,
    delivers: (name) => delivers(parts, name),
    setVersion(text) {
      version = text;
    },
    serverNow: () => clock.now() + skewMs,
    async stop() {
      await loop.stop();
      endpoint.close();
    },
  };
}

/** What to say when some items of a list could not be read. */
export function droppedFailure(decoded: {
  readonly dropped: number;
  readonly firstProblem?: ItemProblem;
}): Failure | undefined {
  const { dropped, firstProblem } = decoded;
  if (dropped === 0) return undefined;
  return {
    kind: 'wrong-shape',
    message: `${dropped} unreadable; the first: ${firstProblem?.message ?? 'no details'}`,
    ...(firstProblem === undefined ? {} : { path: firstProblem.path }),
  };
}
