import { useCallback } from 'react';
import { create } from 'zustand';
import type { SilenceState } from '../../../shared/domain/silences';

/** How the user looks at the list of one environment. */
export interface SilenceListView {
  readonly tab: SilenceState;
  readonly search: string;
}

export type ChangeView = (change: Partial<SilenceListView>) => void;

const FIRST_VIEW: SilenceListView = { tab: 'active', search: '' };

/** Outlives the page: who looks at an alert and comes back finds the list as it was. */
const useViews = create<Readonly<Record<string, SilenceListView>>>(() => ({}));

export function useSilenceListView(env: string): readonly [SilenceListView, ChangeView] {
  const view = useViews((views) => (Object.hasOwn(views, env) ? views[env] : undefined));
  const change = useCallback<ChangeView>(
    (part) => {
      useViews.setState((views) => {
        const was = (Object.hasOwn(views, env) ? views[env] : undefined) ?? FIRST_VIEW;
        return { [env]: { ...was, ...part } };
      });
    },
    [env],
  );
  return [view ?? FIRST_VIEW, change];
}
