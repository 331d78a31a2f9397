import { maxOf, sumOf } from '../expressions';
import type { Profile } from '../profile';
import type { RuleSettings } from '../settings';
import { scrapedLoss } from './scraped';

/** vLLM's V1 engine, scraped. Seconds and shares of 0–1 throughout, also in names that end in `_perc`. */
export function vllmProfile({ jobs }: RuleSettings): Profile {
  // renamed in 0.9; 0.9 itself exports both, of which `or` takes the first
  const usage = 'vllm:kv_cache_usage_perc or vllm:gpu_cache_usage_perc';
  const foreseen = (name: string, seconds: number) => `predict_linear(${name}[10m], ${seconds})`;
  // the router of production-stack exports the same names again, with a `server` label
  const waiting = 'vllm:num_requests_waiting{server=""}';
  const running = 'vllm:num_requests_running{server=""}';
  const finished = 'vllm:request_success_total';
  return {
    name: 'vllm',
    service: 'vllm',
    notes: [
      'For the V1 engine, 0.8 and later. Ray Serve spells the names ray_vllm_… instead of vllm:….',
      "Series with a `server` label are the production-stack router's copies and left out.",
    ],
    memory: {
      share: maxOf(usage),
      foreseenShare: (seconds) =>
        maxOf(
          `${foreseen('vllm:kv_cache_usage_perc', seconds)} or ${foreseen('vllm:gpu_cache_usage_perc', seconds)}`,
        ),
    },
    working: undefined,
    current: undefined,
    waiting: sumOf(waiting),
    leastWaiting: sumOf(`min_over_time(${waiting}[5m])`),
    batchFill: {
      missing:
        'vLLM exports the tokens of a step (iteration_tokens_total) but not how many would fit, so no fill can be computed',
    },
    ttft: {
      name: 'vllm:time_to_first_token_seconds',
      unit: 's',
      topBound: 2560,
      p95Limit: 2.5,
      p99Limit: 5,
    },
    latency: {
      name: 'vllm:e2e_request_latency_seconds',
      unit: 's',
      topBound: 7680,
      p95Limit: 5,
    },
    generatedTokens: 'vllm:generation_tokens_total',
    stalled: {
      unfinished: `${sumOf(running)} + ${sumOf(waiting)}`,
      otherWork: ['vllm:prompt_tokens_total'],
      why: [
        'Both gauges stand still with the engine and are 0 when it is idle, so running requests count as well: new ones do not',
        'reach the queue of an engine that hangs. Prompt tokens, for models that answer with embeddings and generate none.',
        'Where all requests are cancelled at once some versions leave the gauges as they were until the next request, and',
        'this fires until then.',
      ],
    },
    errors: {
      by: ['job', 'instance'],
      failed: `${finished}{finished_reason="error"}`,
      all: finished,
      why: [
        'request_success_total counts every request that ended, in spite of its name; finished_reason tells how. `abort` is',
        'left out: those are clients that hung up. Refusals at admission are not in it, and versions that have no `error`',
        'reason leave this rule silent: watch the 5xx answers of the gateway as well.',
      ],
      where: '{{ or $labels.instance $labels.job }}',
    },
    lost: scrapedLoss('vllm:num_requests_running', jobs.vllm),
  };
}
