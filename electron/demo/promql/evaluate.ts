import { assertNever, err, ok, type Result } from '../../../shared/result';
import { aggregate } from './aggregate';
import type { CallExpr, Dialect, Expr, SelectorExpr, SubqueryExpr } from './ast';
import { binary } from './binary';
import { typeOf } from './check-types';
import { type Context, createContext, shifted } from './context';
import { badData, executionError, type QueryFailure, QueryProblem } from './failure';
import { compareLabels, type LabelSet, labelSet, METRIC_NAME, NO_LABELS } from './labels';
import { rangeFunction } from './range-functions';
import { countTimesUntil, countUntil, type Series, type SeriesSource } from './series';
import type { Line, QueryValue, Sample, Value, Window, Windows } from './values';
import { isVectorFunction, vectorFunction } from './vector-functions';

export interface EvaluatorOptions {
  readonly dialect?: Dialect;
  /** How long a sample stands for its series; Prometheus' default is 5 min. */
  readonly lookbackMs?: number;
  /** Step of subqueries that name none: the server's evaluation interval. */
  readonly defaultStepMs?: number;
}

/** Evaluates parsed queries over a source of samples, as a Prometheus of the given major version does. */
export interface Evaluator {
  instant(expr: Expr, at: number): Result<QueryValue, QueryFailure>;
  /** Epoch ms; the last step is the last one not after `end`. */
  range(expr: Expr, start: number, end: number, step: number): Result<QueryValue, QueryFailure>;
}

const SAME_LABELS = 'vector cannot contain metrics with the same labelset';

export function createEvaluator(source: SeriesSource, options: EvaluatorOptions = {}): Evaluator {
  const settings = {
    dialect: options.dialect ?? 3,
    lookbackMs: options.lookbackMs ?? 300_000,
    defaultStepMs: options.defaultStepMs ?? 60_000,
  };
  return {
    instant: (expr, at) =>
      caught(() => {
        const context = createContext(source, settings, at, at);
        if (typeOf(expr) === 'matrix') {
          return { type: 'matrix', lines: windowsOf(expr, at, context).list.map(lineOf) };
        }
        return { ...evaluate(expr, at, context), at };
      }),
    range: (expr, start, end, step) =>
      caught(() => {
        const type = typeOf(expr);
        if (type !== 'scalar' && type !== 'vector') {
          const name = type === 'matrix' ? 'range vector' : 'string';
          throw badData(
            `invalid expression type "${name}" for range query, must be Scalar or instant Vector`,
          );
        }
        const last = start + Math.floor((end - start) / step) * step;
        const context = createContext(source, settings, start, last);
        return { type: 'matrix', lines: rangeLines(expr, start, last, step, context) };
      }),
  };
}

function caught(run: () => QueryValue): Result<QueryValue, QueryFailure> {
  try {
    return ok(run());
  } catch (error) {
    if (error instanceof QueryProblem) return err(error.failure);
    throw error;
  }
}

function rangeLines(
  expr: Expr,
  start: number,
  end: number,
  step: number,
  context: Context,
): Line[] {
  const lines = new Map<string, { labels: LabelSet; points: [number, number][] }>();
  for (let at = start; at <= end; at += step) {
    const value = evaluate(expr, at, context);
    if (value.type === 'string') continue;
    const samples =
      value.type === 'scalar' ? [{ labels: NO_LABELS, value: value.value }] : value.samples;
    for (const sample of samples) {
      const line = lines.get(sample.labels.key);
      if (line) line.points.push([at, sample.value]);
      else lines.set(sample.labels.key, { labels: sample.labels, points: [[at, sample.value]] });
    }
  }
  return [...lines.values()].sort((a, b) => compareLabels(a.labels, b.labels));
}

function evaluate(expr: Expr, at: number, context: Context): Value {
  switch (expr.kind) {
    case 'number':
      return { type: 'scalar', value: expr.value };
    case 'string':
      return { type: 'string', value: expr.value };
    case 'selector':
      return { type: 'vector', samples: latest(expr, at, context) };
    case 'negate': {
      const value = evaluate(expr.expr, at, context);
      if (value.type === 'scalar') return { type: 'scalar', value: -value.value };
      return unique(
        vectorOf(value).map((sample) => ({
          labels: context.withoutName(sample.labels),
          value: -sample.value,
        })),
      );
    }
    case 'binary': {
      const left = evaluate(expr.left, at, context);
      const right = evaluate(expr.right, at, context);
      const value = binary(expr, left, right, context);
      return value.type === 'vector' ? unique(value.samples) : value;
    }
    case 'aggregate': {
      const param = expr.param ? evaluate(expr.param, at, context) : null;
      const samples = vectorOf(evaluate(expr.expr, at, context));
      const plain = param === null || param.type === 'vector' ? null : param.value;
      return { type: 'vector', samples: aggregate(expr, samples, plain, context) };
    }
    case 'call':
      return call(expr, at, context);
    case 'subquery':
      throw executionError('a range has no single value');
    default:
      return assertNever(expr);
  }
}

function latest(selector: SelectorExpr, at: number, context: Context): Sample[] {
  const time = shifted(at, selector, context);
  const oldest = time - context.lookbackMs;
  const samples: Sample[] = [];
  for (const series of context.seriesOf(selector)) {
    const index = countUntil(series, time) - 1;
    if (index < 0 || series.isStaleAt(index)) continue;
    const writtenAt = series.timeAt(index);
    if (isBefore(writtenAt, oldest, context.dialect)) continue;
    samples.push({ labels: series.labels, value: series.valueAt(index), writtenAt });
  }
  return samples;
}

/** Prometheus 3 leaves the left end of a window out, Prometheus 2 takes it in. */
function isBefore(time: number, start: number, dialect: Dialect): boolean {
  return dialect === 3 ? time <= start : time < start;
}

function windowsOf(expr: Expr, at: number, context: Context): Windows {
  if (expr.kind === 'subquery') return subqueryWindows(expr, at, context);
  if (expr.kind !== 'selector' || expr.rangeMs === null) throw executionError('a range is needed');
  const end = shifted(at, expr, context);
  const start = end - expr.rangeMs;
  const list: Window[] = [];
  for (const series of context.seriesOf(expr)) {
    const window = windowOf(series, start, end, context);
    if (window.values.length > 0) list.push(window);
  }
  return { start, end, list };
}

function windowOf(series: Series, start: number, end: number, context: Context): Window {
  // times are whole milliseconds: taking the left end in is leaving out the one before
  const before = context.dialect === 3 ? start : start - 1;
  const flat = context.flat(series);
  if (flat) {
    const from = countTimesUntil(flat.times, before);
    const to = countTimesUntil(flat.times, end);
    return {
      labels: series.labels,
      times: flat.times.slice(from, to),
      values: flat.values.slice(from, to),
    };
  }
  const times: number[] = [];
  const values: number[] = [];
  const to = countUntil(series, end);
  for (let index = countUntil(series, before); index < to; index++) {
    if (series.isStaleAt(index)) continue;
    times.push(series.timeAt(index));
    values.push(series.valueAt(index));
  }
  return { labels: series.labels, times, values };
}

/** The inner query at the multiples of the step that lie in the window. */
function subqueryWindows(expr: SubqueryExpr, at: number, context: Context): Windows {
  const end = shifted(at, expr, context);
  const start = end - expr.rangeMs;
  const step = expr.stepMs ?? context.defaultStepMs;
  const windows = new Map<string, { labels: LabelSet; times: number[]; values: number[] }>();
  let time = Math.floor(start / step) * step;
  if (isBefore(time, start, context.dialect)) time += step;
  for (; time <= end; time += step) {
    for (const { labels, value } of vectorOf(evaluate(expr.expr, time, context))) {
      const window = windows.get(labels.key);
      if (window) {
        window.times.push(time);
        window.values.push(value);
      } else windows.set(labels.key, { labels, times: [time], values: [value] });
    }
  }
  return { start, end, list: [...windows.values()] };
}

function call(expr: CallExpr, at: number, context: Context): Value {
  const { name, args } = expr;
  const overRange = rangeFunction(name);
  if (overRange || name === 'absent_over_time') {
    const range = args.find((argument) => typeOf(argument) === 'matrix');
    if (!range) throw executionError(`${name} needs a range`);
    const windows = windowsOf(range, at, context);
    if (!overRange) return absence(range, windows.list.length > 0);
    const other = args.find((argument) => argument !== range);
    const param = other ? scalarOf(evaluate(other, at, context)) : Number.NaN;
    const { start, end, list } = windows;
    const frame = { start, end, evaluatedAt: at, dialect: context.dialect, param };
    const samples: Sample[] = [];
    for (const window of list) {
      const value = overRange(window, frame);
      if (value === null) continue;
      const labels = name === 'last_over_time' ? window.labels : context.withoutName(window.labels);
      samples.push({ labels, value });
    }
    return unique(samples);
  }
  switch (name) {
    case 'time':
      return { type: 'scalar', value: at / 1000 };
    case 'pi':
      return { type: 'scalar', value: Math.PI };
    case 'scalar': {
      const [only, ...rest] = vectorOf(argument(args, 0, at, context));
      return { type: 'scalar', value: only && rest.length === 0 ? only.value : Number.NaN };
    }
    case 'vector':
      return {
        type: 'vector',
        samples: [{ labels: NO_LABELS, value: scalarOf(argument(args, 0, at, context)) }],
      };
    case 'absent': {
      const [inner] = args;
      if (!inner) throw executionError('absent needs a vector');
      return absence(inner, vectorOf(evaluate(inner, at, context)).length > 0);
    }
    default: {
      if (!isVectorFunction(name))
        throw badData(`this server's evaluator does not support ${name}`);
      const values = args.map((inner) => evaluate(inner, at, context));
      return unique(vectorFunction(name, values, at, context));
    }
  }
}

function argument(args: readonly Expr[], index: number, at: number, context: Context): Value {
  const inner = args[index];
  if (!inner) throw executionError('an argument is missing');
  return evaluate(inner, at, context);
}

/** One sample of value 1 where there is nothing, with the labels that the selector's equalities tell. */
function absence(expr: Expr, present: boolean): Value {
  if (present) return { type: 'vector', samples: [] };
  if (expr.kind !== 'selector')
    return { type: 'vector', samples: [{ labels: NO_LABELS, value: 1 }] };
  const known = new Map<string, string>();
  const contested = new Set<string>();
  for (const { name, op, value } of expr.matchers) {
    if (name === METRIC_NAME) continue;
    if (op === '=' && !known.has(name)) known.set(name, value);
    else contested.add(name);
  }
  const labels = labelSet([...known].filter(([name]) => !contested.has(name)));
  return { type: 'vector', samples: [{ labels, value: 1 }] };
}

function vectorOf(value: Value): readonly Sample[] {
  if (value.type === 'vector') return value.samples;
  throw executionError('an instant vector is needed');
}

function scalarOf(value: Value): number {
  if (value.type === 'scalar') return value.value;
  throw executionError('a scalar is needed');
}

function unique(samples: readonly Sample[]): Value {
  const keys = new Set<string>();
  for (const { labels } of samples) {
    if (keys.has(labels.key)) throw executionError(SAME_LABELS);
    keys.add(labels.key);
  }
  return { type: 'vector', samples };
}

function lineOf({ labels, times, values }: Window): Line {
  return {
    labels,
    points: times.map((time, index) => [time, values[index] ?? Number.NaN] as const),
  };
}
