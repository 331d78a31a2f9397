import { useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useApp } from '../../state/context';
import { selectAlert } from '../../state/selectors';
import { askedView, type ChangeView } from './list-view';

/** A link may ask for a tab and a filter. It asks once: what the user does to the list afterwards stands. */
export function useAskedView(change: ChangeView): void {
  const { search } = useLocation();
  const taken = useRef('');
  useLayoutEffect(() => {
    if (search === taken.current) return;
    taken.current = search;
    change(() => askedView(search));
  }, [search, change]);
}

/**
 * The list behind a panel is the one that has its alert, also when that begins to fire meanwhile. It stays where it is when
 * the alert is silenced: who did that goes on with the others.
 */
export function useTabOf(env: string, id: string | undefined, change: ChangeView): void {
  const tab = useApp(selectAlert(env, id ?? ''))?.state;
  const followed = useRef<string>(undefined);
  useLayoutEffect(() => {
    const isNew = followed.current !== id;
    if (id === undefined) followed.current = undefined;
    if (id === undefined || tab === undefined || !(isNew || tab === 'firing')) return;
    followed.current = id;
    change(() => ({ tab }));
  }, [id, tab, change]);
}
