import { assertNever } from '../../result';
import type { Assertion, CharTest, Node } from './syntax';

/** One instruction of a nondeterministic automaton; numbers are positions in the program. */
export type Instruction =
  | { readonly kind: 'char'; readonly test: CharTest; readonly next: number }
  | { readonly kind: 'split'; readonly next: number; readonly other: number }
  | { readonly kind: 'assert'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  readonly hasAssertions: boolean;
}

/** Thompson's construction, back to front. `too-large` past the given number of instructions. */
export function compileProgram(node: Node, maxInstructions: number): Program | 'too-large' {
  const instructions: Instruction[] = [{ kind: 'match' }];
  let hasAssertions = false;
  let full = false;

  const emit = (instruction: Instruction): number => {
    if (instructions.length >= maxInstructions) full = true;
    else instructions.push(instruction);
    return instructions.length - 1;
  };

  const build = (part: Node, next: number): number => {
    if (full) return 0;
    switch (part.kind) {
      case 'empty':
        return next;
      case 'char':
        return emit({ kind: 'char', test: part.test, next });
      case 'assert':
        hasAssertions = true;
        return emit({ kind: 'assert', assertion: part.assertion, next });
      case 'concat':
        return part.items.reduceRight((after, item) => build(item, after), next);
      case 'alternate':
        return part.items
          .map((item) => build(item, next))
          .reduceRight((other, first) => emit({ kind: 'split', next: first, other }));
      case 'repeat':
        return repeat(part.item, part.min, part.max, next);
      default:
        return assertNever(part);
    }
  };

  const repeat = (item: Node, min: number, max: number | null, next: number): number => {
    let at = max === null ? loop(item, next) : next;
    for (let optional = max === null ? 0 : max - min; optional > 0 && !full; optional -= 1) {
      // (x(x)?)?: leaving early skips the rest
      at = emit({ kind: 'split', next: build(item, at), other: next });
    }
    for (let required = min; required > 0 && !full; required -= 1) at = build(item, at);
    return at;
  };

  const loop = (item: Node, next: number): number => {
    const split = emit({ kind: 'match' });
    const body = build(item, split);
    if (!full) instructions[split] = { kind: 'split', next: body, other: next };
    return split;
  };

  const start = build(node, 0);
  return full ? 'too-large' : { instructions, start, hasAssertions };
}
