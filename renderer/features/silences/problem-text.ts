import type { SilenceProblem } from '../../../shared/domain/silences';
import { assertNever } from '../../../shared/result';
import type { Texts } from '../../i18n/catalogue';

/** What is wrong, in words, to stand beside the field. */
export function problemText(problem: SilenceProblem, t: Texts['silences']['problem']): string {
  switch (problem.field) {
    case 'matchers':
      return t.matchers[problem.reason];
    case 'matcher': {
      const words = t.matcher[problem.reason];
      return problem.detail === undefined ? words : t.badRegex(words, problem.detail);
    }
    case 'endsAt':
      return t.endsAt[problem.reason];
    case 'createdBy':
    case 'comment':
      return t[problem.field][problem.reason];
    default:
      return assertNever(problem);
  }
}

/**
 * Problems worth showing now: before the first attempt only what is surely a slip (a wrong expression, impossible times),
 * not what is merely not filled in yet.
 */
export function shownProblems(
  problems: readonly SilenceProblem[],
  attempted: boolean,
): readonly SilenceProblem[] {
  if (attempted) return problems;
  return problems.filter(
    ({ reason }) =>
      reason === 'bad-regex' ||
      reason === 'bad-name' ||
      reason === 'before-start' ||
      reason === 'in-past' ||
      reason === 'too-long' ||
      reason === 'all-match-empty',
  );
}
