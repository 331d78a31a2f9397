import { assertNever } from '../../../shared/result';
import {
  type ArithmeticOp,
  type BinaryExpr,
  type ComparisonOp,
  isComparison,
  isSetOp,
  type Matching,
  type SetOp,
} from './ast';
import type { Context } from './context';
import { executionError } from './failure';
import {
  dropLabels,
  keepLabels,
  type LabelSet,
  labelValue,
  METRIC_NAME,
  printLabels,
  withLabel,
} from './labels';
import type { Sample, Value } from './values';

export function binary(expr: BinaryExpr, left: Value, right: Value, context: Context): Value {
  if (left.type === 'string' || right.type === 'string')
    throw executionError('strings have no operators');
  if (left.type === 'scalar') {
    if (right.type === 'scalar') {
      return { type: 'scalar', value: scalars(expr, left.value, right.value) };
    }
    return vectorScalar(expr, right.samples, left.value, true, context);
  }
  if (right.type === 'scalar') return vectorScalar(expr, left.samples, right.value, false, context);
  if (isSetOp(expr.op)) {
    return {
      type: 'vector',
      samples: setOperation(expr.op, expr.matching, left.samples, right.samples),
    };
  }
  return { type: 'vector', samples: vectors(expr, left.samples, right.samples, context) };
}

function scalars({ op }: BinaryExpr, left: number, right: number): number {
  if (isSetOp(op)) throw executionError('set operators need vectors');
  return isComparison(op) ? Number(compare(op, left, right)) : calculate(op, left, right);
}

function vectorScalar(
  { op, bool }: BinaryExpr,
  samples: readonly Sample[],
  scalar: number,
  scalarIsLeft: boolean,
  context: Context,
): Value {
  if (isSetOp(op)) throw executionError('set operators need vectors');
  const keepsName = namesStay(op, context);
  const result: Sample[] = [];
  for (const { labels, value } of samples) {
    const [left, right] = scalarIsLeft ? [scalar, value] : [value, scalar];
    if (!isComparison(op)) {
      result.push({
        labels: keepsName ? labels : context.withoutName(labels),
        value: calculate(op, left, right),
      });
    } else if (bool) {
      result.push({ labels: context.withoutName(labels), value: Number(compare(op, left, right)) });
    } else if (compare(op, left, right)) {
      // a filter keeps the vector's sample, whichever side it is on
      result.push({ labels, value });
    }
  }
  return { type: 'vector', samples: result };
}

function vectors(
  { op, bool, matching }: BinaryExpr,
  leftSamples: readonly Sample[],
  rightSamples: readonly Sample[],
  context: Context,
): Sample[] {
  if (isSetOp(op)) throw executionError('handled as a set operation');
  const swapped = matching.card === 'one-to-many';
  const [many, one] = swapped ? [rightSamples, leftSamples] : [leftSamples, rightSamples];
  const ones = new Map<string, Sample>();
  for (const sample of one) {
    const signature = signatureOf(sample.labels, matching);
    const other = ones.get(signature.key);
    if (other) throw duplicate(signature, sample, other, swapped ? 'left' : 'right');
    ones.set(signature.key, sample);
  }
  const result: Sample[] = [];
  const matched = new Map<string, Set<string>>();
  for (const sample of many) {
    const signature = signatureOf(sample.labels, matching);
    const partner = ones.get(signature.key);
    if (!partner) continue;
    const [left, right] = swapped ? [partner.value, sample.value] : [sample.value, partner.value];
    const keep = !isComparison(op) || bool || compare(op, left, right);
    const value = !isComparison(op)
      ? calculate(op, left, right)
      : bool
        ? Number(compare(op, left, right))
        : left;
    if (!keep) continue;
    const labels = resultLabels(
      sample.labels,
      partner.labels,
      matching,
      namesStay(op, context),
      bool,
      context,
    );
    const seen = matched.get(signature.key);
    if (matching.card === 'one-to-one') {
      if (seen) {
        throw executionError(
          'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
        );
      }
      matched.set(signature.key, new Set());
    } else {
      if (seen?.has(labels.key)) {
        throw executionError(
          'multiple matches for labels: grouping labels must ensure unique matches',
        );
      }
      matched.set(signature.key, (seen ?? new Set()).add(labels.key));
    }
    result.push({ labels, value });
  }
  return result;
}

function setOperation(
  op: SetOp,
  matching: Matching,
  left: readonly Sample[],
  right: readonly Sample[],
): Sample[] {
  const keyOf = (sample: Sample) => signatureOf(sample.labels, matching).key;
  const plain = ({ labels, value }: Sample): Sample => ({ labels, value });
  switch (op) {
    case 'and': {
      const keys = new Set(right.map(keyOf));
      return left.filter((sample) => keys.has(keyOf(sample))).map(plain);
    }
    case 'unless': {
      const keys = new Set(right.map(keyOf));
      return left.filter((sample) => !keys.has(keyOf(sample))).map(plain);
    }
    case 'or': {
      const keys = new Set(left.map(keyOf));
      return [...left, ...right.filter((sample) => !keys.has(keyOf(sample)))].map(plain);
    }
    default:
      return assertNever(op);
  }
}

/** Comparisons keep the metric's name; so did atan2 before Prometheus 3, an oversight there. */
function namesStay(op: BinaryExpr['op'], { dialect }: Context): boolean {
  return isComparison(op) || (op === 'atan2' && dialect === 2);
}

/** The labels by which the two sides find each other. */
function signatureOf(labels: LabelSet, { on, labels: names }: Matching): LabelSet {
  return on ? keepLabels(labels, names) : dropLabels(labels, [...names, METRIC_NAME]);
}

function resultLabels(
  many: LabelSet,
  one: LabelSet,
  { card, on, labels: names, include }: Matching,
  nameStays: boolean,
  bool: boolean,
  context: Context,
): LabelSet {
  let labels = nameStays && !bool ? many : context.withoutName(many);
  if (card === 'one-to-one') labels = on ? keepLabels(labels, names) : dropLabels(labels, names);
  for (const name of include) labels = withLabel(labels, name, labelValue(one, name));
  return labels;
}

function duplicate(signature: LabelSet, a: Sample, b: Sample, side: 'left' | 'right') {
  return executionError(
    `found duplicate series for the match group ${printLabels(signature)} on the ${side} hand-side of the operation: ` +
      `[${printLabels(a.labels)}, ${printLabels(b.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
  );
}

function compare(op: ComparisonOp, left: number, right: number): boolean {
  switch (op) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '<':
      return left < right;
    case '>=':
      return left >= right;
    case '<=':
      return left <= right;
    default:
      return assertNever(op);
  }
}

function calculate(op: ArithmeticOp, left: number, right: number): number {
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      // Go says 1, JavaScript NaN
      return left === 1 || (left === -1 && Math.abs(right) === Number.POSITIVE_INFINITY)
        ? 1
        : left ** right;
    case 'atan2':
      return Math.atan2(left, right);
    default:
      return assertNever(op);
  }
}
