import { implausible, joined, observations, quantile } from '../expressions';
import type { DurationHistogram } from '../profile';
import type { AlertDefinition, AlertingRule, RuleText } from '../rule';
import { LIMITS } from '../settings';
import { duration, limitText, WHERE } from '../texts';

export const highRequestLatency: AlertDefinition = ({ latency, name }) => {
  const limit = limitText(latency.p95Limit, latency);
  return [
    {
      alert: 'HighRequestLatency',
      severity: 'warning',
      ...quantileOver(0.95, latency, latency.p95Limit, LIMITS.enoughRequests),
      for: '3m',
      why: [
        'The specification takes the quantile of every series by itself, of however few requests. Aggregated here by',
        `(job, instance), of at least ${LIMITS.enoughRequests} requests in the window.`,
        ...(name === 'transformers' ? ['Failed requests are counted in this histogram too.'] : []),
        ...(latency.p95Limit === 5 || latency.p95Limit === 5000
          ? []
          : [
              `The specification's 5 s lie between two bounds of this histogram; ${limit} are the next bound above.`,
            ]),
        ...IMPLAUSIBLE_REASONS,
      ],
      en: {
        summary: `p95 request latency of ${WHERE} over ${limit}`,
        description: `The p95 request latency of ${WHERE} over the last 5 minutes is ${duration(latency)}: one request in twenty takes longer. The limit is ${limit}.`,
      },
      zh: {
        summary: `${WHERE} 的 p95 请求延迟超过 ${limit}`,
        description: `最近 5 分钟 ${WHERE} 的 p95 请求延迟为 ${duration(latency)}，即每二十个请求有一个更慢。阈值为 ${limit}。`,
      },
    },
  ];
};

export const highTtft: AlertDefinition = ({ ttft }) => {
  const rules: AlertingRule[] = [];
  if (ttft.p99Limit !== undefined) {
    rules.push({
      alert: 'HighTTFT',
      severity: 'critical',
      ...quantileOver(0.99, ttft, ttft.p99Limit, LIMITS.enoughForP99),
      for: '5m',
      why: [
        `The same at p99, of at least ${LIMITS.enoughForP99} requests: one user in a hundred looks at an empty answer this long.`,
      ],
      ...ttftTexts(99, ttft, ttft.p99Limit),
    });
  }
  rules.push({
    alert: 'HighTTFT',
    severity: 'warning',
    ...quantileOver(0.95, ttft, ttft.p95Limit, LIMITS.enoughRequests),
    for: '5m',
    why: [
      'Not in the specification, though it is what a user of a streaming service feels first.',
      ...boundReason(ttft),
    ],
    ...ttftTexts(95, ttft, ttft.p95Limit),
  });
  return rules;
};

const IMPLAUSIBLE_REASONS = [
  'Left out where the mean is over a day: those figures are no latencies, and ImplausibleData says so.',
];

function boundReason(ttft: DurationHistogram): readonly string[] {
  const limit = limitText(ttft.p95Limit, ttft);
  return ttft.p95Limit === 2 || ttft.p95Limit === 2000
    ? [`${limit} are a bound of these buckets, so the comparison is exact.`]
    : [`2 s would lie between two bounds of these buckets; ${limit} are the next bound above.`];
}

function quantileOver(
  q: number,
  histogram: DurationHistogram,
  limit: number,
  enough: number,
): Pick<AlertingRule, 'expr'> {
  const measured = joined(`${quantile(q, histogram)} > ${limit}`, [
    `${observations(histogram)} >= ${enough}`,
  ]);
  return {
    expr: `${measured}\nunless on (job, instance) ${implausible(histogram, LIMITS.plausibleSeconds)}`,
  };
}

function ttftTexts(
  percentile: 95 | 99,
  ttft: DurationHistogram,
  limitValue: number,
): { readonly en: RuleText; readonly zh: RuleText } {
  const limit = limitText(limitValue, ttft);
  return {
    en: {
      summary: `p${percentile} time to first token of ${WHERE} over ${limit}`,
      description: `The p${percentile} time to first token of ${WHERE} over the last 5 minutes is ${duration(ttft)}. The limit is ${limit}.`,
    },
    zh: {
      summary: `${WHERE} 的 p${percentile} 首个 token 时间超过 ${limit}`,
      description: `最近 5 分钟 ${WHERE} 的 p${percentile} 首个 token 时间为 ${duration(ttft)}。阈值为 ${limit}。`,
    },
  };
}
