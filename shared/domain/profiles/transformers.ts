import type { ChartKey, RangeKey } from '../metrics';

/**
 * Hugging Face transformers' continuous batching. The same ten instruments come out under several names, depending on
 * how Prometheus translated OTLP (measured: suffix doubled, `_percent` added or not, `_total` added or not).
 */
const CANDIDATES = {
  ttft: ['ttft_milliseconds', 'ttft_milliseconds_milliseconds'],
  latency: ['request_latency_milliseconds', 'request_latency_milliseconds_milliseconds'],
  fill: ['batch_fill_percentage_percent', 'batch_fill_percentage'],
  active: ['active_requests_count', 'active_requests_count_requests'],
  waiting: ['waiting_requests_count', 'waiting_requests_count_requests'],
  ratio: ['decode_prefill_ratio', 'decode_prefill_ratio_ratio'],
  kvUsed: ['kv_cache_memory_bytes', 'kv_cache_memory_bytes_bytes'],
  kvFree: ['kv_cache_free_memory_bytes', 'kv_cache_free_memory_bytes_bytes'],
  prefill: [
    'prefill_tokens_processed_total',
    'prefill_tokens_processed_tokens_total',
    'prefill_tokens_processed',
  ],
  decode: [
    'decode_tokens_processed_total',
    'decode_tokens_processed_tokens_total',
    'decode_tokens_processed',
  ],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type Signal = keyof typeof CANDIDATES;
type HistogramSignal = 'ttft' | 'latency' | 'fill';

/** `native`: bare names, from `convert_histograms_to_nhcb` or an exponential histogram; `absent`: neither. */
export type HistogramForm = 'classic' | 'native' | 'absent';

/** What the series found say about the names and jobs to ask for. */
export interface TransformersProfile {
  readonly jobs: readonly string[];
  readonly names: Readonly<Record<Signal, string>>;
  readonly forms: Readonly<Record<HistogramSignal, HistogramForm>>;
}

/** One row of the detection query's answer. */
export interface FoundSeries {
  readonly name: string;
  readonly job: string;
  readonly count: number;
}

/** Counts the profile's series by name and job: one bounded query, whatever else the server holds. */
export function detectionQuery(): string {
  const names = Object.values(CANDIDATES)
    .flat()
    .map((name) => `${name}(_bucket)?`)
    .join('|');
  return `count by (__name__, job) ({__name__=~"${names}"})`;
}

/**
 * The names carry no prefix, so two counters on one job are required before claiming it. Counters, because the gauges
 * vanish while the service is idle; a gauge that is not there now is asked for under the name its neighbours suggest.
 */
export function detectTransformers(found: readonly FoundSeries[]): TransformersProfile | null {
  const of = (signal: Signal, job?: string) =>
    found.filter(
      (row) => includes(CANDIDATES[signal], row.name) && (job === undefined || row.job === job),
    );
  const jobs = [...new Set(of('decode').map((row) => row.job))]
    .filter((job) => of('prefill', job).length > 0)
    .sort();
  if (jobs.length === 0) return null;
  const here = found.filter((row) => jobs.includes(row.job));
  const signals = Object.keys(CANDIDATES) as Signal[];
  const names = Object.fromEntries(
    signals.map((signal) => [signal, mostFrequent(here, CANDIDATES[signal])]),
  ) as Record<Signal, string>;
  const form = (signal: HistogramSignal): HistogramForm => {
    if (here.some((row) => row.name === `${names[signal]}_bucket`)) return 'classic';
    return here.some((row) => row.name === names[signal]) ? 'native' : 'absent';
  };
  return {
    jobs,
    names,
    forms: { ttft: form('ttft'), latency: form('latency'), fill: form('fill') },
  };
}

function includes(list: readonly string[], name: string): boolean {
  return list.includes(name);
}

function mostFrequent(
  found: readonly FoundSeries[],
  candidates: readonly [string, ...string[]],
): string {
  const count = (name: string) =>
    found
      .filter((row) => row.name === name || row.name === `${name}_bucket`)
      .reduce((sum, row) => sum + row.count, 0);
  return candidates.reduce(
    (best, name) => (count(name) > count(best) ? name : best),
    candidates[0],
  );
}

/** Instant queries of one panel poll. Every key is decoded by its name. */
export type PanelQueryKey =
  | 'gauges'
  | 'ttftBuckets'
  | 'ttftP50'
  | 'ttftP95'
  | 'ttftP99'
  | 'ttftMean'
  | 'latencyMean'
  | 'latencyP95'
  | 'batchFillP50';

/** The window of "now" figures: long enough for four scrapes of a minute. */
const WINDOW = '5m';

export function panelQueries(
  profile: TransformersProfile,
): readonly (readonly [PanelQueryKey, string])[] {
  const { names, forms } = profile;
  // The counter stays while the gauges of an idle instance are gone: it says that the instance is there.
  const gauges = [
    names.kvUsed,
    names.kvFree,
    names.active,
    names.waiting,
    names.ratio,
    names.decode,
  ].join('|');
  const queries: [PanelQueryKey, string][] = [
    // avg, not sum: the ratio is among them, and one series is expected per name, job and instance
    ['gauges', `avg by (__name__, job, instance) ({__name__=~"${gauges}",${jobMatcher(profile)}})`],
  ];
  if (forms.ttft === 'classic') {
    const bucket = selector(profile, `${names.ttft}_bucket`);
    queries.push(['ttftBuckets', `sum by (le) (increase(${bucket}[${WINDOW}]))`]);
  }
  if (forms.ttft === 'native') {
    queries.push(['ttftP50', quantileQuery(profile, 'ttft', 0.5, WINDOW)]);
    queries.push(['ttftP95', quantileQuery(profile, 'ttft', 0.95, WINDOW)]);
    queries.push(['ttftP99', quantileQuery(profile, 'ttft', 0.99, WINDOW)]);
  }
  if (forms.ttft !== 'absent') queries.push(['ttftMean', meanQuery(profile, 'ttft')]);
  if (forms.latency !== 'absent') {
    queries.push(['latencyMean', meanQuery(profile, 'latency')]);
    queries.push(['latencyP95', quantileQuery(profile, 'latency', 0.95, WINDOW)]);
  }
  if (forms.fill !== 'absent') {
    queries.push(['batchFillP50', quantileQuery(profile, 'fill', 0.5, WINDOW)]);
  }
  return queries;
}

/** One line of a chart: which chart, the line's name (`null`: one line an instance), and the query. */
export interface RangeQuery {
  readonly chart: ChartKey;
  readonly line: string | null;
  readonly query: string;
}

export function rangeQueries(
  profile: TransformersProfile,
  stepSeconds: number,
): readonly RangeQuery[] {
  const { names, forms } = profile;
  const window = `${Math.max(300, stepSeconds * 4)}s`;
  const rateWindow = `${Math.max(120, stepSeconds * 4)}s`;
  const at = (name: string) => selector(profile, name);
  const quantiles = (chart: 'ttft' | 'latency', list: readonly number[]): RangeQuery[] =>
    forms[chart] === 'absent'
      ? []
      : list.map((q) => ({
          chart,
          line: `p${Math.round(q * 100)}`,
          query: quantileQuery(profile, chart, q, window),
        }));
  return [
    { chart: 'kv', line: null, query: `avg by (job, instance) (${at(names.kvUsed)})` },
    ...quantiles('ttft', [0.5, 0.95, 0.99]),
    ...quantiles('latency', [0.5, 0.95, 0.99]),
    { chart: 'tokens', line: 'decode', query: `sum(rate(${at(names.decode)}[${rateWindow}]))` },
    { chart: 'tokens', line: 'prefill', query: `sum(rate(${at(names.prefill)}[${rateWindow}]))` },
    { chart: 'active', line: 'active', query: `sum(${at(names.active)})` },
    { chart: 'waiting', line: 'waiting', query: `sum(${at(names.waiting)})` },
    ...(forms.fill === 'absent'
      ? []
      : [
          {
            chart: 'batchFill' as const,
            line: 'p50',
            query: quantileQuery(profile, 'fill', 0.5, window),
          },
        ]),
    { chart: 'decodePrefill', line: 'ratio', query: `avg(${at(names.ratio)})` },
  ];
}

/** The bucket bounds a histogram has, so that a quantile at the last one can be told from a value. */
export function boundsQuery(
  profile: TransformersProfile,
  signal: 'ttft' | 'latency',
): string | undefined {
  if (profile.forms[signal] !== 'classic') return undefined;
  return `count by (le) (${selector(profile, `${profile.names[signal]}_bucket`)})`;
}

/** The KV cache of the last ten minutes, from which the trend is read, whatever range the charts show. */
export const KV_TREND = { windowSeconds: 600, stepSeconds: 20 } as const;

export function kvTrendQuery(profile: TransformersProfile): string {
  return `avg by (job, instance) (${selector(profile, profile.names.kvUsed)})`;
}

const RANGE_SECONDS: Readonly<Record<RangeKey, number>> = {
  '15m': 900,
  '1h': 3600,
  '3h': 10_800,
  '6h': 21_600,
  '12h': 43_200,
  '24h': 86_400,
};

/** Grid of a range that ends at `nowMs`: aligned to the step, so that lines do not shimmer; at most 300 points. */
export function rangeGrid(
  range: RangeKey,
  nowMs: number,
): { readonly startMs: number; readonly endMs: number; readonly stepMs: number } {
  const seconds = RANGE_SECONDS[range];
  const step = Math.max(5, Math.ceil(seconds / 299));
  const end = Math.floor(nowMs / 1000 / step) * step;
  const points = Math.floor(seconds / step);
  return { startMs: (end - points * step) * 1000, endMs: end * 1000, stepMs: step * 1000 };
}

function quantileQuery(
  profile: TransformersProfile,
  signal: HistogramSignal,
  q: number,
  window: string,
): string {
  const name = profile.names[signal];
  return profile.forms[signal] === 'native'
    ? `histogram_quantile(${q}, sum(rate(${selector(profile, name)}[${window}])))`
    : `histogram_quantile(${q}, sum by (le) (rate(${selector(profile, `${name}_bucket`)}[${window}])))`;
}

function meanQuery(profile: TransformersProfile, signal: 'ttft' | 'latency'): string {
  const name = profile.names[signal];
  return profile.forms[signal] === 'native'
    ? `histogram_avg(sum(rate(${selector(profile, name)}[${WINDOW}])))`
    : `sum(rate(${selector(profile, `${name}_sum`)}[${WINDOW}])) / sum(rate(${selector(profile, `${name}_count`)}[${WINDOW}]))`;
}

function selector(profile: TransformersProfile, name: string): string {
  return `${name}{${jobMatcher(profile)}}`;
}

/** One job by equality; several by a regex whose parts are taken literally. */
function jobMatcher({ jobs }: TransformersProfile): string {
  const [first] = jobs;
  if (first !== undefined && jobs.length === 1) return `job=${quoted(first)}`;
  return `job=~${quoted(jobs.map(escapeRegex).join('|'))}`;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function quoted(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}
