import { type Fault, type LoadPoint, loadAt, phaseOf, type Scenario } from './scenario';

/** The same course with so many times the requests. */
export function scaleLoad(scenario: Scenario, factor: number): Scenario {
  return {
    ...scenario,
    instances: scenario.instances.map((plan) => ({
      ...plan,
      load: plan.load.map((point) => ({ ...point, perSecond: point.perSecond * factor })),
    })),
  };
}

/** The same course, turned so that it begins at this second of the simulation, before which its end stands. */
export function beginningAt(scenario: Scenario, seconds: number): Scenario {
  const { periodSeconds } = scenario;
  const shift = phaseOf(seconds, periodSeconds);
  if (shift === 0) return scenario;
  return {
    ...scenario,
    instances: scenario.instances.map((plan) => ({
      ...plan,
      load: turnLoad(plan.load, shift, periodSeconds),
      faults: plan.faults.flatMap((fault) => turnFault(fault, shift, periodSeconds)),
    })),
  };
}

function turnLoad(
  load: readonly LoadPoint[],
  shift: number,
  periodSeconds: number,
): readonly LoadPoint[] {
  if (load.length === 0) return load;
  const cut = periodSeconds - shift;
  const inside = load.filter(({ at }) => at < periodSeconds);
  return [
    { at: 0, perSecond: loadAt(load, cut) },
    ...inside.filter(({ at }) => at > cut).map((point) => ({ ...point, at: point.at - cut })),
    { at: shift, perSecond: loadAt(load, periodSeconds) },
    { at: shift, perSecond: loadAt(load, 0) },
    ...inside
      .filter(({ at }) => at > 0 && at <= cut)
      .map((point) => ({ ...point, at: point.at + shift })),
    { at: periodSeconds, perSecond: loadAt(load, cut) },
  ];
}

/** One that reaches over the end of the turned period becomes two. */
function turnFault(fault: Fault, shift: number, periodSeconds: number): readonly Fault[] {
  const from = fault.from + shift;
  const to = Math.min(fault.to, periodSeconds) + shift;
  if (to <= periodSeconds) return [{ ...fault, from, to }];
  if (from >= periodSeconds)
    return [{ ...fault, from: from - periodSeconds, to: to - periodSeconds }];
  return [
    { ...fault, from, to: periodSeconds },
    { ...fault, from: 0, to: to - periodSeconds },
  ];
}
