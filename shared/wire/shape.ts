import * as v from 'valibot';
import type { Labels } from '../domain/alerts';
import type { Failure } from '../domain/sources';
import { err, ok, type Result } from '../result';
import type { Decoded, ItemProblem } from './decoded';
import { MESSAGE_MAX, oneLine } from './text';

/** RFC 3339 as Go writes it: up to nine fraction digits, `Z` or an offset. */
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** RFC 3339 text to epoch ms. */
export const time = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const ms = RFC3339.test(dataset.value) ? Date.parse(dataset.value) : Number.NaN;
    if (Number.isFinite(ms)) return ms;
    addIssue({ message: 'no RFC 3339 time' });
    return NEVER;
  }),
);

/** Go writes an empty slice that was never filled as `null`. */
export const strings = v.nullish(v.array(v.string()), () => []);

/**
 * A label set, taken as it is: `v.record` would silently leave out labels named `constructor` or `__proto__`, which
 * Prometheus allows. As JSON parsing makes own properties of them, look labels up with `Object.hasOwn`.
 */
export const labels = v.custom<Labels>(isLabels, 'no set of texts');

function isLabels(input: unknown): boolean {
  if (!isRecord(input)) return false;
  for (const key of Object.keys(input)) if (typeof input[key] !== 'string') return false;
  return true;
}

export function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** What a value is, without repeating it: values of servers do not belong in messages. */
export function kindOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  if (input === undefined) return 'nothing';
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}

export function wrongShape(path: string, message: string): Failure {
  return { kind: 'wrong-shape', message: oneLine(message, MESSAGE_MAX), path };
}

/** One value against one schema; `at` is its path in the answer. */
export function decodeOne<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  at: string,
): Result<v.InferOutput<S>, Failure> {
  const parsed = v.safeParse(schema, input, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const { path, message } = problemOf(parsed.issues[0], at);
  return err(wrongShape(path, message));
}

/** Each item against the schema; what does not fit is left out and counted. `first` is the number of the first item. */
export function decodeItems<S extends v.GenericSchema>(
  schema: S,
  input: readonly unknown[],
  at: string,
  first = 0,
): Decoded<v.InferOutput<S>> {
  const items: v.InferOutput<S>[] = [];
  let firstProblem: ItemProblem | undefined;
  for (const [index, item] of input.entries()) {
    const parsed = v.safeParse(schema, item, { abortEarly: true });
    if (parsed.success) items.push(parsed.output);
    else firstProblem ??= problemOf(parsed.issues[0], joined(at, String(first + index)));
  }
  const dropped = input.length - items.length;
  return firstProblem ? { items, dropped, firstProblem } : { items, dropped };
}

export function joined(at: string, key: string): string {
  const path = at === '' ? key : `${at}.${key}`;
  return oneLine(path, 200);
}

function problemOf(issue: v.BaseIssue<unknown>, at: string): ItemProblem {
  let path = at;
  for (const item of issue.path ?? []) path = joined(path, String(item.key));
  return { path, message: oneLine(wordsOf(issue), MESSAGE_MAX) };
}

/** Never valibot's own message: it repeats the value. */
function wordsOf(issue: v.BaseIssue<unknown>): string {
  if (issue.kind !== 'schema') return issue.message;
  if (issue.input === undefined) return 'is missing';
  if (issue.type === 'custom') return issue.message;
  return `expected ${expected(issue.expected)}, found ${kindOf(issue.input)}`;
}

/** valibot names classes and quoted keys; people read `a list`, `an object`. */
function expected(name: string | null): string {
  switch (name) {
    case null:
      return 'something else';
    case 'Array':
      return 'a list';
    case 'Object':
      return 'an object';
    case 'string':
    case 'number':
    case 'boolean':
      return `a ${name}`;
    default:
      return name;
  }
}
