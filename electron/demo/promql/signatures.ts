import type { ValueType } from './ast';

export interface Signature {
  readonly args: readonly ValueType[];
  /** How many of the last arguments may be left out; `variadic`: the last may be repeated. */
  readonly optional: number;
  readonly variadic: boolean;
  readonly returns: ValueType;
  /** First Prometheus that has it, where that is after 2.42. */
  readonly since?: 3;
}

const overRange = signature(['matrix'], 'vector');
const overVector = signature(['vector'], 'vector');

const SIGNATURES: Readonly<Record<string, Signature>> = {
  rate: overRange,
  increase: overRange,
  delta: overRange,
  irate: overRange,
  idelta: overRange,
  deriv: overRange,
  changes: overRange,
  resets: overRange,
  predict_linear: signature(['matrix', 'scalar'], 'vector'),
  sum_over_time: overRange,
  avg_over_time: overRange,
  min_over_time: overRange,
  max_over_time: overRange,
  count_over_time: overRange,
  last_over_time: overRange,
  present_over_time: overRange,
  stddev_over_time: overRange,
  stdvar_over_time: overRange,
  quantile_over_time: signature(['scalar', 'matrix'], 'vector'),
  absent_over_time: overRange,
  absent: overVector,
  histogram_quantile: signature(['scalar', 'vector'], 'vector'),
  histogram_avg: { ...overVector, since: 3 },
  histogram_count: overVector,
  histogram_sum: overVector,
  abs: overVector,
  ceil: overVector,
  floor: overVector,
  exp: overVector,
  ln: overVector,
  log2: overVector,
  log10: overVector,
  sqrt: overVector,
  sgn: overVector,
  round: { ...signature(['vector', 'scalar'], 'vector'), optional: 1 },
  clamp: signature(['vector', 'scalar', 'scalar'], 'vector'),
  clamp_min: signature(['vector', 'scalar'], 'vector'),
  clamp_max: signature(['vector', 'scalar'], 'vector'),
  sort: overVector,
  sort_desc: overVector,
  timestamp: overVector,
  label_replace: signature(['vector', 'string', 'string', 'string', 'string'], 'vector'),
  label_join: {
    ...signature(['vector', 'string', 'string', 'string'], 'vector'),
    optional: 1,
    variadic: true,
  },
  vector: signature(['scalar'], 'vector'),
  scalar: signature(['vector'], 'scalar'),
  time: signature([], 'scalar'),
  pi: signature([], 'scalar'),
};

/** What a function takes and gives, or null where this evaluator does not have it. */
export function signatureOf(name: string): Signature | null {
  return Object.hasOwn(SIGNATURES, name) ? (SIGNATURES[name] ?? null) : null;
}

function signature(args: readonly ValueType[], returns: ValueType): Signature {
  return { args, optional: 0, variadic: false, returns };
}
