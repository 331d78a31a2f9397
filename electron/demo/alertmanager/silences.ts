import * as v from 'valibot';
import type { Labels } from '../../../shared/domain/alerts';
import { assertNever } from '../../../shared/result';
import { type ApiMatcher, type MatcherTest, matcherTest } from './matcher';

export interface StoredSilence {
  readonly id: string;
  readonly matchers: readonly ApiMatcher[];
  /** Epoch ms. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly comment: string;
  readonly tests: readonly MatcherTest[];
}

/** What a write came to; refusals carry the status and body of the real server. */
export type SilenceWrite =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'schema'; readonly code: number; readonly message: string }
  | { readonly kind: 'refused'; readonly status: 400 | 404 | 500; readonly message: string };

export interface Silences {
  list(): readonly StoredSilence[];
  find(id: string): StoredSilence | undefined;
  /** Ids of the active silences that mute these labels. */
  muting(labels: Labels, at: number): readonly string[];
  create(body: unknown, at: number): SilenceWrite;
  expire(id: string, at: number): SilenceWrite;
}

export type SilenceState = 'active' | 'pending' | 'expired';

export function silenceState(silence: StoredSilence, at: number): SilenceState {
  if (at < silence.startsAt) return 'pending';
  return at < silence.endsAt ? 'active' : 'expired';
}

const time = v.pipe(v.string(), v.isoTimestamp());
const schema = v.object({
  id: v.optional(v.nullable(v.string()), ''),
  matchers: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        value: v.string(),
        isRegex: v.boolean(),
        isEqual: v.optional(v.boolean(), true),
      }),
    ),
    v.minLength(1),
  ),
  startsAt: time,
  endsAt: time,
  createdBy: v.string(),
  comment: v.string(),
});

export function createSilences(newId: () => string): Silences {
  const silences = new Map<string, StoredSilence>();

  const expireAt = (silence: StoredSilence, at: number) => {
    silences.set(silence.id, {
      ...silence,
      startsAt: Math.min(silence.startsAt, at),
      endsAt: at,
      updatedAt: at,
    });
  };

  return {
    list: () => [...silences.values()],
    find: (id) => silences.get(id),
    muting: (labels, at) =>
      [...silences.values()]
        .filter((silence) => silenceState(silence, at) === 'active')
        .filter((silence) => silence.tests.every((test) => test(labels)))
        .map((silence) => silence.id),
    create(body, at) {
      const parsed = v.safeParse(schema, body);
      if (!parsed.success) return schemaProblem(parsed.issues);
      const { id, matchers, createdBy, comment } = parsed.output;
      const startsAt = Date.parse(parsed.output.startsAt);
      const endsAt = Date.parse(parsed.output.endsAt);
      if (startsAt > endsAt)
        return refused('Failed to create silence: start time must be before end time');
      if (endsAt < at) return refused("Failed to create silence: end time can't be in the past");
      const tests: MatcherTest[] = [];
      for (const [index, matcher] of matchers.entries()) {
        const test = matcherTest(matcher);
        if (!test.ok) {
          return refused(
            `invalid silence: invalid label matcher ${index} in set 0: invalid regular expression ${JSON.stringify(matcher.value)}: ${test.error}`,
          );
        }
        tests.push(test.value);
      }
      if (tests.every((test) => test({}))) {
        return refused(
          'invalid silence: matcher set 0: at least one matcher must not match the empty string',
        );
      }
      const previous = id ? silences.get(id) : undefined;
      if (id && !previous) return { kind: 'refused', status: 404, message: 'silence not found' };
      const common = { matchers, endsAt, updatedAt: at, createdBy, comment, tests };
      if (previous && staysTheSame(previous, matchers, startsAt, at)) {
        const isActive = silenceState(previous, at) === 'active';
        silences.set(previous.id, {
          ...common,
          id: previous.id,
          startsAt: isActive ? previous.startsAt : Math.max(startsAt, at),
        });
        return { kind: 'done', id: previous.id };
      }
      if (previous && silenceState(previous, at) !== 'expired') expireAt(previous, at);
      const created = newId();
      silences.set(created, { ...common, id: created, startsAt: Math.max(startsAt, at) });
      return { kind: 'done', id: created };
    },
    expire(id, at) {
      const silence = silences.get(id);
      if (!silence) return { kind: 'refused', status: 404, message: '' };
      if (silenceState(silence, at) === 'expired') {
        return { kind: 'refused', status: 500, message: `silence ${id} already expired` };
      }
      expireAt(silence, at);
      return { kind: 'done', id };
    },
  };
}

/** Whether an edit keeps the id: the same matchers, and once it is active the same start to the second. */
function staysTheSame(
  previous: StoredSilence,
  matchers: readonly ApiMatcher[],
  startsAt: number,
  at: number,
): boolean {
  const print = (list: readonly ApiMatcher[]) =>
    JSON.stringify(
      list.map(({ name, value, isRegex, isEqual }) => [name, value, isRegex, isEqual]),
    );
  if (print(previous.matchers) !== print(matchers)) return false;
  const state = silenceState(previous, at);
  switch (state) {
    case 'active':
      return Math.floor(previous.startsAt / 1000) === Math.floor(startsAt / 1000);
    case 'pending':
      return startsAt >= at;
    case 'expired':
      return false;
    default:
      return assertNever(state);
  }
}

function refused(message: string): SilenceWrite {
  return { kind: 'refused', status: 400, message };
}

/** 602 is "required", 612 "too few items", 601 "wrong type" in the real server's validator. */
function schemaProblem(issues: readonly v.BaseIssue<unknown>[]): SilenceWrite {
  const [first] = issues;
  const where = (first?.path ?? []).map((item) => String(item.key)).join('.');
  if (first?.type === 'min_length') {
    return { kind: 'schema', code: 612, message: `${where} in body should have at least 1 items` };
  }
  if (first?.received === 'undefined') {
    return { kind: 'schema', code: 602, message: `${where} in body is required` };
  }
  return {
    kind: 'schema',
    code: 601,
    message: `${where} in body must be of type ${first?.expected ?? 'silence'}: ${first?.received ?? 'unknown'}`,
  };
}
