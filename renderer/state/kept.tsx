import { createContext, type ReactNode, useContext, useState } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Values by key. `Object.hasOwn` decides what is there: keys come from settings and servers. */
export type Kept<T> = StoreApi<Readonly<Record<string, T>>>;

/**
 * What a page keeps while another one is shown. The provider holds it for as long as the window lives; `what` names it
 * where the provider is missing.
 */
export function createKeeping<T>(what: string): {
  readonly Provider: (props: { readonly children: ReactNode }) => ReactNode;
  readonly useKept: () => Kept<T>;
} {
  const Context = createContext<Kept<T> | null>(null);
  return {
    Provider({ children }) {
      const [kept] = useState(() => createStore<Readonly<Record<string, T>>>(() => ({})));
      return <Context value={kept}>{children}</Context>;
    },
    useKept() {
      const kept = useContext(Context);
      if (!kept) throw new Error(`nobody keeps ${what}`);
      return kept;
    },
  };
}

/** The value at a key. Without one: `undefined`. */
export function keptAt<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
