import { joined, sumOf } from '../expressions';
import type { AlertDefinition, GroupDefinition } from '../rule';
import { LIMITS } from '../settings';
import { PERCENT, percentText, WHERE } from '../texts';

const noActiveRequests: AlertDefinition = ({ generatedTokens, name }) => [
  {
    alert: 'NoActiveRequests',
    severity: 'info',
    expr: joined(`${sumOf(`rate(${generatedTokens}[10m])`)} == 0`, [
      sumOf(`present_over_time(${generatedTokens}[5m] offset 10m)`),
    ]),
    for: '1m',
    why: [
      ...(name === 'transformers'
        ? [
            'The specification waits for active_requests_count == 0, which practically never comes: the gauge is written only',
            'while there are requests, and is gone when there are none.',
          ]
        : [
            'The specification compares a gauge; a running count above 0 would hide an engine that hangs with its requests.',
          ]),
      'The token counter stays: ten minutes without a token are ten minutes without work. The ten minutes are in the window,',
      'and a service that is not that old yet is left alone.',
    ],
    en: {
      summary: `No token generated on ${WHERE} for 10 minutes`,
      description: `${WHERE} reports metrics but has generated no token for 10 minutes: no traffic reaches it, or it hangs.`,
    },
    zh: {
      summary: `${WHERE} 已 10 分钟没有生成 token`,
      description: `${WHERE} 仍在上报指标，但 10 分钟来没有生成任何 token：没有流量到达，或者引擎卡住了。`,
    },
  },
];

const highErrorRate: AlertDefinition = ({ errors }) => {
  const by = `by (${errors.by.join(', ')})`;
  const rate = (selector: string) => `sum ${by} (rate(${selector}[5m]))`;
  return [
    {
      alert: 'HighErrorRate',
      severity: 'critical',
      expr: joined(
        `${rate(errors.failed)} / ${rate(errors.all)} > ${LIMITS.errorShare}`,
        [`sum ${by} (increase(${errors.all}[5m])) >= ${LIMITS.enoughRequests}`],
        errors.by,
      ),
      for: '2m',
      why: [
        ...errors.why,
        'rate() alone is failures a second, not a share: 0.1 there is one failure in ten seconds, of ten requests or of ten',
        `thousand. Divided by all requests it is the 10 % that were meant; of at least ${LIMITS.enoughRequests} requests.`,
      ],
      en: {
        summary: `${PERCENT} of the requests on ${errors.where} fail`,
        description: `In the last 5 minutes ${PERCENT} of the requests on ${errors.where} ended with an error; the limit is ${percentText(LIMITS.errorShare)}.`,
      },
      zh: {
        summary: `${errors.where} 上 ${PERCENT} 的请求失败`,
        description: `最近 5 分钟 ${errors.where} 上有 ${PERCENT} 的请求以错误结束；阈值为 ${percentText(LIMITS.errorShare)}。`,
      },
    },
  ];
};

export const SYSTEM_GROUP: GroupDefinition = {
  name: 'system',
  alerts: { NoActiveRequests: noActiveRequests, HighErrorRate: highErrorRate },
};
