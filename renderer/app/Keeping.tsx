import type { ReactNode } from 'react';
import { AlertViewsProvider } from '../features/alerts/list-view';
import { SilenceDraftsProvider } from '../features/silences/drafts';
import { SilenceViewsProvider } from '../features/silences/list-view';
import { LayersProvider } from '../ui/layers';
import { PaletteProvider } from './palette-store';

/** Everything that outlives a page of the window: how lists are looked at, what is being typed, what lies on top. */
export function Keeping({ children }: { readonly children: ReactNode }) {
  return (
    <LayersProvider>
      <PaletteProvider>
        <AlertViewsProvider>
          <SilenceViewsProvider>
            <SilenceDraftsProvider>{children}</SilenceDraftsProvider>
          </SilenceViewsProvider>
        </AlertViewsProvider>
      </PaletteProvider>
    </LayersProvider>
  );
}
