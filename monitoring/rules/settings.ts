const GIB = 1024 ** 3;

/** `share`: of the cache, 0–1. `bytes`: an absolute size. */
export interface MemoryLimits {
  readonly by: 'share' | 'bytes';
  readonly high: number;
  readonly medium: number;
}

/**
 * The default. A share means the same on every cache: 8 GiB are 13 % of a 60 GiB cache and more than a 4 GiB cache has, so
 * the absolute limits always fire on the one and never on the other.
 */
export const MEMORY_SHARES: MemoryLimits = { by: 'share', high: 0.95, medium: 0.85 };

/**
 * The specification's limits, taken from a dashboard's gauge. Right where every cache has the size that dashboard was made
 * for: put them into `SETTINGS.memory` and run `npm run generate`. vLLM and SGLang report shares only and keep those.
 */
export const MEMORY_BYTES: MemoryLimits = { by: 'bytes', high: 8 * GIB, medium: 5 * GIB };

/** What an operator may want to change. After a change: `npm run generate`. */
export interface RuleSettings {
  readonly memory: MemoryLimits;
  /**
   * The `job` label of each service's series. Over OTLP that is `service.name`, or `service.namespace/service.name` where
   * a namespace is set; for scraped services it is the scrape configuration's `job_name`. TelemetryLost needs it: only of
   * a job with a name can be said that it is gone.
   */
  readonly jobs: { readonly transformers: string; readonly vllm: string; readonly sglang: string };
  /** `service.name` in the traces, from which the failure share of transformers is counted. */
  readonly tracedService: string;
  /**
   * Where the runbooks are published, with a slash at its end; the alert's name is appended. No address exists yet, and
   * `.invalid` never resolves (RFC 2606); the console shows its own copy by the alert's name, without the network.
   */
  readonly runbooksUrl: string;
}

export const SETTINGS: RuleSettings = {
  memory: MEMORY_SHARES,
  jobs: { transformers: 'transformers', vllm: 'vllm', sglang: 'sglang' },
  tracedService: 'transformers',
  runbooksUrl: 'https://batchwatch.invalid/runbooks/',
};

/** Limits that are the same for every profile. Those of histograms stand in the profiles, at bounds of their buckets. */
export const LIMITS = {
  /** Share of failed requests, 0–1: the specification's 10 %. */
  errorShare: 0.1,
  /** Requests. Operators of vLLM alert at the same number. */
  waiting: 10,
  /** Percent of a batch, 0–100: the specification's 80 %. Where decode-only steps are normal, 50 is the better number. */
  batchFill: 80,
  /** Requests in five minutes below which a percentile or a share says more about chance than about the service. */
  enoughRequests: 20,
  /** The same for a 99th percentile, which looks at one request in a hundred. */
  enoughForP99: 100,
  /** Share of the cache, 0–1, above which its growth is looked at. */
  nearlyFull: 0.75,
  /** How far ahead a cache is foreseen to be full, seconds. */
  foreseenSeconds: 600,
  /** A mean request of more than a day is no request. Seconds. */
  plausibleSeconds: 86_400,
} as const;
