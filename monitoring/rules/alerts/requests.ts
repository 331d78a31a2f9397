import { joined } from '../expressions';
import type { AlertDefinition, GroupDefinition } from '../rule';
import { LIMITS } from '../settings';
import { WHERE } from '../texts';
import { highRequestLatency, highTtft } from './latency';

const waitingQueue: AlertDefinition = ({ waiting, name }) => [
  {
    alert: 'WaitingQueue',
    severity: 'warning',
    expr: `${waiting} > ${LIMITS.waiting}`,
    for: '5m',
    why: [
      'Not in the specification. A queue that stays for minutes is the first thing that tells a service at its limit.',
      'No condition on tokens: a queue that nothing is generated for is the worst one.',
      ...(name === 'transformers'
        ? [
            'The gauge of a service that went idle stays visible for 5 minutes, but at 0: its queue empties before its last batch.',
          ]
        : []),
    ],
    en: {
      summary: `{{ printf "%.0f" $value }} requests wait on ${WHERE}`,
      description: `{{ printf "%.0f" $value }} requests wait on ${WHERE} to be scheduled; more than ${LIMITS.waiting} have for 5 minutes. Time to first token grows with the queue.`,
    },
    zh: {
      summary: `${WHERE} 上有 {{ printf "%.0f" $value }} 个请求在等待`,
      description: `${WHERE} 上有 {{ printf "%.0f" $value }} 个请求等待调度；超过 ${LIMITS.waiting} 个的状态已持续 5 分钟。首个 token 时间随队列增长。`,
    },
  },
];

const lowBatchFillRate: AlertDefinition = ({ batchFill, leastWaiting, working }) => {
  if (typeof batchFill !== 'string') return batchFill;
  return [
    {
      alert: 'LowBatchFillRate',
      severity: 'warning',
      expr: joined(`${batchFill} < ${LIMITS.batchFill}`, [`${leastWaiting} > 0`, working]),
      for: '5m',
      why: [
        'As printed in the specification this can never fire: the series is named batch_fill_percentage_percent_…, its scale',
        'is 0–100 and not 0–1, and no quantile of it is below 0.8, because the first bucket ends at 5. A p95 is also the',
        'wrong statistic: it is high as soon as one batch in twenty is full. So the mean, in percent.',
        'Batches that are not full are a fault only while requests wait; without a queue there is simply little to do.',
        'Steps that only decode fill little of a batch: where the cache rather than the batch is the limit, expect this',
        'together with HighMemoryUsage, or lower LIMITS.batchFill to 50.',
      ],
      en: {
        summary: `Batches of ${WHERE} {{ printf "%.1f" $value }}% full while requests wait`,
        description: `Requests have waited on ${WHERE} all the time for 5 minutes, yet its batches are {{ printf "%.1f" $value }}% full on average, under ${LIMITS.batchFill}%. Something other than the batch size holds them back.`,
      },
      zh: {
        summary: `有请求等待，但 ${WHERE} 的批次只填充了 {{ printf "%.1f" $value }}%`,
        description: `5 分钟来 ${WHERE} 上一直有请求在等待，而批次平均只填充 {{ printf "%.1f" $value }}%，低于 ${LIMITS.batchFill}%。限制它们的不是批次大小。`,
      },
    },
  ];
};

export const REQUESTS_GROUP: GroupDefinition = {
  name: 'requests',
  alerts: {
    HighRequestLatency: highRequestLatency,
    HighTTFT: highTtft,
    WaitingQueue: waitingQueue,
    LowBatchFillRate: lowBatchFillRate,
  },
};
