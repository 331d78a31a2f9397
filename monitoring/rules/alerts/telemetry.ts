import { implausible } from '../expressions';
import type { AlertDefinition, GroupDefinition } from '../rule';
import { LIMITS } from '../settings';
import { WHERE } from '../texts';

const telemetryLost: AlertDefinition = ({ lost, service }) => [
  {
    alert: 'TelemetryLost',
    severity: 'critical',
    expr: lost.all,
    for: '2m',
    why: [
      'Not in the specification: there, a dead service and a quiet one look alike, since no rule fires on absent series.',
      'Load this file only where the service is meant to run.',
    ],
    en: {
      summary: `No metrics from ${service}`,
      description:
        'No series of job {{ $labels.job }} has arrived for 5 minutes. Every other alert of this service is blind until they are back.',
    },
    zh: {
      summary: `收不到 ${service} 的指标`,
      description:
        '作业 {{ $labels.job }} 已有 5 分钟没有任何序列到达。恢复之前，该服务的其他告警都无法触发。',
    },
  },
  {
    alert: 'TelemetryLost',
    severity: 'warning',
    expr: lost.one,
    for: '2m',
    why: lost.why,
    en: {
      summary: `No metrics from ${WHERE}`,
      description: `${WHERE} of job {{ $labels.job }} reports no metrics any more, while others of the job do.`,
    },
    zh: {
      summary: `收不到 ${WHERE} 的指标`,
      description: `作业 {{ $labels.job }} 的 ${WHERE} 不再上报指标，而同作业的其他实例仍在上报。`,
    },
  },
];

const implausibleData: AlertDefinition = ({ ttft, latency, name }) => {
  const day = LIMITS.plausibleSeconds;
  const mean = `{{ printf "%.3g" $value }} ${ttft.unit}`;
  return [
    {
      alert: 'ImplausibleData',
      severity: 'warning',
      expr: `${implausible(ttft, day)}\nor\n${implausible(latency, day)}`,
      for: '1m',
      why: [
        'Not in the specification. A mean of more than a day is no duration but the difference of two clocks.',
        ...(name === 'transformers'
          ? [
              'transformers versions that stamp requests with time.perf_counter() and subtract from time.time() give 1.8e12 ms:',
              'everything lands in the last bucket, and quantiles stand at its bound as if they were measured.',
            ]
          : []),
        'abs(), because the other way round every duration is negative, in the first bucket, and looks perfect.',
      ],
      en: {
        summary: `Durations reported by ${WHERE} are impossible`,
        description: `The mean time to first token or request latency of ${WHERE} is ${mean}, more than a day. Its percentiles cannot be trusted, and its latency alerts are held back.`,
      },
      zh: {
        summary: `${WHERE} 上报的时长不可能成立`,
        description: `${WHERE} 的平均首个 token 时间或请求延迟为 ${mean}，超过一天。其百分位不可信，延迟告警已暂停。`,
      },
    },
  ];
};

const watchdog: AlertDefinition = ({ service }) => [
  {
    alert: 'Watchdog',
    severity: 'none',
    expr: 'vector(1)',
    why: [
      'Always fires, so that its absence tells: rules are not loaded, Prometheus does not reach Alertmanager, or Alertmanager',
      'is gone. Severity none, for a receiver of its own (a dead man’s switch) and no popup.',
    ],
    en: {
      summary: `The alert path of ${service} works`,
      description:
        'This alert always fires. When it is missing, no other alert of this service can be relied on.',
    },
    zh: {
      summary: `${service} 的告警通路正常`,
      description: '此告警始终触发。一旦消失，该服务的其他告警都不可依赖。',
    },
  },
];

export const TELEMETRY_GROUP: GroupDefinition = {
  name: 'telemetry',
  alerts: { TelemetryLost: telemetryLost, ImplausibleData: implausibleData, Watchdog: watchdog },
};
