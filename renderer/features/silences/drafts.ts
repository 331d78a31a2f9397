import { type SilenceEditing, startEditing } from '../../../shared/domain/silence-form';

/** What a silence is written for: an alert, another silence to write again, or nothing yet. */
export interface DraftSubject {
  readonly env: string;
  readonly alert: string | undefined;
  readonly from: string | undefined;
}

/**
 * What was typed and neither became a silence nor was thrown away, by its subject. Outlives the panel, which a click
 * beside it, a popup or another page takes away.
 */
const kept = new Map<string, SilenceEditing>();

export function keptDraft(subject: DraftSubject): SilenceEditing | undefined {
  return kept.get(keyOf(subject));
}

/** One on its way is kept as a draft: its answer is told wherever one is then. */
export function keepDraft(
  subject: DraftSubject,
  state: Exclude<SilenceEditing, { stage: 'done' }>,
): void {
  kept.set(keyOf(subject), state.stage === 'submitting' ? startEditing(state.form) : state);
}

export function dropDraft(subject: DraftSubject): void {
  kept.delete(keyOf(subject));
}

/** Tells subjects apart. */
export function keyOf({ env, alert, from }: DraftSubject): string {
  return JSON.stringify([env, alert ?? null, from ?? null]);
}
