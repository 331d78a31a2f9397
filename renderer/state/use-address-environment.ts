import { useEffect } from 'react';
import { useRefusalToast } from '../ui/use-refusal-toast';
import { useActions, useApp, useProvided } from './context';
import { selectEnvironmentById } from './selectors';

/**
 * Selects the environment that the address names, when one comes to that address: what lies behind a panel, and the
 * header above it, are then of the same environment. A choice made later, in the header, stands.
 */
export function useAddressEnvironment(env: string | undefined): void {
  const known = useApp(selectEnvironmentById(env ?? '')) !== undefined;
  const { store } = useProvided().app;
  const actions = useActions();
  const toast = useRefusalToast();
  useEffect(() => {
    if (env === undefined || !known || store.getState().snapshot.selected === env) return;
    void actions.selectEnvironment(env).then(toast);
  }, [env, known, store, actions, toast]);
}
