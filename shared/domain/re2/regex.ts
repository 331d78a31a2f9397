import { err, ok, type Result } from '../../result';
import { parseRegex } from './parse';
import { compileProgram } from './program';
import { createRunner, type RegexVerdict } from './run';

/** An anchored expression; it remembers what it met, so compile once and test many. */
export interface CompiledRegex {
  test(text: string): RegexVerdict;
}

/** A longer pattern, or one that unfolds further, is refused here though Alertmanager may take it. */
const MAX_PATTERN = 16_384;
const MAX_INSTRUCTIONS = 50_000;
/** Instructions visited outside the cache, in all: well under a second. */
const MAX_WORK = 2_000_000;

/**
 * Compiles what Alertmanager compiles: RE2, anchored at both ends, where the dot does not match a newline (measured on
 * 0.25 and 0.33; Prometheus 3 differs). JavaScript's RegExp is not used for it: the syntax differs, and it can be made
 * to run for ever. The error is one line, in Go's words where Go would refuse too.
 */
export function compileRegex(pattern: string): Result<CompiledRegex, string> {
  if (pattern.length > MAX_PATTERN) return err(`pattern longer than ${MAX_PATTERN} characters`);
  const parsed = parseRegex(pattern);
  if (!parsed.ok) return parsed;
  const program = compileProgram(parsed.value, MAX_INSTRUCTIONS);
  if (program === 'too-large') return err('expression too large');
  return ok({ test: createRunner(program, MAX_WORK) });
}
