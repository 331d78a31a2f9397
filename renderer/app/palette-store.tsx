import { createSpotlight } from '@mantine/spotlight';
import { createContext, type ReactNode, useContext, useState } from 'react';

type Spotlight = ReturnType<typeof createSpotlight>;

const Context = createContext<Spotlight | null>(null);

export function PaletteProvider({ children }: { readonly children: ReactNode }) {
  const [spotlight] = useState(createSpotlight);
  return <Context value={spotlight}>{children}</Context>;
}

/** Whether the palette is open, and how it is opened and closed. */
export function usePalette(): { readonly store: Spotlight[0]; readonly palette: Spotlight[1] } {
  const spotlight = useContext(Context);
  if (!spotlight) throw new Error('PaletteProvider is missing');
  const [store, palette] = spotlight;
  return { store, palette };
}
