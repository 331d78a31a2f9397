import { maxOf, sumOf } from '../expressions';
import type { Profile } from '../profile';
import type { RuleSettings } from '../settings';
import { scrapedLoss } from './scraped';

/** SGLang with `--enable-metrics`, scraped. Seconds and shares of 0–1. */
export function sglangProfile({ jobs }: RuleSettings): Profile {
  // every rank may export the scheduler's gauges: one of each group counts
  const rankZero = '{tp_rank=~"0?", pp_rank=~"0?"}';
  const usage = `sglang:token_usage${rankZero}`;
  const waiting = `sglang:num_queue_reqs${rankZero}`;
  const running = `sglang:num_running_reqs${rankZero}`;
  const answers = (status: string) => `sglang:http_responses_total{method="POST"${status}}`;
  return {
    name: 'sglang',
    service: 'sglang',
    notes: [
      'Needs --enable-metrics. Scheduler gauges are read from tensor and pipeline rank 0, where ranks export them at all.',
      'Limits of latencies are bounds of the default buckets: where yours are set to others, choose limits among them.',
    ],
    memory: {
      share: maxOf(usage),
      foreseenShare: (seconds) => maxOf(`predict_linear(${usage}[10m], ${seconds})`),
    },
    working: undefined,
    current: undefined,
    waiting: sumOf(waiting),
    leastWaiting: sumOf(`min_over_time(${waiting}[5m])`),
    batchFill: {
      missing:
        'SGLang exports the number of running requests but not how many tokens of a batch are used, so no fill can be computed',
    },
    ttft: {
      name: 'sglang:time_to_first_token_seconds',
      unit: 's',
      topBound: 400,
      p95Limit: 2,
      p99Limit: 6,
    },
    latency: {
      name: 'sglang:e2e_request_latency_seconds',
      unit: 's',
      topBound: 2400,
      p95Limit: 6,
    },
    generatedTokens: 'sglang:generation_tokens_total',
    stalled: {
      unfinished: `${sumOf(running)} + ${sumOf(waiting)}`,
      otherWork: [
        'sglang:prompt_tokens_total',
        'sglang:inter_token_latency_seconds_count',
        'sglang:realtime_tokens_total',
      ],
      why: [
        'Both gauges stand still with the engine and are 0 when it is idle, so running requests count as well: new ones do not',
        'reach the queue of an engine that hangs. The token counters move when a request ends, so long answers look like',
        'silence there: counted too is what moves meanwhile, as far as the version exports it.',
      ],
    },
    errors: {
      by: ['job', 'instance'],
      failed: answers(', status_code=~"5.."'),
      all: answers(''),
      why: [
        'SGLang has no counter of failed requests: num_aborted_requests_total counts clients that hung up. Counted instead',
        'from the HTTP answers, POST only, so that health checks and scrapes do not dilute the share. A stream that breaks',
        'after its first bytes was answered with 200 and is not seen here.',
      ],
      where: '{{ or $labels.instance $labels.job }}',
    },
    lost: scrapedLoss('sglang:num_running_reqs', jobs.sglang),
  };
}
