import * as v from 'valibot';
import { err, ok, type Result } from '../../shared/result';
import type { RequestState } from '../../shared/simulation/request';
import { type Scenario, speedUp } from '../../shared/simulation/scenario';
import { beginningAt, scaleLoad } from '../../shared/simulation/scenario-change';
import {
  SCENARIO_NAMES,
  type ScenarioName,
  scenarioNamed,
} from '../../shared/simulation/scenarios';
import type { ExportState } from './exporter';

/** What can be changed while it runs. */
export interface Control {
  readonly scenario: ScenarioName;
  /** The scenario's course runs so many times as fast; requests keep their lengths. */
  readonly speed: number;
  /** So many times the scenario's requests. */
  readonly load: number;
}

export interface ControlState extends Control {
  readonly scenarios: readonly ScenarioName[];
  /** Seconds of the scenario's course that have passed. */
  readonly seconds: number;
  readonly instances: readonly InstanceState[];
  readonly exports: {
    readonly metrics: ExportState | null;
    readonly traces: TraceExportState | null;
  };
}

export interface TraceExportState extends ExportState {
  /** Requests whose spans were thrown away because too many waited. */
  readonly dropped: number;
}

export interface InstanceState {
  readonly instance: string;
  readonly up: boolean;
  /** Finished and failed ones since the simulator's start, over crashes too. */
  readonly requests: Readonly<Record<RequestState, number>>;
  /** 0 to 1. */
  readonly kvUsed: number;
}

export const SPEED_RANGE = { min: 0.1, max: 60 } as const;
export const LOAD_RANGE = { min: 0, max: 10 } as const;
export const MAX_INSTANCES = 16;

const scenarioName = v.picklist(SCENARIO_NAMES, `must be one of ${SCENARIO_NAMES.join(', ')}`);

const changeSchema = v.strictObject(
  {
    scenario: v.optional(scenarioName),
    speed: v.optional(within(SPEED_RANGE)),
    load: v.optional(within(LOAD_RANGE)),
  },
  (issue) =>
    issue.expected === 'never'
      ? 'is not known; there are scenario, speed and load'
      : 'must be an object with scenario, speed or load',
);

/** At least one of the fields; what is left out stays as it is. */
export type ControlChange = v.InferOutput<typeof changeSchema>;

/** Reads a change from the body of a request; the error is one line that names the field. */
export function parseChange(text: string): Result<ControlChange, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err('the body is not JSON');
  }
  const parsed = v.safeParse(changeSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = issue.path?.map(({ key }) => String(key).slice(0, 40)).join('.');
    return err(`${field === undefined ? 'the body' : JSON.stringify(field)} ${issue.message}`);
  }
  if (Object.keys(parsed.output).length === 0) return err('give scenario, speed or load');
  return ok(parsed.output);
}

export function isScenarioName(text: string): text is ScenarioName {
  return v.is(scenarioName, text);
}

/** Where in its course a scenario is: `seconds` of it had passed at second `at` of the simulation. */
export interface Course {
  readonly control: Control;
  readonly at: number;
  readonly seconds: number;
}

export function passedSeconds({ control, at, seconds }: Course, now: number): number {
  return seconds + (now - at) * control.speed;
}

/** A scenario that is named begins anew, the same one too; another speed or load goes on from where it is. */
export function changeCourse(course: Course, change: ControlChange, now: number): Course {
  return {
    control: {
      scenario: change.scenario ?? course.control.scenario,
      speed: change.speed ?? course.control.speed,
      load: change.load ?? course.control.load,
    },
    at: now,
    seconds: change.scenario === undefined ? passedSeconds(course, now) : 0,
  };
}

/** The simulation's scenario for a course. */
export function scenarioOf({ control, at, seconds }: Course, instances: number): Scenario {
  const { scenario, speed, load } = control;
  const paced = speedUp(scaleLoad(scenarioNamed(scenario, instances), load), speed);
  return beginningAt(paced, at - seconds / speed);
}

function within({ min, max }: { readonly min: number; readonly max: number }) {
  const message = `must be a number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.minValue(min, message), v.maxValue(max, message));
}
