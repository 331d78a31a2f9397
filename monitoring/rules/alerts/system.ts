import { joined, sumOf } from '../expressions';
import type { AlertDefinition, GroupDefinition } from '../rule';
import { LIMITS } from '../settings';
import { PERCENT, percentText, WHERE } from '../texts';

const engineStalled: AlertDefinition = ({ generatedTokens, stalled }) => {
  const moved = stalled.otherWork.map((counter) => `${sumOf(`rate(${counter}[3m])`)} > 0`);
  const requests = '{{ printf "%.0f" $value }}';
  return [
    {
      alert: 'EngineStalled',
      severity: 'critical',
      expr: [
        joined(`${stalled.unfinished} > 0`, [`${sumOf(`rate(${generatedTokens}[3m])`)} == 0`]),
        ...(moved.length === 0 ? [] : [`unless on (job, instance) (${moved.join(' or ')})`]),
      ].join('\n'),
      for: '2m',
      why: [
        'Not in the specification, which has nothing for an engine that hangs with its requests: its latencies are those of',
        'finished requests, so they fall silent when none finishes.',
        ...stalled.why,
        'The token counter must be there and stand still: of a process that is gone, TelemetryLost tells. The window holds',
        'two samples at an export of 60 s, and a gap in them ends the wait rather than passing for silence.',
      ],
      en: {
        summary: `${WHERE} generates nothing while requests wait`,
        description: `${WHERE} has generated no token for 5 minutes and has unfinished requests, ${requests} when last seen: the engine hangs. Take it out of the load balancer and restart it.`,
      },
      zh: {
        summary: `${WHERE} 有请求等待，却不再生成 token`,
        description: `${WHERE} 已有 5 分钟没有生成任何 token，而最近一次上报时还有 ${requests} 个请求未完成：引擎卡住了。请将其从负载均衡中摘除并重启。`,
      },
    },
  ];
};

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
  alerts: {
    EngineStalled: engineStalled,
    NoActiveRequests: noActiveRequests,
    HighErrorRate: highErrorRate,
  },
};
