import { assertNever } from '../../result';
import type { Instruction, Program } from './program';
import type { Assertion } from './syntax';

/** `unknown`: it took more work than allowed, so nothing is claimed. */
export type RegexVerdict = 'match' | 'no-match' | 'unknown';

/** What stands on one side of a position, as far as assertions care. */
type Side = 'edge' | 'newline' | 'word' | 'other';

interface State {
  /** Positions to go on from, before assertions are looked at. */
  readonly at: readonly number[];
  readonly before: Side;
  readonly next: Map<number, State>;
  accepts: boolean | undefined;
}

/** Cached states and transitions; beyond, the cache starts anew, so that a hostile text cannot fill the memory. */
const MAX_STATES = 2000;
const MAX_TRANSITIONS = 50_000;

/**
 * Runs a program over texts, anchored at both ends. Time is linear in the text: all positions advance together, and the
 * sets of positions met are remembered (a lazily built deterministic automaton). `work` bounds, over the lifetime of the
 * matcher, how many instructions may be visited outside that memory.
 */
export function createRunner(program: Program, work: number): (text: string) => RegexVerdict {
  let remaining = work;
  let states = new Map<string, State>();
  let transitions = 0;

  const intern = (at: readonly number[], before: Side): State => {
    const key = `${before}:${at.join(',')}`;
    const known = states.get(key);
    if (known) return known;
    if (states.size >= MAX_STATES || transitions >= MAX_TRANSITIONS) {
      states = new Map();
      transitions = 0;
    }
    const state: State = { at, before, next: new Map(), accepts: undefined };
    states.set(key, state);
    return state;
  };

  /** Everything reachable without reading, given what stands on both sides. */
  const reach = (state: State, after: Side): Instruction[] => {
    const seen = new Set<number>();
    const found: Instruction[] = [];
    const stack = [...state.at];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      remaining -= 1;
      const instruction = program.instructions[at];
      if (!instruction) continue;
      switch (instruction.kind) {
        case 'split':
          stack.push(instruction.other, instruction.next);
          break;
        case 'assert':
          if (holds(instruction.assertion, state.before, after)) stack.push(instruction.next);
          break;
        case 'char':
        case 'match':
          found.push(instruction);
          break;
        default:
          assertNever(instruction);
      }
    }
    return found;
  };

  const step = (state: State, char: number): State => {
    const side = program.hasAssertions ? sideOf(char) : 'other';
    const at = new Set<number>();
    for (const instruction of reach(state, side)) {
      if (instruction.kind === 'char' && instruction.test(char)) at.add(instruction.next);
    }
    const next = intern(
      [...at].sort((a, b) => a - b),
      side,
    );
    state.next.set(char, next);
    transitions += 1;
    return next;
  };

  const accepts = (state: State): boolean => {
    state.accepts ??= reach(state, 'edge').some((instruction) => instruction.kind === 'match');
    return state.accepts;
  };

  return (text) => {
    let state = intern([program.start], 'edge');
    for (let index = 0; index < text.length; ) {
      const char = text.codePointAt(index) ?? 0;
      index += char > 0xffff ? 2 : 1;
      const known = state.next.get(char);
      if (!known && remaining <= 0) return 'unknown';
      state = known ?? step(state, char);
      if (state.at.length === 0) return 'no-match';
    }
    if (state.accepts === undefined && remaining <= 0) return 'unknown';
    return accepts(state) ? 'match' : 'no-match';
  };
}

function sideOf(char: number): Side {
  if (char === 0x0a) return 'newline';
  const isWord =
    (char >= 0x30 && char <= 0x39) ||
    (char >= 0x41 && char <= 0x5a) ||
    char === 0x5f ||
    (char >= 0x61 && char <= 0x7a);
  return isWord ? 'word' : 'other';
}

function holds(assertion: Assertion, before: Side, after: Side): boolean {
  switch (assertion) {
    case 'text-start':
      return before === 'edge';
    case 'text-end':
      return after === 'edge';
    case 'line-start':
      return before === 'edge' || before === 'newline';
    case 'line-end':
      return after === 'edge' || after === 'newline';
    case 'word-boundary':
      return (before === 'word') !== (after === 'word');
    case 'no-word-boundary':
      return (before === 'word') === (after === 'word');
    default:
      return assertNever(assertion);
  }
}
