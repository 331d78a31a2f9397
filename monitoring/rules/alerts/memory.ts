import { joined } from '../expressions';
import type { Profile } from '../profile';
import type { AlertDefinition, AlertingRule, GroupDefinition, RuleText } from '../rule';
import { LIMITS, MEMORY_SHARES, type MemoryLimits, type RuleSettings } from '../settings';
import { gibText, PERCENT, percentText, WHERE } from '../texts';

const high: AlertDefinition = (profile, settings) =>
  usageRule(profile, settings, {
    alert: 'HighMemoryUsage',
    severity: 'critical',
    limit: 'high',
    for: '5m',
    en: 'New requests wait for free blocks, and running ones may be preempted and computed again.',
    zh: '新请求要等待空闲块，运行中的请求可能被抢占并重新计算。',
  });

const medium: AlertDefinition = (profile, settings) =>
  usageRule(profile, settings, {
    alert: 'MediumMemoryUsage',
    severity: 'warning',
    limit: 'medium',
    for: '5m',
    en: 'A few long requests more and new ones will have to wait.',
    zh: '再来几个长请求，新请求就要等待。',
  });

const nearlyFull: AlertDefinition = ({ memory, working, ...profile }) => {
  const minutes = LIMITS.foreseenSeconds / 60;
  return [
    {
      alert: 'KvCacheNearlyFull',
      severity: 'warning',
      expr: joined(`${memory.share} > ${LIMITS.nearlyFull}`, [
        `${memory.foreseenShare(LIMITS.foreseenSeconds)} > 1`,
        working,
      ]),
      for: '2m',
      why: [
        'Not in the specification, whose limits speak when the cache is full already. This one looks ahead: over',
        `${percentText(LIMITS.nearlyFull)}, and on the trend of the last 10 minutes full within the next ${minutes}.`,
        ...staleness(working, profile.name),
      ],
      en: {
        summary: `KV cache of ${WHERE} will be full within ${minutes} minutes`,
        description: `The KV cache of ${WHERE} is ${PERCENT} full, and on the trend of the last 10 minutes it is full within ${minutes}. Take load off now, while nothing waits yet.`,
      },
      zh: {
        summary: `${WHERE} 的 KV 缓存将在 ${minutes} 分钟内占满`,
        description: `${WHERE} 的 KV 缓存已用 ${PERCENT}，按最近 10 分钟的趋势将在 ${minutes} 分钟内占满。请趁尚无请求等待时分流。`,
      },
    },
  ];
};

interface Usage {
  readonly alert: 'HighMemoryUsage' | 'MediumMemoryUsage';
  readonly severity: AlertingRule['severity'];
  readonly limit: 'high' | 'medium';
  readonly for: string;
  /** What follows from it. */
  readonly en: string;
  readonly zh: string;
}

function usageRule(
  { memory, current, name }: Profile,
  settings: RuleSettings,
  usage: Usage,
): readonly AlertingRule[] {
  const absolute = settings.memory.by === 'bytes' ? memory.bytes : undefined;
  const measured = absolute ?? memory.share;
  const limits = absolute === undefined ? shares(settings) : settings.memory;
  return [
    {
      alert: usage.alert,
      severity: usage.severity,
      expr: joined(`${measured} > ${limits[usage.limit]}`, [current]),
      for: usage.for,
      why: [
        ...(limits.by === 'share' ? SHARE_REASONS : BYTES_REASONS),
        ...(limits.by === 'share' && memory.bytes !== undefined ? BACK_TO_BYTES : []),
        ...staleness(current, name),
        ...(current === undefined ? [] : HANG_REASONS),
        ...(usage.alert === 'MediumMemoryUsage' ? mediumReasons(current) : []),
      ],
      ...usageTexts(limits, usage),
    },
  ];
}

const SHARE_REASONS = [
  'The specification compares bytes (8 and 5 GiB, from a dashboard gauge). That never fires on a cache smaller than the',
  'limit and always on a large one, so the limit is a share of the cache.',
];

const BACK_TO_BYTES = [
  'To have the absolute limits back, set SETTINGS.memory to MEMORY_BYTES in monitoring/rules/settings.ts and run',
  '`npm run generate`.',
];

const BYTES_REASONS = [
  "The specification's absolute limits, by choice (SETTINGS.memory). They mean something only for the cache size they were",
  'set for.',
];

const HANG_REASONS = [
  'Or while requests wait: a full cache with a queue that generates nothing is the worst case, not an idle one.',
];

function mediumReasons(current: string | undefined): readonly string[] {
  return current === undefined
    ? ['The specification waits 2 minutes; a burst of that length passes by itself, so 5.']
    : [
        'The specification waits 2 minutes. After a burst of one minute the gauge counts as current for almost two more, so',
        '2 would fire when the service is idle again: 5.',
      ];
}

/** The shares in force where absolute limits were asked for and the service has no bytes. */
function shares({ memory }: RuleSettings): MemoryLimits {
  return memory.by === 'share' ? memory : MEMORY_SHARES;
}

function staleness(condition: string | undefined, profile: Profile['name']): readonly string[] {
  return condition === undefined
    ? [
        `No condition on tokens: ${profile}'s gauges are current as long as it is scraped, and a full cache that generates`,
        'nothing is the worst case, not an idle one.',
      ]
    : [
        'An idle service exports no gauges, and Prometheus goes on showing the last busy value for 5 minutes: only while',
        'tokens are generated is the gauge current.',
      ];
}

function usageTexts(
  limits: MemoryLimits,
  { limit, en, zh }: Usage,
): { readonly en: RuleText; readonly zh: RuleText } {
  const now = limits.by === 'share' ? PERCENT : '{{ $value | humanize1024 }}B';
  const over = limits.by === 'share' ? percentText(limits[limit]) : gibText(limits[limit]);
  return {
    en: {
      summary: `KV cache of ${WHERE} over ${over}`,
      description: `The KV cache of ${WHERE} is at ${now}, over ${over} for minutes now. ${en}`,
    },
    zh: {
      summary: `${WHERE} 的 KV 缓存超过 ${over}`,
      description: `${WHERE} 的 KV 缓存用量为 ${now}，已持续数分钟超过 ${over}。${zh}`,
    },
  };
}

export const MEMORY_GROUP: GroupDefinition = {
  name: 'memory',
  alerts: { HighMemoryUsage: high, MediumMemoryUsage: medium, KvCacheNearlyFull: nearlyFull },
};
