import type { KvCacheShape } from './kv-cache';
import type { LogNormal } from './random';

/**
 * What happens to a simulated service, as plain data: it can be stored, edited while it runs, and sent elsewhere.
 * All times are seconds of scenario time, which starts again every `periodSeconds`.
 */
export interface Scenario {
  readonly name: string;
  readonly periodSeconds: number;
  readonly instances: readonly InstancePlan[];
}

export interface InstancePlan {
  /** Value of the `instance` label. */
  readonly instance: string;
  readonly engine: EngineShape;
  readonly prompt: LogNormal;
  readonly output: LogNormal;
  /** Requests a second, linear between the points; before the first and after the last it stays. */
  readonly load: readonly LoadPoint[];
  readonly faults: readonly Fault[];
}

export interface LoadPoint {
  readonly at: number;
  readonly perSecond: number;
}

/** The engine of one instance and what a step costs it. */
export interface EngineShape {
  readonly cache: KvCacheShape;
  /** Tokens one step may process, prefill and decode together. */
  readonly maxBatchTokens: number;
  readonly maxActive: number;
  /** Duration of a step: fixed, per decoding request, and per prefilled token. */
  readonly stepMs: number;
  readonly decodeMs: number;
  readonly prefillMs: number;
}

/**
 * - `errors`: this share of the requests admitted meanwhile fails half-way
 * - `down`: the process is gone; what it held is lost, and its counters start from zero afterwards
 * - `mixed-clock`: durations are taken from two different clocks and come out as about 57 years
 */
export type Fault =
  | {
      readonly kind: 'errors';
      readonly from: number;
      readonly to: number;
      readonly share: number;
    }
  | { readonly kind: 'down'; readonly from: number; readonly to: number }
  | { readonly kind: 'mixed-clock'; readonly from: number; readonly to: number };

/** The same course of events, `factor` times as fast; the requests themselves stay as long as they are. */
export function speedUp(scenario: Scenario, factor: number): Scenario {
  return {
    ...scenario,
    periodSeconds: scenario.periodSeconds / factor,
    instances: scenario.instances.map((plan) => ({
      ...plan,
      load: plan.load.map((point) => ({ ...point, at: point.at / factor })),
      faults: plan.faults.map((fault) => ({
        ...fault,
        from: fault.from / factor,
        to: fault.to / factor,
      })),
    })),
  };
}

/** Scenario time of a moment. */
export function phaseOf(seconds: number, periodSeconds: number): number {
  const phase = seconds % periodSeconds;
  return phase < 0 ? phase + periodSeconds : phase;
}

/** Requests a second at a phase. */
export function loadAt(load: readonly LoadPoint[], phase: number): number {
  let before: LoadPoint | undefined;
  for (const point of load) {
    if (point.at > phase) {
      if (before === undefined) return point.perSecond;
      const share = (phase - before.at) / (point.at - before.at);
      return before.perSecond + (point.perSecond - before.perSecond) * share;
    }
    before = point;
  }
  return before?.perSecond ?? 0;
}

export function peakLoad(load: readonly LoadPoint[]): number {
  return load.reduce((peak, point) => Math.max(peak, point.perSecond), 0);
}

export function isDown(faults: readonly Fault[], phase: number): boolean {
  return faults.some((fault) => fault.kind === 'down' && within(fault, phase));
}

export function hasMixedClock(faults: readonly Fault[], phase: number): boolean {
  return faults.some((fault) => fault.kind === 'mixed-clock' && within(fault, phase));
}

export function errorShare(faults: readonly Fault[], phase: number): number {
  let share = 0;
  for (const fault of faults) {
    if (fault.kind === 'errors' && within(fault, phase)) share = Math.max(share, fault.share);
  }
  return share;
}

function within(fault: { readonly from: number; readonly to: number }, phase: number): boolean {
  return phase >= fault.from && phase < fault.to;
}
