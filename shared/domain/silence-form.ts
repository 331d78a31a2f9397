import { assertNever } from '../result';
import type { MatcherOperator } from './matchers';
import type { SilenceForm } from './silence-draft';
import type { SilenceDraft, SilenceOutcome, SilenceProblem } from './silences';

/**
 * The stages of writing a silence. `attempted`: it was tried once, so every problem shows, also in fields not touched.
 * A failed attempt keeps the form as it was; the next edit or attempt goes on from there.
 */
export type SilenceEditing =
  | { readonly stage: 'editing'; readonly form: SilenceForm; readonly attempted: boolean }
  | { readonly stage: 'submitting'; readonly form: SilenceForm; readonly draft: SilenceDraft }
  | { readonly stage: 'failed'; readonly form: SilenceForm; readonly failure: SilenceFailure }
  | { readonly stage: 'done'; readonly form: SilenceForm; readonly id: string };

/** Why it was not created, or why that is not known. `not-asked`: main itself declined, nothing was sent. */
export type SilenceFailure =
  | Exclude<SilenceOutcome, { kind: 'done' }>
  | { readonly kind: 'not-asked'; readonly message: string };

export type SilenceAction =
  | { readonly type: 'add-matcher' }
  | { readonly type: 'remove-matcher'; readonly key: number }
  | {
      readonly type: 'edit-matcher';
      readonly key: number;
      readonly name?: string;
      readonly operator?: MatcherOperator;
      readonly value?: string;
    }
  /** `null`: now. A fixed end stays, a length moves along. */
  | { readonly type: 'start'; readonly at: number | null }
  | { readonly type: 'end'; readonly at: number }
  | { readonly type: 'duration'; readonly ms: number }
  | { readonly type: 'author'; readonly text: string }
  | { readonly type: 'comment'; readonly text: string }
  /** The problems are those of the draft: with any, nothing is sent. */
  | {
      readonly type: 'submit';
      readonly draft: SilenceDraft;
      readonly problems: readonly SilenceProblem[];
    }
  | { readonly type: 'answer'; readonly outcome: SilenceOutcome }
  | { readonly type: 'declined'; readonly message: string };

export function startEditing(form: SilenceForm): SilenceEditing {
  return { stage: 'editing', form, attempted: false };
}

/** While it is being sent nothing may change and nothing is sent twice; done is done. */
export function reduceSilence(state: SilenceEditing, action: SilenceAction): SilenceEditing {
  switch (action.type) {
    case 'submit': {
      if (state.stage === 'submitting' || state.stage === 'done') return state;
      const { form } = state;
      if (action.problems.length > 0) return { stage: 'editing', form, attempted: true };
      return { stage: 'submitting', form, draft: action.draft };
    }
    case 'answer': {
      if (state.stage !== 'submitting') return state;
      const { outcome } = action;
      return outcome.kind === 'done'
        ? { stage: 'done', form: state.form, id: outcome.id }
        : { stage: 'failed', form: state.form, failure: outcome };
    }
    case 'declined':
      if (state.stage !== 'submitting') return state;
      return {
        stage: 'failed',
        form: state.form,
        failure: { kind: 'not-asked', message: action.message },
      };
    default:
      if (state.stage === 'submitting' || state.stage === 'done') return state;
      return {
        stage: 'editing',
        form: editForm(state.form, action),
        attempted: state.stage === 'failed' || state.attempted,
      };
  }
}

type Edit = Exclude<SilenceAction, { type: 'submit' | 'answer' | 'declined' }>;

function editForm(form: SilenceForm, action: Edit): SilenceForm {
  switch (action.type) {
    case 'add-matcher':
      return {
        ...form,
        rows: [...form.rows, { key: form.nextKey, name: '', operator: '=', value: '' }],
        nextKey: form.nextKey + 1,
      };
    case 'remove-matcher':
      return { ...form, rows: form.rows.filter((row) => row.key !== action.key) };
    case 'edit-matcher':
      return {
        ...form,
        rows: form.rows.map((row) =>
          row.key === action.key
            ? {
                key: row.key,
                name: action.name ?? row.name,
                operator: action.operator ?? row.operator,
                value: action.value ?? row.value,
              }
            : row,
        ),
      };
    case 'start':
      return { ...form, startsAt: action.at };
    case 'end':
      return { ...form, end: { kind: 'at', at: action.at } };
    case 'duration':
      return { ...form, end: { kind: 'for', ms: action.ms } };
    case 'author':
      return { ...form, createdBy: action.text };
    case 'comment':
      return { ...form, comment: action.text };
    default:
      return assertNever(action);
  }
}
