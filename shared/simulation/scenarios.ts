import type { LogNormal } from './random';
import type { Fault, InstancePlan, LoadPoint, Scenario } from './scenario';
import { STANDARD } from './standard-engine';

export const SCENARIO_NAMES = [
  'steady',
  'ramp',
  'errors',
  'idle',
  'crash',
  'replica-loss',
  'clock-mixup',
] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

/** What one instance does in a scenario; every scenario starts calmly, so that rules are seen to begin. */
interface Part {
  readonly load: readonly LoadPoint[];
  readonly faults?: readonly Fault[];
  /** Lengths in tokens, where not the standard ones. */
  readonly prompt?: LogNormal;
  readonly output?: LogNormal;
}

interface Course {
  readonly periodSeconds: number;
  /** Of the first instance, to which most things happen. */
  readonly first: Part;
  readonly others: Part;
  /** Of the last of several instances, where it differs from the others. */
  readonly last?: Part;
}

/** Hardly any answer of an instance at ease takes 5 s, so that a handful of requests is no p95 over the rules' limit. */
const SHORT_ANSWERS: LogNormal = { ...STANDARD.output, sigma: 0.4 };

const CALM: Part = { load: [{ at: 0, perSecond: 5 }] };

const COURSES: Readonly<Record<ScenarioName, Course>> = {
  steady: { periodSeconds: 600, first: CALM, others: CALM },
  // With these lengths the engine serves about 20.6 requests a second: above that its cache fills and a queue grows. Longer
  // answers than elsewhere make the cache the limit and not the prefill: it then stays over 95 % and no rule's `for`
  // begins anew. They differ little, so that an instance at ease answers within 5 s.
  ramp: {
    periodSeconds: 1200,
    first: {
      load: [
        { at: 0, perSecond: 5 },
        { at: 20, perSecond: 6 },
        { at: 70, perSecond: 25 },
        { at: 120, perSecond: 24 },
        { at: 150, perSecond: 21 },
        { at: 720, perSecond: 21 },
        { at: 780, perSecond: 3 },
      ],
      prompt: { median: 600, sigma: 0.4, max: 1500 },
      output: { median: 112, sigma: 0.2, max: 300 },
    },
    others: CALM,
  },
  errors: {
    periodSeconds: 900,
    first: {
      load: [{ at: 0, perSecond: 8 }],
      faults: [{ kind: 'errors', from: 30, to: 600, share: 0.6 }],
    },
    others: CALM,
  },
  idle: {
    periodSeconds: 3600,
    first: { load: stopping(30) },
    others: { load: stopping(30) },
  },
  crash: {
    periodSeconds: 300,
    first: { ...CALM, faults: [{ kind: 'down', from: 60, to: 100 }] },
    others: CALM,
  },
  // The others take over what the lost one served.
  'replica-loss': {
    periodSeconds: 3600,
    first: { load: stepping(60, 5, 9) },
    others: { load: stepping(60, 5, 9) },
    last: { ...CALM, faults: [{ kind: 'down', from: 60, to: 3600 }] },
  },
  'clock-mixup': {
    periodSeconds: 3600,
    first: { ...CALM, faults: [{ kind: 'mixed-clock', from: 30, to: 3600 }] },
    others: CALM,
  },
};

/** A scenario for so many instances, which are named the same in every scenario. */
export function scenarioNamed(name: ScenarioName, instances: number): Scenario {
  const course = COURSES[name];
  return {
    name,
    periodSeconds: course.periodSeconds,
    instances: Array.from({ length: instances }, (_, index): InstancePlan => {
      const part = partOf(course, index, instances);
      return {
        ...STANDARD,
        instance: `gpu-a-${index}:8000`,
        prompt: part.prompt ?? STANDARD.prompt,
        output: part.output ?? SHORT_ANSWERS,
        load: part.load,
        faults: part.faults ?? [],
      };
    }),
  };
}

function partOf(course: Course, index: number, instances: number): Part {
  if (course.last !== undefined && index === instances - 1) return course.last;
  return index === 0 ? course.first : course.others;
}

function stopping(at: number): readonly LoadPoint[] {
  return stepping(at, 5, 0);
}

function stepping(at: number, before: number, after: number): readonly LoadPoint[] {
  return [
    { at: 0, perSecond: before },
    { at, perSecond: before },
    { at: at + 1, perSecond: after },
  ];
}
