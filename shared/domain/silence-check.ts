import { compileMatcher } from './matchers';
import type { Matcher, SilenceDraft, SilenceProblem } from './silences';

/** As long as the settings remember an author. */
export const MAX_AUTHOR = 200;
export const MAX_COMMENT = 4000;

/**
 * Everything that is wrong with a draft, in the order of the form. The page asks while editing, the engine again before
 * sending: Alertmanager itself accepts an empty comment (measured on 0.33). `now`: epoch ms of the asker's clock.
 */
export function validateDraft(draft: SilenceDraft, now: number): readonly SilenceProblem[] {
  return [
    ...matcherProblems(draft.matchers),
    ...timeProblems(draft, now),
    ...textProblems('createdBy', draft.createdBy, MAX_AUTHOR),
    ...textProblems('comment', draft.comment, MAX_COMMENT),
  ];
}

function matcherProblems(matchers: readonly Matcher[]): SilenceProblem[] {
  if (matchers.length === 0) return [{ field: 'matchers', reason: 'none' }];
  const problems = matchers.flatMap((matcher, index) => {
    const problem = matcherProblem(matcher, index);
    return problem ? [problem] : [];
  });
  if (problems.length > 0) return problems;
  const selects = matchers.some((matcher) => !matchesEmpty(matcher));
  return selects ? [] : [{ field: 'matchers', reason: 'all-match-empty' }];
}

function matcherProblem(matcher: Matcher, index: number): SilenceProblem | undefined {
  if (matcher.name === '') return { field: 'matcher', index, reason: 'no-name' };
  if (!isLabelName(matcher.name)) return { field: 'matcher', index, reason: 'bad-name' };
  const compiled = compileMatcher(matcher);
  if (compiled.ok) return undefined;
  return { field: 'matcher', index, reason: 'bad-regex', detail: compiled.error };
}

/**
 * Alertmanager since 0.28 takes any UTF-8 name, older ones only `[a-zA-Z_][a-zA-Z0-9_]*` and say so. Here only what is
 * surely a mistake is refused: control characters, half of a surrogate pair, spaces at the ends.
 */
function isLabelName(name: string): boolean {
  return name.trim() === name && name.length <= 1024 && !/[\p{Cc}\p{Cs}]/u.test(name);
}

/** Whether it also matches an alert without this label. Too costly to decide counts as yes: Alertmanager has the last word. */
function matchesEmpty(matcher: Matcher): boolean {
  const compiled = compileMatcher(matcher);
  return compiled.ok && compiled.value({}) !== 'no-match';
}

function timeProblems(draft: SilenceDraft, now: number): SilenceProblem[] {
  const { startsAt, endsAt } = draft;
  const isTime = (ms: number) => Number.isFinite(ms) && Math.abs(ms) <= MAX_TIME;
  if (!isTime(endsAt) || (startsAt !== null && !isTime(startsAt))) {
    return [{ field: 'endsAt', reason: 'not-a-time' }];
  }
  if (startsAt !== null && endsAt <= startsAt) return [{ field: 'endsAt', reason: 'before-start' }];
  return endsAt <= now ? [{ field: 'endsAt', reason: 'in-past' }] : [];
}

/** End of the year 9999: later years do not fit RFC 3339. */
const MAX_TIME = 253_402_300_799_999;

function textProblems(field: 'createdBy' | 'comment', text: string, max: number): SilenceProblem[] {
  if (text.trim() === '') return [{ field, reason: 'empty' }];
  return text.length > max ? [{ field, reason: 'too-long' }] : [];
}
