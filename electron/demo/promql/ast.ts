import type { LabelMatcher } from './series';

/** How Prometheus of a major version reads a query; they differ at the edges of windows and in regexes' dot. */
export type Dialect = 2 | 3;

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** What an expression is anchored to with `@`: a time in epoch ms, or an end of the query's range. */
export type Anchor = number | 'start' | 'end' | null;

export interface SelectorExpr {
  readonly kind: 'selector';
  readonly matchers: readonly LabelMatcher[];
  /** `null`: an instant vector. */
  readonly rangeMs: number | null;
  readonly offsetMs: number;
  readonly anchor: Anchor;
}

export interface SubqueryExpr {
  readonly kind: 'subquery';
  readonly expr: Expr;
  readonly rangeMs: number;
  /** `null`: the default evaluation interval. */
  readonly stepMs: number | null;
  readonly offsetMs: number;
  readonly anchor: Anchor;
}

export interface Matching {
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly card: 'one-to-one' | 'many-to-one' | 'one-to-many';
  readonly include: readonly string[];
}

export interface BinaryExpr {
  readonly kind: 'binary';
  readonly op: BinaryOp;
  readonly left: Expr;
  readonly right: Expr;
  readonly bool: boolean;
  readonly matching: Matching;
}

export interface AggregateExpr {
  readonly kind: 'aggregate';
  readonly op: AggregateOp;
  readonly without: boolean;
  readonly labels: readonly string[];
  readonly param: Expr | null;
  readonly expr: Expr;
}

export interface CallExpr {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr[];
}

export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'negate'; readonly expr: Expr }
  | SelectorExpr
  | SubqueryExpr
  | BinaryExpr
  | AggregateExpr
  | CallExpr;

export const ARITHMETIC = ['+', '-', '*', '/', '%', '^', 'atan2'] as const;
export const COMPARISONS = ['==', '!=', '>', '<', '>=', '<='] as const;
export const SET_OPS = ['and', 'or', 'unless'] as const;

export type ArithmeticOp = (typeof ARITHMETIC)[number];
export type ComparisonOp = (typeof COMPARISONS)[number];
export type SetOp = (typeof SET_OPS)[number];
export type BinaryOp = ArithmeticOp | ComparisonOp | SetOp;

export const AGGREGATIONS = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'quantile',
  'count_values',
] as const;
export type AggregateOp = (typeof AGGREGATIONS)[number];

export function isComparison(op: BinaryOp): op is ComparisonOp {
  return COMPARISONS.some((candidate) => candidate === op);
}

export function isSetOp(op: BinaryOp): op is SetOp {
  return SET_OPS.some((candidate) => candidate === op);
}
