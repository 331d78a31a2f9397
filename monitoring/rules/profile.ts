/** A histogram of durations, and the limits that go with it. All numbers in `unit`. */
export interface DurationHistogram {
  /** Without `_bucket`, `_sum`, `_count`. */
  readonly name: string;
  readonly unit: 'ms' | 's';
  /** Upper bound of the last finite bucket: a quantile there is "at least" it. */
  readonly topBound: number;
  /** At a bound of the buckets, where a comparison with a quantile is exact. */
  readonly p95Limit: number;
  readonly p99Limit?: number;
}

/** What a server does not export, and why a rule is missing for that reason. */
export interface NotExported {
  readonly missing: string;
}

/**
 * How the signals of one inference server are read. Expressions give one series for each (job, instance), except where
 * said otherwise, so that rules can be joined by these two labels.
 */
export interface Profile {
  readonly name: 'transformers' | 'vllm' | 'sglang';
  /** The rules' `service` label. */
  readonly service: string;
  /** Lines for the head of the generated file. */
  readonly notes: readonly string[];
  readonly memory: {
    /** 0–1. */
    readonly share: string;
    /** The share ten minutes from now if its trend goes on. */
    readonly foreseenShare: (seconds: number) => string;
    /** Undefined where only a share is exported: absolute limits cannot be had there. */
    readonly bytes?: string;
  };
  /**
   * True while the service generates tokens, which tells a gauge's reading from the one an idle service left behind.
   * `undefined` where gauges end with their target and follow an idle service to zero.
   */
  readonly working: string | undefined;
  /** True as well while requests wait: a service that hangs with a queue is not idle, and its gauges still count. */
  readonly current: string | undefined;
  readonly waiting: string;
  /** The least that waited in the last 5 min; for rules whose window is as long. */
  readonly leastWaiting: string;
  /** Mean fill of the batches in the last 5 min, percent, 0–100. */
  readonly batchFill: string | NotExported;
  readonly ttft: DurationHistogram;
  readonly latency: DurationHistogram;
  /** Counter of generated tokens. */
  readonly generatedTokens: string;
  readonly stalled: {
    /** Requests that nobody has answered yet, as last known; none in an idle service. */
    readonly unfinished: string;
    /** Counters of work that shows in `generatedTokens` late or never. */
    readonly otherWork: readonly string[];
    readonly why: readonly string[];
  };
  readonly errors: {
    /** Joining labels of the two: what one series stands for. */
    readonly by: readonly string[];
    /** Selectors of counters; `failed` is a part of `all`. */
    readonly failed: string;
    readonly all: string;
    readonly why: readonly string[];
    /** Template text for the place of the failures. */
    readonly where: string;
  };
  readonly lost: {
    /** Nothing of the service is there. */
    readonly all: string;
    /** One of several instances is missing. */
    readonly one: string;
    readonly why: readonly string[];
  };
}
