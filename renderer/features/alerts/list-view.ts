import { useCallback } from 'react';
import { useStore } from 'zustand';
import type { AlertState } from '../../../shared/domain/alerts';
import { parseFilter } from '../../../shared/domain/filter';
import { createKeeping, keptAt } from '../../state/kept';
import { ALERT_STATES, DEFAULT_SORT, type Sort } from './alert-list';
import { EMPTY_INPUT, type FilterInput } from './filter-input';

/** How the user looks at the list of one environment. */
export interface AlertListView {
  readonly tab: AlertState;
  readonly sort: Sort;
  readonly input: FilterInput;
}

const FIRST_VIEW: AlertListView = { tab: 'firing', sort: DEFAULT_SORT, input: EMPTY_INPUT };

/** Outlives the page: who looks at a chart and comes back finds the list as it was. By environment. */
const views = createKeeping<AlertListView>('the lists of alerts');
export const AlertViewsProvider = views.Provider;

export type ChangeView = (by: (view: AlertListView) => Partial<AlertListView>) => void;

export function useAlertListView(env: string): readonly [AlertListView, ChangeView] {
  const kept = views.useKept();
  const view = useStore(kept, (all) => keptAt(all, env));
  const change = useCallback<ChangeView>(
    (by) => {
      kept.setState((all) => {
        const was = keptAt(all, env) ?? FIRST_VIEW;
        return { [env]: { ...was, ...by(was) } };
      });
    },
    [kept, env],
  );
  return [view ?? FIRST_VIEW, change];
}

/** What a link to the list asks for: `?tab=suppressed&filter=alertname="X"`. A filter that cannot be read is left to be mended. */
export function askedView(search: string): Partial<AlertListView> {
  const query = new URLSearchParams(search);
  const tab = ALERT_STATES.find((state) => state === query.get('tab'));
  const filter = query.get('filter');
  return {
    ...(tab !== undefined && { tab }),
    ...(filter !== null && { input: inputOf(filter) }),
  };
}

function inputOf(filter: string): FilterInput {
  const { terms, errors } = parseFilter(filter);
  return errors.length > 0 ? { chips: [], text: filter } : { chips: terms, text: '' };
}
