import type { Labels } from '../../../shared/domain/alerts';
import { createEvaluator } from '../promql/evaluate';
import { type LabelSet, labelsOf, METRIC_NAME } from '../promql/labels';
import { parseQuery } from '../promql/parse';
import type { Sample } from '../promql/values';
import type { SampleStore } from '../store/sample-store';
import type { AlertRule, RuleGroup } from './rules';
import { expandTemplate } from './template';

/** An alert as Prometheus holds it. Times in epoch ms. */
export interface ActiveAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'pending' | 'firing';
  readonly activeAt: number;
  readonly value: number;
}

/** What Prometheus sends to Alertmanager, without its external labels. */
export interface SentAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly expr: string;
}

export interface RuleState {
  readonly rule: AlertRule;
  readonly alerts: readonly ActiveAlert[];
  /** Why the last evaluation failed; absent where it did not. */
  readonly problem?: string;
}

export interface RuleEngine {
  /** Evaluates every rule at this moment, writes `ALERTS`, and returns what is due to be sent. */
  evaluate(at: number): readonly SentAlert[];
  readonly groups: readonly { readonly group: RuleGroup; readonly rules: readonly RuleState[] }[];
  readonly lastEvaluation: number;
}

/** Prometheus' own: `--rules.alert.resend-delay`, and four times that until Alertmanager gives an alert up. */
const RESEND_MS = 60_000;
const VALID_MS = 4 * RESEND_MS;

interface Tracked {
  readonly labels: Labels;
  annotations: Labels;
  readonly activeAt: number;
  firedAt: number | null;
  value: number;
  sentAt: number;
}

export function createRuleEngine(groups: readonly RuleGroup[], store: SampleStore): RuleEngine {
  const evaluator = createEvaluator(store);
  const all = groups.map((group) => ({
    group,
    rules: group.rules.map((rule) => {
      const parsed = parseQuery(rule.expr, 3);
      if (!parsed.ok) throw new Error(`rule ${rule.name}: ${parsed.error.message}`);
      return {
        rule,
        expr: parsed.value,
        active: new Map<string, Tracked>(),
        problem: undefined as string | undefined,
      };
    }),
  }));
  let lastEvaluation = 0;

  const evaluateRule = (one: (typeof all)[number]['rules'][number], at: number): SentAlert[] => {
    const result = evaluator.instant(one.expr, at);
    if (!result.ok || result.value.type !== 'vector') {
      one.problem = result.ok ? 'the expression gives no vector' : result.error.message;
      return [];
    }
    one.problem = undefined;
    const due: SentAlert[] = [];
    const seen = new Set<string>();
    for (const sample of result.value.samples) {
      const labels = alertLabels(one.rule, sample);
      const { key } = labelsOf(labels);
      seen.add(key);
      const known = one.active.get(key);
      const tracked = known ?? {
        labels,
        annotations: {},
        activeAt: at,
        firedAt: null,
        value: 0,
        sentAt: 0,
      };
      one.active.set(key, tracked);
      tracked.value = sample.value;
      tracked.annotations = expanded(one.rule, labels, sample.value);
      if (tracked.firedAt === null && at - tracked.activeAt >= one.rule.forSeconds * 1000) {
        tracked.firedAt = at;
        markEnded(store, tracked.labels, 'pending', at);
      }
      if (tracked.firedAt !== null && at - tracked.sentAt >= RESEND_MS) {
        tracked.sentAt = at;
        due.push(sent(one.rule, tracked, tracked.firedAt, at + VALID_MS));
      }
      store.append(alertSeries(tracked.labels, stateOf(tracked)), at, 1);
      store.append(forStateSeries(tracked.labels), at, tracked.activeAt / 1000);
    }
    for (const [key, tracked] of one.active) {
      if (seen.has(key)) continue;
      one.active.delete(key);
      markEnded(store, tracked.labels, stateOf(tracked), at);
      store.markStale(forStateSeries(tracked.labels), at);
      if (tracked.firedAt !== null) due.push(sent(one.rule, tracked, tracked.firedAt, at));
    }
    return due;
  };

  return {
    evaluate(at) {
      lastEvaluation = at;
      return all.flatMap(({ rules }) => rules.flatMap((rule) => evaluateRule(rule, at)));
    },
    get groups() {
      return all.map(({ group, rules }) => ({
        group,
        rules: rules.map(({ rule, active, problem }) => ({
          rule,
          alerts: [...active.values()].map((tracked) => ({
            labels: tracked.labels,
            annotations: tracked.annotations,
            state: stateOf(tracked),
            activeAt: tracked.activeAt,
            value: tracked.value,
          })),
          ...(problem === undefined ? {} : { problem }),
        })),
      }));
    },
    get lastEvaluation() {
      return lastEvaluation;
    },
  };
}

function alertLabels(rule: AlertRule, { labels }: Sample): Labels {
  const own = Object.fromEntries(labels.pairs.filter(([name]) => name !== METRIC_NAME));
  return { ...own, ...rule.labels, alertname: rule.name };
}

function expanded(rule: AlertRule, labels: Labels, value: number): Labels {
  return Object.fromEntries(
    Object.entries(rule.annotations).map(([name, template]) => [
      name,
      expandTemplate(template, labels, value),
    ]),
  );
}

function sent(rule: AlertRule, tracked: Tracked, startsAt: number, endsAt: number): SentAlert {
  const { labels, annotations } = tracked;
  return { labels, annotations, startsAt, endsAt, expr: rule.expr };
}

function stateOf({ firedAt }: Tracked): 'pending' | 'firing' {
  return firedAt === null ? 'pending' : 'firing';
}

function alertSeries(labels: Labels, state: 'pending' | 'firing'): LabelSet {
  return labelsOf({ ...labels, [METRIC_NAME]: 'ALERTS', alertstate: state });
}

function forStateSeries(labels: Labels): LabelSet {
  return labelsOf({ ...labels, [METRIC_NAME]: 'ALERTS_FOR_STATE' });
}

function markEnded(
  store: SampleStore,
  labels: Labels,
  state: 'pending' | 'firing',
  at: number,
): void {
  store.markStale(alertSeries(labels, state), at);
}
