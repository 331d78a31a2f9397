import type { Alert, Severity } from '../../shared/domain/alerts';
import { tellsNobody } from '../../shared/domain/severity';
import type { Silence } from '../../shared/domain/silences';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import type { AppState } from './store';

export function selectEnvironment(state: AppState): EnvironmentState | undefined {
  const { environments, selected } = state.snapshot;
  return environments.find((environment) => environment.id === selected) ?? environments[0];
}

export function selectEnvironments(state: AppState): readonly EnvironmentState[] {
  return state.snapshot.environments;
}

/** The environment with this id, which need not be the selected one: a popup may lead to any. */
export function selectEnvironmentById(
  id: string,
): (state: AppState) => EnvironmentState | undefined {
  return (state) => state.snapshot.environments.find((environment) => environment.id === id);
}

export function selectAlert(env: string, id: string): (state: AppState) => Alert | undefined {
  const environment = selectEnvironmentById(env);
  return (state) => {
    const alerts = environment(state)?.alerts;
    return alerts && Object.hasOwn(alerts, id) ? alerts[id] : undefined;
  };
}

export function selectSilence(env: string, id: string): (state: AppState) => Silence | undefined {
  const environment = selectEnvironmentById(env);
  return (state) => {
    const silences = environment(state)?.silences;
    return silences && Object.hasOwn(silences, id) ? silences[id] : undefined;
  };
}

/** What fires and should be told, delivered or not. */
export interface Burning {
  readonly count: number;
  readonly worst: Severity | null;
}

/** A list is replaced, never changed: one look over thousands serves everybody who asks. */
const looked = new WeakMap<EnvironmentState['alerts'], Burning>();

export function burningIn(alerts: EnvironmentState['alerts']): Burning {
  const known = looked.get(alerts);
  if (known !== undefined) return known;
  let count = 0;
  let worst: Severity | null = null;
  for (const alert of Object.values(alerts)) {
    if (!isBurning(alert)) continue;
    count += 1;
    if (worst === null || SEVERITY_RANK[alert.severity] < SEVERITY_RANK[worst]) {
      worst = alert.severity;
    }
  }
  const burning = { count, worst };
  looked.set(alerts, burning);
  return burning;
}

/** The number at the navigation, of the selected environment. */
export function selectFiringCount(state: AppState): number {
  const environment = selectEnvironment(state);
  return environment ? burningIn(environment.alerts).count : 0;
}

/** The worst severity that fires in the selected environment. */
export function selectWorstFiring(state: AppState): Severity | null {
  const environment = selectEnvironment(state);
  return environment ? burningIn(environment.alerts).worst : null;
}

export const SEVERITY_RANK: Readonly<Record<Severity, number>> = {
  critical: 0,
  warning: 1,
  info: 2,
  none: 3,
};

/** Worst first; among equals the newest first, then by name and id, so that the order never jumps. */
export function byUrgency(a: Alert, b: Alert): number {
  return (
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    b.startsAt - a.startsAt ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Fires, and is meant for somebody: not a Watchdog. */
export function isTelling(alert: Alert): boolean {
  return alert.state === 'firing' && !tellsNobody(alert.labels);
}

/** Fires in Prometheus while no Alertmanager has it: nobody is told, though somebody should be. */
export function isUndelivered(alert: Alert): boolean {
  return alert.firingInPrometheus === true && !tellsNobody(alert.labels);
}

/** Fires and should be told, delivered or not. */
export function isBurning(alert: Alert): boolean {
  return isTelling(alert) || isUndelivered(alert);
}
