import type { Labels } from '../../../shared/domain/alerts';

/** An alerting rule as in Prometheus' files. Annotations may hold `{{ $labels.x }}` and `{{ $value | humanize1024 }}`. */
export interface AlertRule {
  readonly name: string;
  readonly expr: string;
  readonly forSeconds: number;
  readonly labels: Labels;
  readonly annotations: Labels;
}

export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  readonly rules: readonly AlertRule[];
}

const RUNBOOKS = 'https://runbooks.example.org/transformers';
/** A gauge of an idle service stays visible for five minutes with its last value: only a working one counts. */
const WORKING = 'and on (job, instance) rate(decode_tokens_processed_total[2m]) > 0';
const ENOUGH = (metric: string) =>
  `and on (job, instance) sum by (job, instance) (increase(${metric}_count[5m])) >= 20`;

/**
 * The six alerts of the specification by their names, with expressions that can fire, the specification's 5 and 8 GiB,
 * and two more. `for` is shortened, so that minutes are enough to see them come and go.
 */
export const DEMO_RULES: readonly RuleGroup[] = [
  {
    name: 'transformers.memory',
    file: 'demo/transformers.yml',
    rules: [
      rule('HighMemoryUsage', 'critical', 20, {
        expr: `kv_cache_memory_bytes > 8589934592 ${WORKING}`,
        summary: 'KV cache above 8 GiB on {{ $labels.instance }}',
        description:
          'The KV cache of {{ $labels.instance }} holds {{ $value | humanize1024 }}B, above the 8 GiB limit; new requests will wait for free blocks.',
        summaryZh: '{{ $labels.instance }} 的 KV 缓存超过 8 GiB',
        descriptionZh:
          '{{ $labels.instance }} 的 KV 缓存已占用 {{ $value | humanize1024 }}B，超过 8 GiB 的上限；新请求要等待空闲块。',
      }),
      rule('MediumMemoryUsage', 'warning', 10, {
        expr: `kv_cache_memory_bytes > 5368709120 ${WORKING}`,
        summary: 'KV cache above 5 GiB on {{ $labels.instance }}',
        description:
          'The KV cache of {{ $labels.instance }} holds {{ $value | humanize1024 }}B, above the 5 GiB limit.',
        summaryZh: '{{ $labels.instance }} 的 KV 缓存超过 5 GiB',
        descriptionZh:
          '{{ $labels.instance }} 的 KV 缓存已占用 {{ $value | humanize1024 }}B，超过 5 GiB 的上限。',
      }),
    ],
  },
  {
    name: 'transformers.requests',
    file: 'demo/transformers.yml',
    rules: [
      rule('HighRequestLatency', 'warning', 30, {
        expr: `${p95('request_latency_milliseconds')} > 5000 ${ENOUGH('request_latency_milliseconds')}`,
        summary: 'p95 request latency above 5 s on {{ $labels.instance }}',
        description:
          '95 % of the requests on {{ $labels.instance }} took up to {{ $value | humanize }} ms in the last 5 minutes.',
        summaryZh: '{{ $labels.instance }} 的 p95 请求延迟超过 5 s',
        descriptionZh:
          '最近 5 分钟 {{ $labels.instance }} 上 95% 的请求耗时在 {{ $value | humanize }} ms 以内，阈值为 5000 ms。',
      }),
      rule('HighTTFT', 'warning', 30, {
        expr: `${p95('ttft_milliseconds')} > 2000 ${ENOUGH('ttft_milliseconds')}`,
        summary: 'p95 time to first token above 2 s on {{ $labels.instance }}',
        description:
          'On {{ $labels.instance }} the first token took up to {{ $value | humanize }} ms for 95 % of the requests.',
        summaryZh: '{{ $labels.instance }} 的 p95 首个 token 时间超过 2 s',
        descriptionZh:
          '最近 5 分钟 {{ $labels.instance }} 上 95% 的请求在 {{ $value | humanize }} ms 以内得到首个 token，阈值为 2000 ms。',
      }),
      rule('WaitingQueue', 'warning', 20, {
        expr: `waiting_requests_count > 10 ${WORKING}`,
        summary: '{{ $value | humanize }} requests wait on {{ $labels.instance }}',
        description:
          '{{ $value | humanize }} requests of {{ $labels.instance }} wait for free KV-cache blocks.',
        summaryZh: '{{ $labels.instance }} 上有 {{ $value | humanize }} 个请求在等待',
        descriptionZh:
          '{{ $labels.instance }} 上有 {{ $value | humanize }} 个请求在等待空闲的 KV 缓存块。',
      }),
      rule('LowBatchFillRate', 'warning', 30, {
        expr:
          '(sum by (job, instance) (rate(batch_fill_percentage_percent_sum[5m])) / sum by (job, instance) (rate(batch_fill_percentage_percent_count[5m]))) < 80' +
          ' and on (job, instance) min_over_time(waiting_requests_count[5m]) > 0',
        summary:
          'Batches {{ $value | humanize }} % full on {{ $labels.instance }} while requests wait',
        description:
          'Requests have waited on {{ $labels.instance }} for 5 minutes although its batches are only {{ $value | humanize }} % full.',
        summaryZh: '有请求等待，但 {{ $labels.instance }} 的批次只填充了 {{ $value | humanize }}%',
        descriptionZh:
          '5 分钟来 {{ $labels.instance }} 上一直有请求在等待，而批次只填充了 {{ $value | humanize }}%。',
      }),
    ],
  },
  {
    name: 'transformers.system',
    file: 'demo/transformers.yml',
    rules: [
      rule('NoActiveRequests', 'info', 15, {
        expr: 'sum by (job, instance) (rate(decode_tokens_processed_total[3m])) == 0',
        summary: 'No requests on {{ $labels.instance }}',
        description: '{{ $labels.instance }} has generated no token for three minutes.',
        summaryZh: '{{ $labels.instance }} 上没有请求',
        descriptionZh: '{{ $labels.instance }} 已有三分钟没有生成任何 token。',
      }),
      rule('HighErrorRate', 'critical', 20, {
        expr:
          'sum by (service) (rate(traces_spanmetrics_calls_total{service="transformers", span_name="_handle_request_error"}[5m]))' +
          ' / sum by (service) (rate(traces_spanmetrics_calls_total{service="transformers", span_name="record_request_completion"}[5m])) > 0.1',
        summary: '{{ $value | humanizePercentage }} of the requests fail',
        description:
          'In the last 5 minutes {{ $value | humanizePercentage }} of the requests ended with an error.',
        summaryZh: '{{ $value | humanizePercentage }} 的请求失败',
        descriptionZh: '最近 5 分钟有 {{ $value | humanizePercentage }} 的请求以错误结束。',
      }),
    ],
  },
];

function p95(metric: string): string {
  return `histogram_quantile(0.95, sum by (job, instance, le) (rate(${metric}_bucket[5m])))`;
}

function rule(
  name: string,
  severity: string,
  forSeconds: number,
  text: {
    readonly expr: string;
    readonly summary: string;
    readonly description: string;
    readonly summaryZh: string;
    readonly descriptionZh: string;
  },
): AlertRule {
  return {
    name,
    expr: text.expr,
    forSeconds,
    labels: { severity, service: 'transformers' },
    annotations: {
      summary: text.summary,
      description: text.description,
      summary_zh: text.summaryZh,
      description_zh: text.descriptionZh,
      runbook_url: `${RUNBOOKS}/${name}`,
    },
  };
}
