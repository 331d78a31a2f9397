import * as v from 'valibot';
import type { Labels } from '../domain/alerts';
import type { Failure } from '../domain/sources';
import { err, ok, type Result } from '../result';
import type { Decoded, ItemProblem } from './decoded';
import {
  decodeItems,
  decodeOne,
  isRecord,
  joined,
  kindOf,
  labels,
  time,
  wrongShape,
} from './shape';
import { MESSAGE_MAX, oneLine } from './text';

export interface InstantSample {
  readonly labels: Labels;
  /** May be NaN or ±Infinity: Prometheus sends them. */
  readonly value: number;
  /** Epoch ms. */
  readonly at: number;
}

export type InstantResult =
  | {
      readonly kind: 'vector';
      readonly samples: readonly InstantSample[];
      /** Elements that are no plain number: native histograms, or broken ones. */
      readonly dropped: number;
      readonly firstProblem?: ItemProblem;
    }
  | { readonly kind: 'scalar'; readonly value: number; readonly at: number };

export interface RangeSeries {
  readonly labels: Labels;
  readonly points: readonly (readonly [ms: number, value: number])[];
  /** Samples of this series that are no plain number (native histograms). Absent where there are none. */
  readonly dropped?: number;
}

export interface RuleAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'pending' | 'firing';
  /** Epoch ms. */
  readonly activeAt: number;
  /** As Prometheus wrote it, e.g. `9.12e+09`. */
  readonly value: string;
  readonly forSeconds: number;
  readonly rule: string;
}

export interface RuleAlerts {
  readonly alerts: readonly RuleAlert[];
  /** Alerting rules loaded; 0 means that nothing can ever fire. */
  readonly alertingRules: number;
  /** Of these, the ones whose last evaluation failed: quiet whatever happens. */
  readonly failingRules: number;
  /** Hostile text, one line each. `message` is Prometheus' own. */
  readonly firstFailing?: { readonly rule: string; readonly message: string };
  /** Groups, rules and alerts that could not be read. */
  readonly dropped: number;
  readonly firstProblem?: ItemProblem;
}

/** Go's float formatting. `Number()` alone would take '', '0x10' and white space for numbers. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function numberOf(text: string): number | undefined {
  switch (text) {
    case 'NaN':
      return Number.NaN;
    case '+Inf':
    case 'Inf':
      return Number.POSITIVE_INFINITY;
    case '-Inf':
      return Number.NEGATIVE_INFINITY;
    default:
      return NUMBER.test(text) ? Number(text) : undefined;
  }
}

/** `[seconds, "number"]` to `[ms, number]`. By hand: there are tens of thousands of these in one answer. */
function pointOf(input: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(input) || input.length !== 2) return undefined;
  const [seconds, text]: readonly unknown[] = input;
  if (typeof seconds !== 'number' || typeof text !== 'string') return undefined;
  const value = numberOf(text);
  const at = Math.round(seconds * 1000);
  return value === undefined || !Number.isFinite(at) ? undefined : [at, value];
}

const point = v.pipe(
  v.custom<readonly unknown[]>(
    (input) => pointOf(input) !== undefined,
    'no sample: expected [seconds, "number"]',
  ),
  v.transform((input): readonly [number, number] => pointOf(input) ?? [0, Number.NaN]),
);

const instantSample = v.pipe(
  v.object({ metric: labels, value: point }),
  v.transform(
    (raw): InstantSample => ({ labels: raw.metric, at: raw.value[0], value: raw.value[1] }),
  ),
);

/** The `data` of an answer, or the failure its envelope tells of. */
function dataOf(json: unknown): Result<Readonly<Record<string, unknown>>, Failure> {
  if (!isRecord(json)) return err(wrongShape('', `expected an object, found ${kindOf(json)}`));
  const status = own(json, 'status');
  if (status === 'error') return err({ kind: 'api-error', message: errorWords(json) });
  if (status !== 'success') {
    return err(
      wrongShape('status', 'expected "success" or "error": this is not the Prometheus API'),
    );
  }
  const data = own(json, 'data');
  return isRecord(data)
    ? ok(data)
    : err(wrongShape('data', `expected an object, found ${kindOf(data)}`));
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * Prometheus' own words from an error envelope `{status: "error", errorType, error}`, one line; undefined for anything
 * else.
 */
export function decodePrometheusError(json: unknown): string | undefined {
  return isRecord(json) && own(json, 'status') === 'error' ? errorWords(json) : undefined;
}

function errorWords(json: Readonly<Record<string, unknown>>): string {
  const type = own(json, 'errorType');
  const error = own(json, 'error');
  const words = [type, error].filter((part) => typeof part === 'string' && part !== '');
  return oneLine(words.join(': ') || 'the server says "error" and no more', MESSAGE_MAX);
}

/** `GET /api/v1/query`: a vector or a scalar. A query of this console never asks for anything else. */
export function decodeInstant(json: unknown): Result<InstantResult, Failure> {
  const data = dataOf(json);
  if (!data.ok) return data;
  const type = own(data.value, 'resultType');
  const result = own(data.value, 'result');
  if (type === 'scalar') {
    const read = pointOf(result);
    return read
      ? ok({ kind: 'scalar', at: read[0], value: read[1] })
      : err(wrongShape('data.result', 'no sample: expected [seconds, "number"]'));
  }
  if (type !== 'vector') return err(wrongShape('data.resultType', 'expected "vector" or "scalar"'));
  if (!Array.isArray(result)) {
    return err(wrongShape('data.result', `expected a list, found ${kindOf(result)}`));
  }
  const { items, ...rest } = decodeItems(instantSample, result, 'data.result');
  return ok({ kind: 'vector', samples: items, ...rest });
}

/**
 * `GET /api/v1/query_range`. Samples that are no plain number are counted in their series; a series that cannot be read
 * at all fails the answer, because a chart with a line missing would say "absent" where it means "unreadable".
 */
export function decodeRange(json: unknown): Result<readonly RangeSeries[], Failure> {
  const data = dataOf(json);
  if (!data.ok) return data;
  if (own(data.value, 'resultType') !== 'matrix') {
    return err(wrongShape('data.resultType', 'expected "matrix"'));
  }
  const result = own(data.value, 'result');
  if (!Array.isArray(result)) {
    return err(wrongShape('data.result', `expected a list, found ${kindOf(result)}`));
  }
  const series: RangeSeries[] = [];
  for (const [index, item] of result.entries()) {
    const read = seriesOf(item, joined('data.result', String(index)));
    if (!read.ok) return read;
    series.push(read.value);
  }
  return ok(series);
}

const rangeSeries = v.object({
  metric: labels,
  values: v.nullish(v.custom<readonly unknown[]>(Array.isArray, 'no list'), () => []),
  histograms: v.nullish(v.custom<readonly unknown[]>(Array.isArray, 'no list'), () => []),
});

function seriesOf(item: unknown, at: string): Result<RangeSeries, Failure> {
  const raw = decodeOne(rangeSeries, item, at);
  if (!raw.ok) return raw;
  const points: (readonly [number, number])[] = [];
  for (const value of raw.value.values) {
    const read = pointOf(value);
    if (read) points.push(read);
  }
  const dropped = raw.value.values.length - points.length + raw.value.histograms.length;
  return ok({ labels: raw.value.metric, points, ...(dropped > 0 ? { dropped } : {}) });
}

const list = v.array(v.unknown());

const group = v.object({ rules: v.nullish(list, () => []) });

const rule = v.variant('type', [
  v.object({
    type: v.literal('alerting'),
    name: v.string(),
    /** The rule's `for`, seconds. */
    duration: v.nullish(v.pipe(v.number(), v.finite('no number of seconds')), 0),
    alerts: v.nullish(list, () => []),
    /** `ok`, `err`, or `unknown` before the first evaluation. */
    health: v.nullish(v.string(), 'unknown'),
    /** Left out where there is none. */
    lastError: v.nullish(v.string(), ''),
  }),
  v.object({ type: v.literal('recording') }),
]);

const ruleAlert = v.object({
  labels,
  annotations: v.nullish(labels, () => ({})),
  state: v.picklist(['pending', 'firing']),
  activeAt: time,
  value: v.nullish(v.string(), ''),
});

/** `GET /api/v1/rules`: the pending and firing alerts of all alerting rules. */
export function decodeRules(json: unknown): Result<RuleAlerts, Failure> {
  const data = dataOf(json);
  if (!data.ok) return data;
  const groups = own(data.value, 'groups');
  if (!Array.isArray(groups)) {
    return err(wrongShape('data.groups', `expected a list, found ${kindOf(groups)}`));
  }
  const tally = new Tally();
  let alertingRules = 0;
  let failingRules = 0;
  let firstFailing: RuleAlerts['firstFailing'];
  const alerts: RuleAlert[] = [];
  for (const [rulesAt, rules] of rulesOf(groups, tally)) {
    for (const [index, raw] of rules.entries()) {
      for (const read of tally.keep(decodeItems(rule, [raw], rulesAt, index))) {
        if (read.type !== 'alerting') continue;
        alertingRules += 1;
        if (read.health === 'err') {
          failingRules += 1;
          firstFailing ??= {
            rule: oneLine(read.name, 100),
            message: oneLine(read.lastError, MESSAGE_MAX),
          };
        }
        const its = tally.keep(decodeItems(ruleAlert, read.alerts, `${rulesAt}.${index}.alerts`));
        for (const one of its) {
          alerts.push({ ...one, forSeconds: read.duration, rule: read.name });
        }
      }
    }
  }
  return ok({
    alerts,
    alertingRules,
    failingRules,
    ...(firstFailing === undefined ? {} : { firstFailing }),
    ...tally.result(),
  });
}

/** The rule lists of all readable groups, each with its path. */
function* rulesOf(
  groups: readonly unknown[],
  tally: Tally,
): Generator<readonly [at: string, rules: readonly unknown[]]> {
  for (const [index, raw] of groups.entries()) {
    for (const { rules } of tally.keep(decodeItems(group, [raw], 'data.groups', index))) {
      yield [`data.groups.${index}.rules`, rules];
    }
  }
}

/** What was left out of nested lists, added up. */
class Tally {
  #dropped = 0;
  #firstProblem: ItemProblem | undefined;

  keep<T>(decoded: Decoded<T>): readonly T[] {
    this.#dropped += decoded.dropped;
    this.#firstProblem ??= decoded.firstProblem;
    return decoded.items;
  }

  result(): { readonly dropped: number; readonly firstProblem?: ItemProblem } {
    const firstProblem = this.#firstProblem;
    return { dropped: this.#dropped, ...(firstProblem ? { firstProblem } : {}) };
  }
}

const buildInfo = v.object({ version: v.string() });

/** `GET /api/v1/status/buildinfo`. */
export function decodeBuildInfo(json: unknown): Result<{ readonly version: string }, Failure> {
  const data = dataOf(json);
  if (!data.ok) return data;
  const decoded = decodeOne(buildInfo, data.value, 'data');
  return decoded.ok ? ok({ version: oneLine(decoded.value.version, 60) }) : decoded;
}
