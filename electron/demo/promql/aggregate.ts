import { assertNever } from '../../../shared/result';
import type { AggregateExpr } from './ast';
import type { Context } from './context';
import { badData } from './failure';
import { formatValue } from './format-value';
import { type LabelSet, withLabel } from './labels';
import {
  ascendingNanFirst,
  maxOf,
  meanOf,
  minOf,
  quantileOfValues,
  sumOf,
  varianceOf,
} from './statistics';
import type { Sample } from './values';

/** `param` is the k of topk, the quantile, or the label name of count_values. */
export function aggregate(
  expr: AggregateExpr,
  samples: readonly Sample[],
  param: number | string | null,
  context: Context,
): Sample[] {
  const groups = new Map<LabelSet, Sample[]>();
  for (const sample of samples) {
    const labels = context.groupOf(expr, sample.labels);
    const group = groups.get(labels);
    if (group) group.push(sample);
    else groups.set(labels, [sample]);
  }
  const result: Sample[] = [];
  for (const [labels, group] of groups) result.push(...ofGroup(expr, labels, group, param));
  return result;
}

function ofGroup(
  { op }: AggregateExpr,
  labels: LabelSet,
  group: readonly Sample[],
  param: number | string | null,
): Sample[] {
  const values = group.map((sample) => sample.value);
  const one = (value: number): Sample[] => [{ labels, value }];
  switch (op) {
    case 'sum':
      return one(sumOf(values));
    case 'avg':
      return one(meanOf(values));
    case 'min':
      return one(minOf(values));
    case 'max':
      return one(maxOf(values));
    case 'count':
      return one(values.length);
    case 'group':
      return one(1);
    case 'stdvar':
      return one(varianceOf(values));
    case 'stddev':
      return one(Math.sqrt(varianceOf(values)));
    case 'quantile':
      return one(quantileOfValues(Number(param), values));
    case 'topk':
    case 'bottomk':
      return extremes(group, Number(param), op === 'topk');
    case 'count_values':
      return countValues(labels, values, String(param));
    default:
      return assertNever(op);
  }
}

/** The samples themselves, best first; NaN comes last either way. */
function extremes(group: readonly Sample[], k: number, largest: boolean): Sample[] {
  if (!(k >= 1)) return [];
  const order = largest ? -1 : 1;
  const sorted = [...group].sort((a, b) => {
    if (Number.isNaN(a.value) || Number.isNaN(b.value)) return -ascendingNanFirst(a.value, b.value);
    return order * (a.value - b.value);
  });
  return sorted.slice(0, Math.floor(k)).map(({ labels, value }) => ({ labels, value }));
}

function countValues(labels: LabelSet, values: readonly number[], name: string): Sample[] {
  if (!/^[a-zA-Z_]\w*$/.test(name)) throw badData(`invalid label name ${JSON.stringify(name)}`);
  const counts = new Map<string, number>();
  for (const value of values) {
    const text = formatValue(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, value]) => ({ labels: withLabel(labels, name, text), value }));
}
