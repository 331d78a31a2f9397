import { parser } from '@prometheus-io/lezer-promql';
import { err, ok, type Result } from '../../../shared/result';
import { compileAnchored } from '../re2';
import {
  AGGREGATIONS,
  type AggregateOp,
  type Anchor,
  ARITHMETIC,
  type BinaryOp,
  COMPARISONS,
  type Dialect,
  type Expr,
  isSetOp,
  type Matching,
  SET_OPS,
  type SelectorExpr,
  type SubqueryExpr,
} from './ast';
import { checkTypes } from './check-types';
import { badData, type QueryFailure, QueryProblem } from './failure';
import { METRIC_NAME } from './labels';
import { durationMs, numberValue, stringValue } from './literals';
import type { LabelMatcher } from './series';

type Node = ReturnType<typeof parser.parse>['topNode'];

/** Reads a query with the grammar of Prometheus' own editor and checks its types. */
export function parseQuery(query: string, dialect: Dialect): Result<Expr, QueryFailure> {
  try {
    const top = parser.parse(query).topNode;
    const broken = firstError(top);
    if (broken) return err(syntaxError(query, broken));
    const root = top.firstChild;
    if (!root)
      return err({
        kind: 'bad_data',
        message: 'unknown position: parse error: no expression found in input',
      });
    const expr = new Reader(query, dialect).read(root);
    checkTypes(expr, dialect);
    return ok(expr);
  } catch (error) {
    if (error instanceof QueryProblem) return err(error.failure);
    throw error;
  }
}

class Reader {
  readonly #query: string;
  readonly #dialect: Dialect;

  constructor(query: string, dialect: Dialect) {
    this.#query = query;
    this.#dialect = dialect;
  }

  read(node: Node): Expr {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { kind: 'number', value: numberValue(this.#text(node)) };
      case 'StringLiteral':
        return { kind: 'string', value: stringValue(this.#text(node)) };
      case 'ParenExpr':
        return this.read(child(node, 0));
      case 'UnaryExpr':
        return this.#unary(node);
      case 'VectorSelector':
        return this.#selector(node);
      case 'MatrixSelector': {
        const inner = this.read(child(node, 0));
        if (inner.kind !== 'selector' || inner.rangeMs !== null) {
          throw badData('parse error: ranges only allowed for vector selectors');
        }
        if (inner.offsetMs !== 0 || inner.anchor !== null) {
          throw badData('parse error: no offset or @ modifiers allowed before range');
        }
        return { ...inner, rangeMs: this.#duration(child(node, 1)) };
      }
      case 'SubqueryExpr': {
        const step = children(node)[2];
        return {
          kind: 'subquery',
          expr: this.read(child(node, 0)),
          rangeMs: this.#duration(child(node, 1)),
          stepMs: step ? this.#duration(step) : null,
          offsetMs: 0,
          anchor: null,
        };
      }
      case 'OffsetExpr': {
        const selector = this.#shiftable(node);
        if (selector.offsetMs !== 0) {
          throw badData('parse error: offset may not be set multiple times');
        }
        return { ...selector, offsetMs: this.#offset(child(node, 2)) };
      }
      case 'StepInvariantExpr': {
        const selector = this.#shiftable(node);
        if (selector.anchor !== null) {
          throw badData('parse error: @ <timestamp> may not be set multiple times');
        }
        return { ...selector, anchor: this.#anchor(child(node, 2)) };
      }
      case 'BinaryExpr':
        return this.#binary(node);
      case 'AggregateExpr':
        return this.#aggregate(node);
      case 'FunctionCall':
        return {
          kind: 'call',
          name: this.#text(child(node, 0)),
          args: children(child(node, 1)).map((argument) => this.read(argument)),
        };
      default:
        throw badData(`this server's evaluator does not support ${node.name}`);
    }
  }

  #text(node: Node): string {
    return this.#query.slice(node.from, node.to);
  }

  #unary(node: Node): Expr {
    const inner = this.read(child(node, 1));
    if (this.#text(child(node, 0)) === '+') return inner;
    return inner.kind === 'number'
      ? { kind: 'number', value: -inner.value }
      : { kind: 'negate', expr: inner };
  }

  #shiftable(node: Node): SelectorExpr | SubqueryExpr {
    const inner = this.read(child(node, 0));
    if (inner.kind === 'selector' || inner.kind === 'subquery') return inner;
    throw badData(
      'parse error: offset and @ modifiers must be preceded by an instant vector selector or range vector selector or a subquery',
    );
  }

  #anchor(node: Node): Anchor {
    if (node.name === 'NumberDurationLiteral') return numberValue(this.#text(node)) * 1000;
    return /^start$/i.test(this.#text(node)) ? 'start' : 'end';
  }

  #offset(node: Node): number {
    const parts = children(node);
    const [first, second] = parts;
    if (first?.name === 'UnaryOp' && second) {
      const sign = this.#text(first) === '-' ? -1 : 1;
      return sign * this.#offset(second);
    }
    return this.#duration(node);
  }

  /** Only plain durations: arithmetic on durations is an experiment of Prometheus 3. */
  #duration(node: Node): number {
    const text = this.#text(node).replaceAll('_', '');
    const duration = durationMs(text) ?? (/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : null);
    if (duration === null)
      throw badData(`this server's evaluator does not support the duration ${text}`);
    if (duration <= 0 && node.name === 'DurationExpr') {
      throw badData('parse error: duration must be greater than 0');
    }
    return duration;
  }

  #selector(node: Node): SelectorExpr {
    const matchers: LabelMatcher[] = [];
    for (const part of children(node)) {
      if (part.name === 'Identifier')
        matchers.push(this.#matcher(METRIC_NAME, '=', this.#text(part)));
      else for (const matcher of children(part)) matchers.push(this.#readMatcher(matcher));
    }
    if (
      matchers.filter((matcher) => matcher.name === METRIC_NAME && matcher.op === '=').length > 1
    ) {
      throw badData('parse error: metric name must not be set twice');
    }
    if (matchers.every((matcher) => matcher.matches(''))) {
      throw badData('parse error: vector selector must contain at least one non-empty matcher');
    }
    return { kind: 'selector', matchers, rangeMs: null, offsetMs: 0, anchor: null };
  }

  #readMatcher(node: Node): LabelMatcher {
    const [name, op, value] = children(node);
    if (!name) throw badData('parse error: empty label matcher');
    if (node.name === 'QuotedLabelName')
      return this.#matcher(METRIC_NAME, '=', stringValue(this.#text(name)));
    if (!op || !value) throw badData('parse error: incomplete label matcher');
    return this.#matcher(
      this.#labelName(name),
      matchOp(this.#text(op)),
      stringValue(this.#text(value)),
    );
  }

  #labelName(node: Node): string {
    return node.name === 'QuotedLabelName' ? stringValue(this.#text(node)) : this.#text(node);
  }

  #matcher(name: string, op: LabelMatcher['op'], value: string): LabelMatcher {
    if (op === '=') return { name, op, value, matches: (text) => text === value };
    if (op === '!=') return { name, op, value, matches: (text) => text !== value };
    const regex = compileAnchored(value, this.#dialect === 3);
    if (!regex.ok) throw badData(`parse error: error parsing regexp: ${regex.error}`);
    const wanted = op === '=~';
    return { name, op, value, matches: (text) => regex.value.test(text) === wanted };
  }

  #binary(node: Node): Expr {
    const parts = children(node);
    const left = parts[0];
    const right = parts.at(-1);
    const operator = parts[1];
    if (!left || !right || !operator) throw badData('parse error: incomplete binary expression');
    const op = binaryOp(this.#text(operator));
    const modifiers = parts.slice(2, -1);
    const clause = modifiers.find((part) => part.name === 'MatchingModifierClause');
    if (modifiers.some((part) => part.name === 'FillModifier')) {
      throw badData("this server's evaluator does not support fill modifiers");
    }
    if (op === '^' && left.name === 'NumberDurationLiteral' && /^[+-]/.test(this.#text(left))) {
      // the grammar takes the sign into the number, but a power binds closer than a sign
      const value = Math.abs(numberValue(this.#text(left)));
      const power = this.#power({ kind: 'number', value }, this.read(right));
      return this.#text(left).startsWith('-') ? { kind: 'negate', expr: power } : power;
    }
    return {
      kind: 'binary',
      op,
      left: this.read(left),
      right: this.read(right),
      bool: modifiers.some((part) => part.name === 'BoolModifier'),
      matching: clause ? this.#matching(clause, op) : MATCH_ALL,
    };
  }

  #power(left: Expr, right: Expr): Expr {
    return { kind: 'binary', op: '^', left, right, bool: false, matching: MATCH_ALL };
  }

  #matching(clause: Node, op: BinaryOp): Matching {
    const parts = children(clause);
    const groups = parts.filter((part) => part.name === 'GroupingLabels');
    const side = parts.find((part) => part.name === 'GroupLeft' || part.name === 'GroupRight');
    const [labels, include] = groups.map((group) => this.#names(group));
    const matching: Matching = {
      on: parts.some((part) => part.name === 'On'),
      labels: labels ?? [],
      card: !side ? 'one-to-one' : side.name === 'GroupLeft' ? 'many-to-one' : 'one-to-many',
      include: include ?? [],
    };
    if (side && isSetOp(op)) {
      throw badData(`parse error: no grouping allowed for "${op}" operation`);
    }
    const both = matching.on
      ? matching.include.find((name) => matching.labels.includes(name))
      : undefined;
    if (both !== undefined) {
      throw badData(`parse error: label "${both}" must not occur in ON and GROUP clause at once`);
    }
    return matching;
  }

  #names(group: Node): readonly string[] {
    return children(group).map((label) => this.#labelName(label));
  }

  #aggregate(node: Node): Expr {
    const parts = children(node);
    const op = aggregateOp(this.#text(child(node, 0)).toLowerCase());
    const modifier = parts.find((part) => part.name === 'AggregateModifier');
    const body = parts.find((part) => part.name === 'FunctionCallBody');
    const args = body ? children(body).map((argument) => this.read(argument)) : [];
    const wanted = PARAMETRIC.includes(op) ? 2 : 1;
    const expr = args.at(-1);
    if (args.length !== wanted || !expr) {
      throw badData(
        `parse error: wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
      );
    }
    const grouping = modifier && children(modifier).find((part) => part.name === 'GroupingLabels');
    return {
      kind: 'aggregate',
      op,
      without: modifier ? children(modifier).some((part) => part.name === 'Without') : false,
      labels: grouping ? this.#names(grouping) : [],
      param: wanted === 2 ? (args[0] ?? null) : null,
      expr,
    };
  }
}

const MATCH_ALL: Matching = { on: false, labels: [], card: 'one-to-one', include: [] };
const PARAMETRIC: readonly AggregateOp[] = ['topk', 'bottomk', 'quantile', 'count_values'];

function binaryOp(text: string): BinaryOp {
  const lower = text.toLowerCase();
  const op = [...ARITHMETIC, ...COMPARISONS, ...SET_OPS].find((candidate) => candidate === lower);
  if (op === undefined)
    throw badData(`this server's evaluator does not support the operator ${text}`);
  return op;
}

function aggregateOp(text: string): AggregateOp {
  const op = AGGREGATIONS.find((candidate) => candidate === text);
  if (op === undefined)
    throw badData(`this server's evaluator does not support the aggregation ${text}`);
  return op;
}

function matchOp(text: string): LabelMatcher['op'] {
  switch (text) {
    case '=':
    case '!=':
    case '=~':
    case '!~':
      return text;
    default:
      throw badData(`parse error: unexpected operator ${text} in label matching`);
  }
}

function children(node: Node): Node[] {
  const list: Node[] = [];
  for (let next = node.firstChild; next; next = next.nextSibling) {
    if (next.name !== 'LineComment') list.push(next);
  }
  return list;
}

function child(node: Node, index: number): Node {
  const found = children(node)[index];
  if (!found) throw badData(`parse error: incomplete ${node.name}`);
  return found;
}

function firstError(node: Node): Node | null {
  if (node.type.isError) return node;
  for (let next = node.firstChild; next; next = next.nextSibling) {
    const found = firstError(next);
    if (found) return found;
  }
  return null;
}

/** Lines and columns from 1, as Prometheus gives them. */
function syntaxError(query: string, node: Node): QueryFailure {
  const before = query.slice(0, node.from);
  const line = before.split('\n').length;
  const column = node.from - (before.lastIndexOf('\n') + 1) + 1;
  const what =
    node.from < query.trimEnd().length
      ? `unexpected ${JSON.stringify(query.slice(node.from, Math.max(node.to, node.from + 1)).slice(0, 40))}`
      : unclosed(query)
        ? 'unclosed left parenthesis'
        : 'unexpected end of input';
  return { kind: 'bad_data', message: `${line}:${column}: parse error: ${what}` };
}

function unclosed(query: string): boolean {
  const bare = query.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`/g, '');
  return bare.split('(').length > bare.split(')').length;
}
