import type { Failure } from './sources';

export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

export type SilenceState = 'active' | 'pending' | 'expired';

export interface Silence {
  readonly id: string;
  readonly state: SilenceState;
  readonly matchers: readonly Matcher[];
  /** Epoch ms. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly comment: string;
  /** Ids of the Alertmanagers that list it. */
  readonly peers: readonly string[];
}

/** What the user asks for. `startsAt: null` means now, by the main process' clock at the moment of writing. */
export interface SilenceDraft {
  readonly matchers: readonly Matcher[];
  readonly startsAt: number | null;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
}

/**
 * - `done`: the server took it, under this id
 * - `rejected`: it is wrong; nothing was sent. `problems` name the fields
 * - `refused`: every peer tried refused it, in the server's words
 * - `unknown`: the request was sent and no answer came: it may or may not have taken effect; the next poll tells
 */
export type SilenceOutcome =
  | { readonly kind: 'done'; readonly id: string; readonly source: string }
  | { readonly kind: 'rejected'; readonly problems: readonly SilenceProblem[] }
  | ({ readonly kind: 'refused'; readonly source: string } & OutcomeWords)
  | ({ readonly kind: 'unknown'; readonly source: string } & OutcomeWords);

/** The server's words, or the console's own in English, then with their `reason` for other languages. */
export type OutcomeWords = Pick<Failure, 'message' | 'reason'>;

export type SilenceProblem =
  | { readonly field: 'matchers'; readonly reason: 'none' | 'all-match-empty' }
  | {
      readonly field: 'matcher';
      readonly index: number;
      readonly reason: 'no-name' | 'bad-name' | 'bad-regex';
      readonly detail?: string;
    }
  | { readonly field: 'endsAt'; readonly reason: 'in-past' | 'before-start' | 'not-a-time' }
  | { readonly field: 'createdBy' | 'comment'; readonly reason: 'empty' | 'too-long' };
