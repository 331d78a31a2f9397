import { useMemo } from 'react';
import { type SilenceEditing, startEditing } from '../../../shared/domain/silence-form';
import { createKeeping, keptAt } from '../../state/kept';

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
const drafts = createKeeping<SilenceEditing>('drafts of silences');
export const SilenceDraftsProvider = drafts.Provider;

export interface SilenceDrafts {
  kept(subject: DraftSubject): SilenceEditing | undefined;
  /** One on its way is kept as a draft: its answer is told wherever one is then. */
  keep(subject: DraftSubject, state: Exclude<SilenceEditing, { stage: 'done' }>): void;
  drop(subject: DraftSubject): void;
}

export function useSilenceDrafts(): SilenceDrafts {
  const all = drafts.useKept();
  return useMemo(
    () => ({
      kept: (subject) => keptAt(all.getState(), keyOf(subject)),
      keep: (subject, state) =>
        all.setState({
          [keyOf(subject)]: state.stage === 'submitting' ? startEditing(state.form) : state,
        }),
      drop: (subject) => {
        const { [keyOf(subject)]: _dropped, ...others } = all.getState();
        all.setState(others, true);
      },
    }),
    [all],
  );
}

/** Tells subjects apart. */
export function keyOf({ env, alert, from }: DraftSubject): string {
  return JSON.stringify([env, alert ?? null, from ?? null]);
}
