import { LIMITS, MEMORY_BYTES, MEMORY_SHARES } from '../rules/settings';
import {
  gauge,
  heatmap,
  lines,
  type Panel,
  rate,
  series,
  stat,
  type Target,
  TEMPO,
  thresholds,
} from './panels';

const GIB = 1024 ** 3;

/** Bytes, from the specification. What fills a cache is its share of it, hence the second gauge. */
const KV_THRESHOLDS = thresholds(
  [null, 'green'],
  [MEMORY_BYTES.medium, 'yellow'],
  [MEMORY_BYTES.high, 'red'],
);

/** Where the rules warn and where they call. */
const SHARE_THRESHOLDS = thresholds(
  [null, 'green'],
  [MEMORY_SHARES.medium, 'yellow'],
  [MEMORY_SHARES.high, 'red'],
);

const EACH = '{{job}} {{instance}}';

export const KV_CACHE = {
  title: 'KV cache',
  panels: [
    gauge(
      {
        title: 'KV cache memory',
        description:
          'Bytes of the paged attention cache in use. Yellow from 5 GiB, red from 8 GiB; the scale ends at 12 GiB, the cache of the simulated service: set the maximum to your own.',
      },
      { x: 0, w: 6, h: 8 },
      'bytes',
      [{ expr: series('kvUsed'), legend: EACH }],
      { max: 12 * GIB, thresholds: KV_THRESHOLDS },
    ),
    gauge(
      {
        title: 'KV cache used',
        description:
          'Share of the cache in use, whatever its size. The rules warn at 85 % and call at 95 %.',
      },
      { x: 6, w: 6, h: 8 },
      'percentunit',
      [{ expr: `${series('kvUsed')} / (${series('kvUsed')} + ${series('kvFree')})`, legend: EACH }],
      { max: 1, thresholds: SHARE_THRESHOLDS },
    ),
    lines(
      {
        title: 'KV cache memory over time',
        description: 'In use, with the thresholds of the gauge.',
      },
      { x: 12, w: 12, h: 8 },
      'bytes',
      [{ expr: series('kvUsed'), legend: EACH }],
      { thresholds: KV_THRESHOLDS },
    ),
  ],
} as const satisfies Row;

export const REQUESTS = {
  title: 'Requests',
  panels: [
    stat(
      { title: 'Active requests', description: 'Requests in the running batch.' },
      { x: 0, w: 4, h: 8 },
      'none',
      [{ expr: `sum(${series('active')})`, legend: 'active' }],
    ),
    stat(
      { title: 'Waiting requests', description: 'Requests in the queue.' },
      { x: 4, w: 4, h: 8 },
      'none',
      [{ expr: `sum(${series('waiting')})`, legend: 'waiting' }],
      { thresholds: thresholds([null, 'green'], [LIMITS.waiting, 'yellow']) },
    ),
    lines(
      {
        title: 'Active and waiting requests',
        description:
          'A queue that grows while the batch is full means more load than the cache or the GPU can take.',
      },
      { x: 8, w: 16, h: 8 },
      'none',
      [
        { expr: series('active'), legend: `active ${EACH}` },
        { expr: series('waiting'), legend: `waiting ${EACH}` },
      ],
    ),
  ],
} as const satisfies Row;

export const BATCH = {
  title: 'Batch and tokens',
  panels: [
    lines(
      {
        title: 'Batch fill',
        description:
          'Mean share of the token budget that a batch used, 0–100 %. Steps that only decode fill little, so low is a fault only while requests wait.',
      },
      { x: 0, w: 8, h: 8 },
      'percent',
      [
        {
          expr: `sum by (job, instance) (${rate('batchFill', '_sum')}) / sum by (job, instance) (${rate('batchFill', '_count')})`,
          legend: EACH,
          exemplars: true,
        },
      ],
      { max: 100 },
    ),
    lines(
      {
        title: 'Decode to prefill ratio',
        description: 'Decoded tokens for each prefilled one in the last batch.',
      },
      { x: 8, w: 8, h: 8 },
      'none',
      [{ expr: series('decodePrefillRatio'), legend: EACH }],
    ),
    lines(
      {
        title: 'Tokens per second',
        description: 'Generated (decode) and read from prompts (prefill).',
      },
      { x: 16, w: 8, h: 8 },
      'suffix:tok/s',
      [
        { expr: `sum by (job, instance) (${rate('decodeTokens')})`, legend: `decode ${EACH}` },
        { expr: `sum by (job, instance) (${rate('prefillTokens')})`, legend: `prefill ${EACH}` },
      ],
    ),
  ],
} as const satisfies Row;

export const TTFT = {
  title: 'Time to first token',
  panels: [
    heatmap(
      {
        title: 'Time to first token, distribution',
        description:
          'How many requests fell between two bounds. Points are exemplars: they lead to the trace.',
      },
      { x: 0, w: 12, h: 9 },
      'ms',
      [{ expr: `sum by (le) (${rate('ttft', '_bucket')})`, legend: '{{le}}', exemplars: true }],
    ),
    lines(
      {
        title: 'Time to first token, percentiles',
        description:
          'A line that lies flat at 10 s says "10 s or more": the last bound of the histogram.',
      },
      { x: 12, w: 12, h: 9 },
      'ms',
      percentiles('ttft'),
    ),
  ],
} as const satisfies Row;

export const LATENCY = {
  title: 'Request latency',
  panels: [
    lines(
      {
        title: 'Request latency, percentiles',
        description:
          'From arrival to the last token, failed requests included. The line is at 5 s, where HighRequestLatency fires; flat at 60 s says "60 s or more".',
      },
      { x: 0, w: 12, h: 9 },
      'ms',
      percentiles('latency'),
      { thresholds: thresholds([null, 'green'], [5000, 'red']) },
    ),
    heatmap(
      {
        title: 'Request latency, distribution',
        description:
          'How many requests fell between two bounds. Points are exemplars: they lead to the trace.',
      },
      { x: 12, w: 12, h: 9 },
      'ms',
      [{ expr: `sum by (le) (${rate('latency', '_bucket')})`, legend: '{{le}}', exemplars: true }],
    ),
  ],
} as const satisfies Row;

/** transformers counts no failures: their share is that of spans, by Tempo's generator. `service` is the job's name. */
function spanRate(span: string): string {
  return `sum by (service) (rate(traces_spanmetrics_calls_total{service=~"$job", span_name="${span}"}[$__rate_interval]))`;
}

export const FAILURES = {
  title: 'Failures and traces',
  panels: [
    lines(
      {
        title: 'Failed requests',
        description:
          'Share of requests that failed, from spans. No line where no request failed or no traces arrive. HighErrorRate fires above 10 %.',
      },
      { x: 0, w: 8, h: 8 },
      'percentunit',
      [
        {
          expr: `${spanRate('_handle_request_error')} / ${spanRate('record_request_completion')}`,
          legend: '{{service}}',
        },
      ],
      { max: 1, thresholds: thresholds([null, 'green'], [LIMITS.errorShare, 'red']) },
    ),
    lines(
      { title: 'Requests ended', description: 'Per second, finished or failed.' },
      { x: 8, w: 8, h: 8 },
      'reqps',
      [{ expr: `sum by (job, instance) (${rate('latency', '_count')})`, legend: EACH }],
    ),
    slowTraces(),
  ],
} as const satisfies Row;

interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

function percentiles(key: 'ttft' | 'latency'): readonly Target[] {
  return [50, 95, 99].map((percent) => ({
    expr: `histogram_quantile(${percent / 100}, sum by (le) (${rate(key, '_bucket')}))`,
    legend: `p${percent}`,
    exemplars: true,
  }));
}

function slowTraces(): Panel {
  return {
    title: 'Slow traces',
    description: 'Traces of the chosen services that took longer than 2 s.',
    place: { x: 16, w: 8, h: 8 },
    type: 'table',
    datasource: TEMPO,
    targets: [
      {
        refId: 'A',
        datasource: TEMPO,
        queryType: 'traceql',
        query: `{ resource.service.name =~ "\${job:regex}" && traceDuration > 2s }`,
        limit: 20,
        tableType: 'traces',
      },
    ],
    defaults: {},
    options: { showHeader: true },
  };
}
