import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { TextsProvider } from '../i18n/texts';
import { AppStoreProvider, useApp } from '../state/context';
import type { AppStore } from '../state/store';
import type { Ticker } from '../state/ticker';
import { Keeping } from './Keeping';
import { createAppRouter } from './router';
import { StartGate } from './StartGate';
import { cssVariables, theme } from './theme';

interface AppProps {
  readonly app: AppStore;
  readonly ticker: Ticker;
}

export function App({ app, ticker }: AppProps) {
  const [router] = useState(createAppRouter);
  return (
    <AppStoreProvider app={app} ticker={ticker}>
      <TextsProvider>
        <Themed>
          <Notifications position="bottom-right" limit={3} />
          <Keeping>
            <StartGate>
              <RouterProvider router={router} />
            </StartGate>
          </Keeping>
        </Themed>
      </TextsProvider>
    </AppStoreProvider>
  );
}

function Themed({ children }: { readonly children: ReactNode }) {
  const chosen = useApp((state) => state.settings.theme);
  const prefersLight = useMediaQuery('(prefers-color-scheme: light)', false, {
    getInitialValueInEffect: false,
  });
  const scheme = chosen === 'system' ? (prefersLight ? 'light' : 'dark') : chosen;
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  );
}
