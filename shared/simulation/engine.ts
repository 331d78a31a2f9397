import { blocksFor, createKvCache, type KvCache } from './kv-cache';
import type { FinishedRequest, LiveRequest, RequestState } from './request';
import type { EngineShape } from './scenario';
import { createTelemetry, type InstanceReading } from './telemetry';

/** Continuous batching: every step takes one token from each decoding request and fills the rest with prompts. */
export interface Engine {
  submit(request: {
    readonly at: number;
    readonly promptTokens: number;
    readonly outputTokens: number;
    readonly willFail: boolean;
  }): void;
  hasWork(): boolean;
  /** Runs one step at `now` (seconds) and returns how long it took, in seconds. */
  step(now: number): number;
  /** The process dies: everything in it fails, its counters are lost. */
  crash(now: number): void;
  setMixedClock(mixed: boolean): void;
  collect(): InstanceReading;
  readonly status: EngineStatus;
}

/** For invariants: `submitted` = `waiting` + `active` + `finished` + `failed` at any time. */
export interface EngineStatus {
  readonly submitted: number;
  readonly waiting: number;
  readonly active: number;
  readonly finished: number;
  readonly failed: number;
  readonly preempted: number;
  /** Requests by state; the ended ones since the simulation began, over crashes too. */
  readonly states: Readonly<Record<RequestState, number>>;
  readonly cache: Pick<KvCache, 'usedBlocks' | 'freeBlocks'>;
  readonly lastBatchTokens: number;
}

/** `time.time()` less `time.perf_counter()` on a machine that was started a few days ago, ms. */
const CLOCK_GAP_MS = 1.8e12;

export function createEngine(
  instance: string,
  shape: EngineShape,
  onEnd: (request: FinishedRequest) => void,
): Engine {
  const cache = createKvCache(shape.cache);
  const telemetry = createTelemetry(instance);
  const queue: LiveRequest[] = [];
  const active: LiveRequest[] = [];
  let submitted = 0;
  let finished = 0;
  let failed = 0;
  let preempted = 0;
  let lastBatchTokens = 0;
  let mixedClock = false;

  const release = (request: LiveRequest) => {
    cache.give(request.blocks);
    request.blocks = 0;
  };

  const end = (
    request: LiveRequest,
    state: 'FINISHED' | 'FAILED',
    at: number,
    fate: 'told' | 'lost' = 'told',
  ) => {
    release(request);
    request.state = state;
    if (state === 'FINISHED') finished++;
    else failed++;
    onEnd({
      id: `${instance}/${request.number}`,
      instance,
      state,
      arrivedAt: request.arrivedAt,
      ...(request.admittedAt === null ? {} : { admittedAt: request.admittedAt }),
      ...(request.firstTokenAt === null ? {} : { firstTokenAt: request.firstTokenAt }),
      endedAt: Math.max(at, request.arrivedAt, request.firstTokenAt ?? 0),
      promptTokens: request.promptTokens,
      outputTokens: request.generated,
      ...(request.ttftMs === null ? {} : { ttftMs: request.ttftMs }),
      ...(request.latencyMs === null ? {} : { latencyMs: request.latencyMs }),
      ...(fate === 'lost' ? { lost: true } : {}),
    });
  };

  /** What a preempted request lost must be computed again: its prompt and what it had generated. */
  const toPrefill = (request: LiveRequest) =>
    request.promptTokens + request.generated - request.prefilled;

  const admit = (now: number, budget: number) => {
    let planned = budget;
    while (planned > 0 && active.length < shape.maxActive) {
      const next = queue[0];
      if (next === undefined) return;
      const blocks = blocksFor(next.promptTokens + next.generated + 1, shape.cache);
      if (blocks > shape.cache.totalBlocks) {
        queue.shift();
        next.admittedAt ??= now;
        telemetry.countEnded(true);
        end(next, 'FAILED', now);
        continue;
      }
      if (!cache.take(blocks)) return;
      queue.shift();
      next.blocks = blocks;
      next.state = 'PREFILLING';
      next.admittedAt ??= now;
      planned -= toPrefill(next);
      active.push(next);
    }
  };

  /** Last in, first out of the batch: it goes to the head of the queue and its blocks to the others. */
  const preemptYoungest = (): LiveRequest | undefined => {
    const youngest = active.pop();
    if (youngest === undefined) return undefined;
    release(youngest);
    youngest.state = 'PENDING';
    youngest.prefilled = 0;
    queue.unshift(youngest);
    preempted++;
    return youngest;
  };

  /** Gives every decoding request room for its next token. */
  const growCaches = () => {
    for (let index = 0; index < active.length; index++) {
      const request = active[index];
      if (request?.state !== 'DECODING') continue;
      const needed = blocksFor(request.promptTokens + request.generated + 1, shape.cache);
      while (request.blocks < needed && request.state === 'DECODING') {
        if (cache.take(1)) request.blocks++;
        else preemptYoungest();
      }
    }
  };

  /** Shares the step's tokens out: one to each decoding request first, prompts get the rest, oldest first. */
  const runBatch = () => {
    let budget = shape.maxBatchTokens;
    let decoding = 0;
    let prefilled = 0;
    for (const request of active) {
      if (request.state !== 'DECODING' || budget === 0) continue;
      request.generated++;
      decoding++;
      budget--;
    }
    for (const request of active) {
      if (request.state !== 'PREFILLING' || budget === 0) continue;
      const chunk = Math.min(toPrefill(request), budget);
      request.prefilled += chunk;
      prefilled += chunk;
      budget -= chunk;
    }
    return { decoding, prefilled };
  };

  const settle = (at: number) => {
    const offset = mixedClock ? CLOCK_GAP_MS : 0;
    let kept = 0;
    for (const request of active) {
      if (request.state === 'PREFILLING' && toPrefill(request) === 0) {
        request.state = 'DECODING';
        request.generated++;
        // the new token's own cache entry is written when it is processed, in the next step
        request.prefilled++;
        if (request.firstTokenAt === null) {
          request.firstTokenAt = at;
          request.ttftMs = (at - request.arrivedAt) * 1000 + offset;
          telemetry.observe('ttft', request.ttftMs);
        }
      }
      if (request.state === 'DECODING' && request.generated >= request.outputTokens) {
        request.latencyMs = (at - request.arrivedAt) * 1000 + offset;
        telemetry.observe('latency', request.latencyMs);
        telemetry.countEnded(request.willFail);
        end(request, request.willFail ? 'FAILED' : 'FINISHED', at);
      } else {
        active[kept++] = request;
      }
    }
    active.length = kept;
  };

  const measure = (batch: { readonly decoding: number; readonly prefilled: number }) => {
    const tokens = batch.decoding + batch.prefilled;
    lastBatchTokens = tokens;
    telemetry.observe('batchFill', (tokens / shape.maxBatchTokens) * 100);
    telemetry.add('decodeTokens', batch.decoding);
    telemetry.add('prefillTokens', batch.prefilled);
    if (batch.prefilled > 0) {
      telemetry.set('decodePrefillRatio', batch.decoding / batch.prefilled);
    }
    telemetry.set('active', active.length);
    telemetry.set('waiting', queue.length);
    telemetry.set('kvUsed', cache.usedBytes);
    telemetry.set('kvFree', cache.freeBytes);
  };

  return {
    submit({ at, promptTokens, outputTokens, willFail }) {
      queue.push({
        number: submitted++,
        arrivedAt: at,
        promptTokens,
        outputTokens: willFail ? Math.ceil(outputTokens / 2) : outputTokens,
        willFail,
        state: 'PENDING',
        admittedAt: null,
        firstTokenAt: null,
        ttftMs: null,
        latencyMs: null,
        prefilled: 0,
        generated: 0,
        blocks: 0,
      });
    },
    hasWork: () => queue.length + active.length > 0,
    step(now) {
      growCaches();
      admit(now, shape.maxBatchTokens - active.length);
      const batch = runBatch();
      const seconds =
        (shape.stepMs + shape.decodeMs * batch.decoding + shape.prefillMs * batch.prefilled) / 1000;
      measure(batch);
      settle(now + seconds);
      return seconds;
    },
    crash(now) {
      for (const request of [...active, ...queue]) end(request, 'FAILED', now, 'lost');
      active.length = 0;
      queue.length = 0;
      telemetry.reset();
    },
    setMixedClock(mixed) {
      mixedClock = mixed;
    },
    collect: () => telemetry.collect(),
    get status() {
      return {
        submitted,
        waiting: queue.length,
        active: active.length,
        finished,
        failed,
        preempted,
        states: {
          PENDING: queue.length,
          PREFILLING: active.filter((request) => request.state === 'PREFILLING').length,
          DECODING: active.filter((request) => request.state === 'DECODING').length,
          FINISHED: finished,
          FAILED: failed,
        },
        cache,
        lastBatchTokens,
      };
    },
  };
}
