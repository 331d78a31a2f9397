import type { ActiveAlert, RuleEngine, RuleState } from './rule-engine';
import { goExponent } from './template';

/** What a test scripts comes from somewhere: a Prometheus without a single rule is a fault of its own. */
const SCRIPTED = {
  name: 'scripted',
  file: 'scripted.yml',
  rules: [
    {
      state: 'inactive',
      name: 'Scripted',
      query: 'vector(0) > 0',
      duration: 0,
      keepFiringFor: 0,
      labels: {},
      annotations: {},
      alerts: [],
      health: 'ok',
      type: 'alerting',
    },
  ],
  interval: 5,
  limit: 0,
};

/** `data` of `GET /api/v1/rules`. */
export function rulesBody(engine: RuleEngine | null): unknown {
  if (!engine) return { groups: [SCRIPTED] };
  const lastEvaluation = new Date(engine.lastEvaluation).toISOString();
  return {
    groups: engine.groups.map(({ group, rules }) => ({
      name: group.name,
      file: group.file,
      rules: rules.map((state) => ruleBody(state, lastEvaluation)),
      interval: 5,
      limit: 0,
      evaluationTime: 0.001,
      lastEvaluation,
    })),
  };
}

/** `data` of `GET /api/v1/alerts`. */
export function alertsBody(engine: RuleEngine | null): unknown {
  const rules = engine?.groups.flatMap((group) => group.rules) ?? [];
  return { alerts: rules.flatMap(({ alerts }) => alerts.map(alertBody)) };
}

function ruleBody({ rule, alerts, problem }: RuleState, lastEvaluation: string): unknown {
  const states = alerts.map((alert) => alert.state);
  return {
    state: states.includes('firing')
      ? 'firing'
      : states.includes('pending')
        ? 'pending'
        : 'inactive',
    name: rule.name,
    query: rule.expr,
    duration: rule.forSeconds,
    keepFiringFor: 0,
    labels: rule.labels,
    annotations: rule.annotations,
    alerts: alerts.map(alertBody),
    health: problem === undefined ? 'ok' : 'err',
    ...(problem === undefined ? {} : { lastError: problem }),
    evaluationTime: 0.0003,
    lastEvaluation,
    type: 'alerting',
  };
}

function alertBody({ labels, annotations, state, activeAt, value }: ActiveAlert): unknown {
  return {
    labels,
    annotations,
    state,
    activeAt: new Date(activeAt).toISOString(),
    value: goExponent(value),
  };
}
