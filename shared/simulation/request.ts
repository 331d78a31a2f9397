/** States of transformers' continuous batching; a preempted request is `PENDING` again. */
export type RequestState = 'PENDING' | 'PREFILLING' | 'DECODING' | 'FINISHED' | 'FAILED';

/** One request that has ended, with what its trace tells. Times are seconds of the simulation. */
export interface FinishedRequest {
  /** Unique within the service: the instance's number and the request's. */
  readonly id: string;
  readonly instance: string;
  readonly state: 'FINISHED' | 'FAILED';
  readonly arrivedAt: number;
  /** When prefill began; absent where the request failed in the queue. */
  readonly admittedAt?: number;
  readonly firstTokenAt?: number;
  readonly endedAt: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** What the process recorded for it in its histograms, ms: nonsense while it mixes clocks. Absent where it did not. */
  readonly ttftMs?: number;
  readonly latencyMs?: number;
  /** It died with its process, which exported no span of it. */
  readonly lost?: true;
}

/** A request inside the engine. Mutable: millions of these steps make an hour of history. */
export interface LiveRequest {
  readonly number: number;
  readonly arrivedAt: number;
  readonly promptTokens: number;
  /** How many tokens it generates, or after how many it fails. */
  readonly outputTokens: number;
  state: RequestState;
  readonly willFail: boolean;
  admittedAt: number | null;
  firstTokenAt: number | null;
  ttftMs: number | null;
  latencyMs: number | null;
  prefilled: number;
  generated: number;
  blocks: number;
}
