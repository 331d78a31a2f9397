import type { NotExported, Profile } from './profile';
import type { RuleSettings } from './settings';

export const ALERTS = [
  'HighMemoryUsage',
  'MediumMemoryUsage',
  'KvCacheNearlyFull',
  'HighRequestLatency',
  'HighTTFT',
  'WaitingQueue',
  'LowBatchFillRate',
  'EngineStalled',
  'NoActiveRequests',
  'HighErrorRate',
  'TelemetryLost',
  'ImplausibleData',
  'Watchdog',
] as const;

export type AlertName = (typeof ALERTS)[number];

/** Prometheus template texts. */
export interface RuleText {
  readonly summary: string;
  readonly description: string;
}

export interface AlertingRule {
  readonly alert: AlertName;
  readonly severity: 'critical' | 'warning' | 'info' | 'none';
  readonly expr: string;
  /** Prometheus duration; none: fires at once. */
  readonly for?: string;
  /** What the expression is about and why it is not the specification's: a comment next to the rule, one entry a line. */
  readonly why: readonly string[];
  readonly en: RuleText;
  readonly zh: RuleText;
}

/** An alert for one profile: its rules, worst first, or why the profile cannot have it. */
export type AlertDefinition = (
  profile: Profile,
  settings: RuleSettings,
) => readonly AlertingRule[] | NotExported;

export interface GroupDefinition {
  /** After the profile's name: `transformers.memory`. */
  readonly name: 'memory' | 'requests' | 'system' | 'telemetry';
  readonly alerts: Readonly<Partial<Record<AlertName, AlertDefinition>>>;
}

export function isMissing<T extends object>(value: T | NotExported): value is NotExported {
  return 'missing' in value;
}
