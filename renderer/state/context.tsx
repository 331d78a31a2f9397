import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import type { Actions } from './actions';
import { selectEnvironment } from './selectors';
import type { AppState, AppStore } from './store';
import type { Ticker } from './ticker';

interface Provided {
  readonly app: AppStore;
  readonly ticker: Ticker;
}

const Context = createContext<Provided | null>(null);

/** Starts the store with the page and ends its subscriptions with it. */
export function AppStoreProvider(props: Provided & { readonly children: ReactNode }) {
  const { app, ticker, children } = props;
  useEffect(() => app.start(), [app]);
  return <Context value={{ app, ticker }}>{children}</Context>;
}

export function useProvided(): Provided {
  const provided = useContext(Context);
  if (!provided) throw new Error('AppStoreProvider is missing');
  return provided;
}

/** Selectors must be stable: return what the state holds, or a value that compares by `Object.is`. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useProvided().app.store, selector);
}

export function useActions(): Actions {
  return useProvided().app.actions;
}

/** The selected environment; `undefined` while starting and where none is configured. */
export function useEnvironment(): EnvironmentState | undefined {
  return useApp(selectEnvironment);
}
