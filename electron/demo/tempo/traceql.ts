import { err, ok, type Result } from '../../../shared/result';
import { compileAnchored } from '../re2';
import type { StoredSpan, StoredTrace } from './trace-store';

/** The part of TraceQL this server speaks: one `{ … }` with `&&`, `||`, parentheses, and `| select(…)`. */
export interface TraceQuery {
  matches(span: StoredSpan, trace: StoredTrace): boolean;
  /** Fields that come back with each matched span. */
  readonly fields: readonly string[];
}

/** A field's value on one span; `undefined` where the span has none. */
export function fieldOf(
  field: string,
  span: StoredSpan,
  trace: StoredTrace,
): string | number | undefined {
  switch (field) {
    case 'name':
    case 'span:name':
      return span.name;
    case 'status':
    case 'span:status':
      return span.status;
    case 'kind':
    case 'span:kind':
      return 'internal';
    case 'duration':
    case 'span:duration':
      return span.endMs - span.startMs;
    case 'traceDuration':
    case 'trace:duration':
      return trace.endMs - trace.startMs;
    case 'rootName':
    case 'trace:rootName':
      return 'generate_batch';
    case 'rootServiceName':
    case 'trace:rootService':
    case 'resource.service.name':
      return trace.service;
    case 'resource.service.instance.id':
      return trace.instance;
    default: {
      const name = /^(?:span)?\.(.+)$/.exec(field)?.[1];
      if (name === 'service.name') return trace.service;
      return name !== undefined && Object.hasOwn(span.attributes, name)
        ? span.attributes[name]
        : undefined;
    }
  }
}

type Test = (span: StoredSpan, trace: StoredTrace) => boolean;

interface Token {
  readonly text: string;
  readonly at: number;
}

class SyntaxProblem extends Error {}

/** The error is Tempo's text, which it sends as text/plain. */
export function parseTraceQl(query: string): Result<TraceQuery, string> {
  try {
    const tokens = tokenized(query);
    return ok(new Parser(tokens, query.length).query());
  } catch (error) {
    if (error instanceof SyntaxProblem) return err(`invalid TraceQL query: ${error.message}`);
    throw error;
  }
}

const TOKEN =
  /\s*("(?:\\.|[^"\\])*"|`[^`]*`|&&|\|\||=~|!~|!=|>=|<=|[{}()|,=<>!]|-?\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h)?(?![\w.])|[.\w:][\w.:/-]*)/;

function tokenized(query: string): Token[] {
  const tokens: Token[] = [];
  const next = new RegExp(TOKEN, 'y');
  while (next.lastIndex < query.trimEnd().length) {
    const from = next.lastIndex;
    const match = next.exec(query);
    const token = match?.[1];
    if (token === undefined) {
      throw new SyntaxProblem(
        `parse error at line 1, col ${from + 1}: syntax error: unexpected character`,
      );
    }
    tokens.push({ text: token, at: next.lastIndex - token.length });
  }
  return tokens;
}

const OPERATORS = ['=', '!=', '>', '>=', '<', '<=', '=~', '!~'];
const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

class Parser {
  readonly #tokens: readonly Token[];
  readonly #length: number;
  readonly #fields = new Set<string>();
  #next = 0;

  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens;
    this.#length = length;
  }

  query(): TraceQuery {
    this.#expect('{');
    const matches: Test = this.#peek() === '}' ? () => true : this.#either();
    this.#expect('}');
    while (this.#peek() === '|') {
      this.#expect('|');
      this.#expect('select');
      this.#expect('(');
      do this.#fields.add(this.#take());
      while (this.#accept(','));
      this.#expect(')');
    }
    if (this.#peek() !== undefined) this.#unexpected();
    return { matches, fields: [...this.#fields] };
  }

  #either(): Test {
    let left = this.#both();
    while (this.#accept('||')) {
      const [one, other] = [left, this.#both()];
      left = (span, trace) => one(span, trace) || other(span, trace);
    }
    return left;
  }

  #both(): Test {
    let left = this.#condition();
    while (this.#accept('&&')) {
      const [one, other] = [left, this.#condition()];
      left = (span, trace) => one(span, trace) && other(span, trace);
    }
    return left;
  }

  #condition(): Test {
    if (this.#accept('!')) {
      const inner = this.#condition();
      return (span, trace) => !inner(span, trace);
    }
    if (this.#accept('(')) {
      const inner = this.#either();
      this.#expect(')');
      return inner;
    }
    const field = this.#take();
    if (field === 'true' || field === 'false') return () => field === 'true';
    if (!/^[.a-z]/i.test(field)) this.#unexpected(-1);
    const operator = this.#take();
    if (!OPERATORS.includes(operator)) this.#unexpected(-1);
    const literal = this.#take();
    if (/^[{}()|,=<>!&]/.test(literal)) this.#unexpected(-1);
    this.#fields.add(field);
    return comparison(field, operator, literal);
  }

  #peek(): string | undefined {
    return this.#tokens[this.#next]?.text;
  }

  #accept(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.#next++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) this.#unexpected();
  }

  #take(): string {
    const token = this.#tokens[this.#next];
    if (!token) return this.#unexpected();
    this.#next++;
    return token.text;
  }

  #unexpected(offset = 0): never {
    const token = this.#tokens[this.#next + offset];
    throw new SyntaxProblem(
      `parse error at line 1, col ${(token?.at ?? this.#length) + 1}: syntax error: unexpected ${token?.text ?? '$end'}`,
    );
  }
}

function comparison(field: string, operator: string, literal: string): Test {
  if (operator === '=~' || operator === '!~') {
    const regex = compileAnchored(textOf(literal), false);
    if (!regex.ok) throw new SyntaxProblem(`error parsing regexp: ${regex.error}`);
    return (span, trace) => {
      const value = fieldOf(field, span, trace);
      return value !== undefined && regex.value.test(String(value)) === (operator === '=~');
    };
  }
  const wanted = literalValue(literal);
  return (span, trace) => {
    const value = fieldOf(field, span, trace);
    if (value === undefined || typeof value !== typeof wanted) return false;
    switch (operator) {
      case '=':
        return value === wanted;
      case '!=':
        return value !== wanted;
      case '>':
        return value > wanted;
      case '>=':
        return value >= wanted;
      case '<':
        return value < wanted;
      default:
        return value <= wanted;
    }
  };
}

/** Durations in ms, as the fields give them. */
function literalValue(literal: string): string | number {
  const match = /^(-?\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)?$/.exec(literal);
  if (!match) return textOf(literal);
  return Number(match[1]) * (UNIT_MS[match[2] ?? 'ms'] ?? 1);
}

function textOf(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1);
  if (!literal.startsWith('"')) return literal;
  try {
    const text: unknown = JSON.parse(literal);
    return typeof text === 'string' ? text : '';
  } catch {
    return literal.slice(1, -1);
  }
}
