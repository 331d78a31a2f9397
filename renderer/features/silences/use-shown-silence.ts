import { useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import type { ChangeView } from './list-view';
import { stateAt } from './silence-list';

export interface ShownSilence {
  /** The silence that the address wants to be seen; it is marked in the list. */
  readonly id?: string;
  /** It is not in the list: a new one is, after the next poll. */
  readonly missing: boolean;
}

/**
 * `/silences?env=ENV&show=ID` leads to one silence: to its tab, past any search. Once; what the user does to the list
 * afterwards stands.
 */
export function useShownSilence(
  environment: EnvironmentState,
  change: ChangeView,
  now: number,
): ShownSilence {
  const query = new URLSearchParams(useLocation().search);
  const id = query.get('env') === environment.id ? query.get('show') : null;
  const { silences } = environment;
  const silence = id !== null && Object.hasOwn(silences, id) ? silences[id] : undefined;
  const led = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (id === null) led.current = null;
    if (!silence || led.current === id) return;
    led.current = id;
    change({ tab: stateAt(silence, now), search: '' });
  }, [id, silence, change, now]);
  return { ...(id !== null && { id }), missing: id !== null && !silence };
}
