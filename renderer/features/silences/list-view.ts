import { useCallback } from 'react';
import { useStore } from 'zustand';
import type { SilenceState } from '../../../shared/domain/silences';
import { createKeeping, keptAt } from '../../state/kept';

/** How the user looks at the list of one environment. */
export interface SilenceListView {
  readonly tab: SilenceState;
  readonly search: string;
}

export type ChangeView = (change: Partial<SilenceListView>) => void;

const FIRST_VIEW: SilenceListView = { tab: 'active', search: '' };

/** Outlives the page: who looks at an alert and comes back finds the list as it was. By environment. */
const views = createKeeping<SilenceListView>('the lists of silences');
export const SilenceViewsProvider = views.Provider;

export function useSilenceListView(env: string): readonly [SilenceListView, ChangeView] {
  const kept = views.useKept();
  const view = useStore(kept, (all) => keptAt(all, env));
  const change = useCallback<ChangeView>(
    (part) => {
      kept.setState((all) => ({ [env]: { ...(keptAt(all, env) ?? FIRST_VIEW), ...part } }));
    },
    [kept, env],
  );
  return [view ?? FIRST_VIEW, change];
}
