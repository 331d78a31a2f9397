import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import { useActions, useApp } from '../state/context';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import styles from './shell.module.css';

/** Nothing is drawn before main answered: an empty console would look like a quiet one. */
export function StartGate({ children }: { readonly children: ReactNode }) {
  const phase = useApp((state) => state.phase);
  const failure = useApp((state) => state.failure);
  const actions = useActions();
  const { app } = useTexts();
  if (phase === 'ready') return children;
  return (
    <main className={styles.gate}>
      {phase === 'starting' ? (
        <EmptyState title={app.starting} />
      ) : (
        <EmptyState
          tone="failed"
          icon="warning"
          title={app.startFailed}
          action={
            <Button look="primary" onClick={() => void actions.retry()}>
              {app.retry}
            </Button>
          }
        >
          {app.startFailedBody} {failure}
        </EmptyState>
      )}
    </main>
  );
}
