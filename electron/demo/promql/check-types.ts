import { assertNever } from '../../../shared/result';
import {
  type AggregateExpr,
  type BinaryExpr,
  type CallExpr,
  type Dialect,
  type Expr,
  isComparison,
  isSetOp,
  type ValueType,
} from './ast';
import { badData } from './failure';
import { signatureOf } from './signatures';

const NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};

export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'negate':
      return typeOf(expr.expr);
    case 'selector':
      return expr.rangeMs === null ? 'vector' : 'matrix';
    case 'subquery':
      return 'matrix';
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar'
        ? 'scalar'
        : 'vector';
    case 'aggregate':
      return 'vector';
    case 'call':
      return signatureOf(expr.name)?.returns ?? 'vector';
    default:
      return assertNever(expr);
  }
}

/** Throws where an operand has a type its operator does not take, in Prometheus' words. */
export function checkTypes(expr: Expr, dialect: Dialect): void {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return;
    case 'negate': {
      checkTypes(expr.expr, dialect);
      const type = typeOf(expr.expr);
      if (type !== 'scalar' && type !== 'vector') {
        throw badData(
          `parse error: unary expression only allowed on expressions of type scalar or instant vector, got "${NAMES[type]}"`,
        );
      }
      return;
    }
    case 'subquery':
      checkTypes(expr.expr, dialect);
      if (typeOf(expr.expr) !== 'vector') {
        throw badData(
          `parse error: subquery is only allowed on instant vector, got ${typeOf(expr.expr)} instead`,
        );
      }
      return;
    case 'binary':
      checkBinary(expr, dialect);
      return;
    case 'aggregate':
      checkAggregate(expr, dialect);
      return;
    case 'call':
      checkCall(expr, dialect);
      return;
    default:
      assertNever(expr);
  }
}

function checkBinary({ op, left, right, bool, matching }: BinaryExpr, dialect: Dialect): void {
  checkTypes(left, dialect);
  checkTypes(right, dialect);
  const types = [typeOf(left), typeOf(right)];
  if (types.some((type) => type === 'matrix' || type === 'string')) {
    throw badData(
      'parse error: binary expression must contain only scalar and instant vector types',
    );
  }
  if (bool && !isComparison(op)) {
    throw badData('parse error: bool modifier can only be used on comparison operators');
  }
  const scalars = types.filter((type) => type === 'scalar').length;
  if (isComparison(op) && !bool && scalars === 2) {
    throw badData('parse error: comparisons between scalars must use BOOL modifier');
  }
  if (isSetOp(op) && scalars > 0) {
    throw badData(`parse error: set operator "${op}" not allowed in binary scalar expression`);
  }
  if (scalars > 0 && matching.labels.length > 0) {
    throw badData('parse error: vector matching only allowed between instant vectors');
  }
}

function checkAggregate({ op, param, expr }: AggregateExpr, dialect: Dialect): void {
  checkTypes(expr, dialect);
  expectType(expr, 'vector', 'aggregation expression');
  if (!param) return;
  checkTypes(param, dialect);
  expectType(param, op === 'count_values' ? 'string' : 'scalar', 'aggregation parameter');
}

function checkCall({ name, args }: CallExpr, dialect: Dialect): void {
  const signature = signatureOf(name);
  if (!signature || (signature.since ?? 2) > dialect) {
    throw badData(`parse error: unknown function with name "${name}" in this server's evaluator`);
  }
  const { args: wanted, optional, variadic } = signature;
  const least = wanted.length - optional;
  if (args.length < least || (!variadic && args.length > wanted.length)) {
    const many = args.length < least ? `at least ${least}` : `at most ${wanted.length}`;
    throw badData(
      `parse error: expected ${many} argument(s) in call to "${name}", got ${args.length}`,
    );
  }
  for (const [index, argument] of args.entries()) {
    checkTypes(argument, dialect);
    const type = wanted[Math.min(index, wanted.length - 1)];
    if (type) expectType(argument, type, `call to function "${name}"`);
  }
}

function expectType(expr: Expr, wanted: ValueType, where: string): void {
  const type = typeOf(expr);
  if (type === wanted) return;
  throw badData(`parse error: expected type ${NAMES[wanted]} in ${where}, got ${NAMES[type]}`);
}
