import { compileAnchored } from '../re2';
import type { Context } from './context';
import { executionError } from './failure';
import { bucketQuantile } from './histogram-quantile';
import { dropLabels, type LabelSet, labelValue, METRIC_NAME, withLabel } from './labels';
import { ascendingNanFirst } from './statistics';
import type { Sample, Value } from './values';

type VectorFunction = (args: readonly Value[], at: number, context: Context) => readonly Sample[];

const FUNCTIONS: Readonly<Record<string, VectorFunction>> = {
  abs: each((value) => Math.abs(value)),
  ceil: each((value) => Math.ceil(value)),
  floor: each((value) => Math.floor(value)),
  exp: each((value) => Math.exp(value)),
  ln: each((value) => Math.log(value)),
  log2: each((value) => Math.log2(value)),
  log10: each((value) => Math.log10(value)),
  sqrt: each((value) => Math.sqrt(value)),
  sgn: each((value) => Math.sign(value)),
  round: each((value, [to]) => {
    // divides by the inverse, as Prometheus does, so that the rounding error is the same
    const inverse = 1 / (to ?? 1);
    return Math.floor(value * inverse + 0.5) / inverse;
  }),
  clamp_min: each((value, [least]) => Math.max(value, least ?? Number.NaN)),
  clamp_max: each((value, [most]) => Math.min(value, most ?? Number.NaN)),
  clamp: (args, at, context) => {
    const [, least, most] = args.map((argument) =>
      argument.type === 'scalar' ? argument.value : 0,
    );
    if (least === undefined || most === undefined || most < least) return [];
    return each((value) => Math.max(least, Math.min(most, value)))(args, at, context);
  },
  timestamp: (args, at, context) =>
    vector(args).map((sample) => ({
      labels: context.withoutName(sample.labels),
      value: (sample.writtenAt ?? at) / 1000,
    })),
  sort: (args) => [...vector(args)].sort((a, b) => nanLast(a.value, b.value, 1)),
  sort_desc: (args) => [...vector(args)].sort((a, b) => nanLast(a.value, b.value, -1)),
  histogram_quantile: (args, _at, context) => histogramQuantile(args, context),
  // these read native histograms, of which this store has none
  histogram_avg: () => [],
  histogram_count: () => [],
  histogram_sum: () => [],
  label_replace: (args) => labelReplace(args),
  label_join: (args) => labelJoin(args),
};

export function isVectorFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}

export function vectorFunction(
  name: string,
  args: readonly Value[],
  at: number,
  context: Context,
): readonly Sample[] {
  const run = FUNCTIONS[name];
  if (!run) throw executionError(`no function ${name}`);
  return run(args, at, context);
}

/** Element by element; drops the metric's name. `params` are the scalar arguments. */
function each(calculate: (value: number, params: readonly number[]) => number): VectorFunction {
  return (args, _at, context) => {
    const params = args
      .slice(1)
      .map((argument) => (argument.type === 'scalar' ? argument.value : 0));
    return vector(args).map(({ labels, value }) => ({
      labels: context.withoutName(labels),
      value: calculate(value, params),
    }));
  };
}

function vector(args: readonly Value[]): readonly Sample[] {
  const found = args.find((argument) => argument.type === 'vector');
  if (found?.type !== 'vector') throw executionError('an instant vector is needed');
  return found.samples;
}

function text(args: readonly Value[], index: number): string {
  const argument = args[index];
  if (argument?.type !== 'string') throw executionError('a string is needed');
  return argument.value;
}

function nanLast(a: number, b: number, direction: 1 | -1): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return -ascendingNanFirst(a, b);
  return direction * (a - b);
}

function histogramQuantile(args: readonly Value[], context: Context): Sample[] {
  const [q] = args;
  if (q?.type !== 'scalar') throw executionError('a scalar is needed');
  const groups = new Map<string, { labels: LabelSet; buckets: [number, number][] }>();
  for (const { labels, value } of vector(args)) {
    const upper = boundOf(labelValue(labels, 'le'));
    if (upper === null) continue;
    const group = dropLabels(labels, ['le', METRIC_NAME]);
    const known = groups.get(group.key);
    if (known) known.buckets.push([upper, value]);
    else groups.set(group.key, { labels: group, buckets: [[upper, value]] });
  }
  return [...groups.values()].map(({ labels, buckets }) => ({
    labels,
    value: bucketQuantile(q.value, buckets, context.dialect),
  }));
}

function boundOf(le: string): number | null {
  if (/^\+?inf$/i.test(le)) return Number.POSITIVE_INFINITY;
  if (/^-inf$/i.test(le)) return Number.NEGATIVE_INFINITY;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(le) ? Number(le) : null;
}

function labelReplace(args: readonly Value[]): Sample[] {
  const [target, replacement, source, pattern] = [1, 2, 3, 4].map((index) => text(args, index));
  if (target === undefined || replacement === undefined)
    throw executionError('a string is missing');
  if (source === undefined || pattern === undefined) throw executionError('a string is missing');
  const regex = compileAnchored(pattern, true);
  if (!regex.ok) throw executionError(`invalid regular expression in label_replace(): ${pattern}`);
  return vector(args).map(({ labels, value }) => {
    const match = regex.value.exec(labelValue(labels, source));
    if (!match) return { labels, value };
    const filled = replacement.replace(/\$(\$|\w+|\{\w+\})/g, (_, reference: string) => {
      if (reference === '$') return '$';
      const name = reference.replace(/[{}]/g, '');
      return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
    });
    return { labels: withLabel(labels, target, filled), value };
  });
}

function labelJoin(args: readonly Value[]): Sample[] {
  const target = text(args, 1);
  const separator = text(args, 2);
  const sources = args.slice(3).map((_, index) => text(args, index + 3));
  return vector(args).map(({ labels, value }) => {
    const joined = sources.map((source) => labelValue(labels, source)).join(separator);
    return { labels: withLabel(labels, target, joined), value };
  });
}
