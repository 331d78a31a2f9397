import { INSTRUMENTS, prometheusName } from '../../../shared/simulation/instruments';
import { maxOf, mean, sumOf } from '../expressions';
import type { Profile } from '../profile';
import type { RuleSettings } from '../settings';

/** Hugging Face transformers' continuous batching over OTLP, under the names of Prometheus' default translation. */
export function transformersProfile({ jobs, tracedService }: RuleSettings): Profile {
  const used = prometheusName('kvUsed');
  const size = `(${used} + ${prometheusName('kvFree')})`;
  const generated = prometheusName('decodeTokens');
  const waiting = prometheusName('waiting');
  const working = `${sumOf(`rate(${generated}[2m])`)} > 0`;
  const calls = (span: string) =>
    `traces_spanmetrics_calls_total{service="${tracedService}", span_name="${span}"}`;
  const instances = (window: string) =>
    `group by (job, instance) (present_over_time(${generated}[${window}]))`;
  const count = `count by (job) (${generated})`;
  return {
    name: 'transformers',
    service: 'transformers',
    notes: [
      'Names are those of the default OTLP translation (UnderscoreEscapingWithSuffixes). With NoTranslation or without',
      'suffixes they differ, and with convert_histograms_to_nhcb there are no _bucket series: these rules would be silent.',
      'Export every 30 s or more often (OTEL_METRIC_EXPORT_INTERVAL=15000): the conditions over 2 minutes need two samples,',
      "which the SDK's default of 60 s does not always give.",
      'Give every replica its own service.instance.id: without it Prometheus merges replicas silently into one series.',
    ],
    memory: {
      share: maxOf(`${used} / ${size}`),
      foreseenShare: (seconds) => maxOf(`predict_linear(${used}[10m], ${seconds}) / ${size}`),
      bytes: maxOf(used),
    },
    working,
    current: `(${working} or ${sumOf(waiting)} > 0)`,
    waiting: sumOf(waiting),
    leastWaiting: sumOf(`min_over_time(${waiting}[5m])`),
    batchFill: mean(prometheusName('batchFill')),
    ttft: {
      name: prometheusName('ttft'),
      unit: 'ms',
      topBound: lastBound(INSTRUMENTS.ttft.bounds),
      p95Limit: 2000,
      p99Limit: 5000,
    },
    latency: {
      name: prometheusName('latency'),
      unit: 'ms',
      topBound: lastBound(INSTRUMENTS.latency.bounds),
      p95Limit: 5000,
    },
    generatedTokens: generated,
    stalled: {
      unfinished: sumOf(`last_over_time(${waiting}[1h])`),
      otherWork: [],
      why: [
        'An engine that hangs writes its gauges no more than an idle one does, so what counts is the last the queue was seen',
        'at, for an hour. Running requests are left out: an idle service was last seen with some. The queue of a service that',
        'finished its work was seen empty; of one whose waiting requests were all cancelled at once it was not, and this fires',
        'until its next token. A hang without a queue is left to NoActiveRequests.',
      ],
    },
    errors: {
      by: ['service'],
      failed: calls('_handle_request_error'),
      all: calls('record_request_completion'),
      why: [
        'The specification asks for error_count, which transformers does not export: it has no counter of failed requests,',
        "so that rule could never fire. Counted instead from Tempo's span metrics: _handle_request_error runs once for each",
        'failed request, record_request_completion once for each that ended, failed or not. Spans with an error status are no',
        'substitute: the handler returns normally, so its spans have none. Needs traces, sampled uniformly or not at all;',
        'without them this rule has nothing to look at, and its silence does not mean that nothing fails.',
      ],
      where: '{{ $labels.service }}',
    },
    lost: {
      all: `absent_over_time(${generated}{job="${jobs.transformers}"}[5m])`,
      one: [
        instances('1h'),
        `unless on (job, instance) ${instances('5m')}`,
        `and on (job) ${count} < max_over_time(min_over_time((${count})[15m:1m])[1h:1m])`,
      ].join('\n'),
      why: [
        'The token counter is looked at, because it stays while the service lives; the gauges are gone whenever it is idle.',
        'Pushed series have no `up`, so a lost replica is one that was there within the hour and is not now, while the job has',
        'fewer replicas than it had in that hour for 15 minutes on end: one that was replaced under another name is not lost,',
        'even if both were there for a while. Scaling down on purpose fires too, for at most an hour.',
      ],
    },
  };
}

function lastBound(bounds: readonly number[]): number {
  return bounds.at(-1) ?? Number.POSITIVE_INFINITY;
}
