import { createInstance, type SimulatedInstance } from './instance';
import { seededRandom } from './random';
import type { FinishedRequest } from './request';
import type { Scenario } from './scenario';
import type { InstanceReading } from './telemetry';

/**
 * A continuous-batching service of several processes. Nothing happens by itself: the caller says how far time goes, and
 * the same seed and scenario give the same run, however it is cut into steps of `advanceTo`.
 */
export interface SimulatedService {
  readonly instances: readonly SimulatedInstance[];
  /** Seconds of the simulation; going back changes nothing. */
  advanceTo(seconds: number): void;
  collect(): readonly InstanceReading[];
  /** Requests that ended since the last call, oldest first. */
  takeFinished(): readonly FinishedRequest[];
  /** Swaps load and faults while it runs. Instances are matched by name; one the scenario does not name gets no load. */
  setScenario(scenario: Scenario): void;
}

/** It begins empty, at `startSeconds` of the scenario's course. */
export function createService(
  scenario: Scenario,
  seed: number,
  startSeconds = 0,
): SimulatedService {
  const instances = scenario.instances.map((plan, index) =>
    createInstance(
      plan,
      scenario.periodSeconds,
      seededRandom(seed * 7919 + index * 104_729 + 1),
      startSeconds,
    ),
  );
  return {
    instances,
    advanceTo(seconds) {
      for (const instance of instances) instance.advanceTo(seconds);
    },
    collect: () => instances.map((instance) => instance.collect()),
    takeFinished: () =>
      instances
        .flatMap((instance) => instance.takeFinished())
        .sort((a, b) => a.endedAt - b.endedAt),
    setScenario(next) {
      for (const instance of instances) {
        const plan = next.instances.find((candidate) => candidate.instance === instance.instance);
        const base = scenario.instances.find(
          (candidate) => candidate.instance === instance.instance,
        );
        const chosen = plan ?? (base ? { ...base, load: [], faults: [] } : undefined);
        if (chosen) instance.setPlan(chosen, next.periodSeconds);
      }
    },
  };
}
