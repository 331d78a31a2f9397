import { createEngine, type Engine } from './engine';
import { exponential, logNormal, type Random } from './random';
import type { FinishedRequest } from './request';
import {
  errorShare,
  hasMixedClock,
  type InstancePlan,
  isDown,
  loadAt,
  peakLoad,
  phaseOf,
} from './scenario';
import type { InstanceReading } from './telemetry';

/** One process of the service under its scenario. */
export interface SimulatedInstance {
  readonly instance: string;
  readonly engine: Engine;
  /** Runs until `seconds` of the simulation; the last step may end a step's length after it. */
  advanceTo(seconds: number): void;
  /** What an exporter would send now; clears the gauges as the OpenTelemetry SDK does after each export. */
  collect(): InstanceReading;
  /** Requests that ended since the last call. */
  takeFinished(): readonly FinishedRequest[];
  /** Takes effect from here on; what is in flight stays. */
  setPlan(plan: InstancePlan, periodSeconds: number): void;
}

export function createInstance(
  firstPlan: InstancePlan,
  firstPeriod: number,
  random: Random,
  startSeconds: number,
): SimulatedInstance {
  let plan = firstPlan;
  let period = firstPeriod;
  const finished: FinishedRequest[] = [];
  const { instance } = plan;
  const engine = createEngine(instance, plan.engine, (request) => finished.push(request));
  let now = startSeconds;
  let down = false;
  let peak = peakLoad(plan.load);
  let candidate = startSeconds + exponential(random, peak);

  /** Thinning: candidates come at the peak rate, and each is kept with the share the load has of it. */
  const arriveUntil = (seconds: number) => {
    while (candidate <= seconds) {
      const phase = phaseOf(candidate, period);
      if (random.next() * peak < loadAt(plan.load, phase) && !isDown(plan.faults, phase)) {
        engine.submit({
          at: candidate,
          promptTokens: logNormal(random, plan.prompt),
          outputTokens: logNormal(random, plan.output),
          willFail: random.next() < errorShare(plan.faults, phase),
        });
      }
      candidate += exponential(random, peak);
    }
  };

  /** Faults are looked at by whole seconds, so that a run does not depend on how its caller cuts it. */
  const follow = () => {
    const second = Math.floor(now);
    const phase = phaseOf(second, period);
    const isDownNow = isDown(plan.faults, phase);
    if (isDownNow && !down) engine.crash(second);
    down = isDownNow;
    engine.setMixedClock(hasMixedClock(plan.faults, phase));
  };

  return {
    instance,
    engine,
    advanceTo(seconds) {
      while (now < seconds) {
        follow();
        arriveUntil(now);
        if (!down && engine.hasWork()) now += engine.step(now);
        else now = Math.min(seconds, candidate, Math.floor(now) + 1);
      }
    },
    collect: () => (down ? { kind: 'down', instance } : engine.collect()),
    takeFinished: () => finished.splice(0),
    setPlan(nextPlan, nextPeriod) {
      plan = nextPlan;
      period = nextPeriod;
      peak = peakLoad(plan.load);
      candidate = now + exponential(random, peak);
    },
  };
}
