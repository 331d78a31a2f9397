import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import { useActions, useApp } from '../state/context';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import styles from './shell.module.css';
import { RestartWatcher, useWatcherText } from './WatcherBanner';

/** Nothing is drawn before main answered: an empty console would look like a quiet one. */
export function StartGate({ children }: { readonly children: ReactNode }) {
  const phase = useApp((state) => state.phase);
  const failure = useApp((state) => state.failure);
  const actions = useActions();
  const { app } = useTexts();
  const seen = useApp((state) => state.snapshot.revision >= 0);
  const unwatched = useWatcherText();
  if (phase === 'ready' && (seen || unwatched === null)) return children;
  return (
    <main className={styles.gate}>
      <h1 className="visually-hidden">{app.name}</h1>
      {phase === 'starting' && <EmptyState title={app.starting} />}
      {phase === 'ready' && unwatched !== null && (
        <div role="alert">
          <EmptyState
            tone="failed"
            icon="warning"
            title={unwatched.title}
            {...(unwatched.gone && { action: <RestartWatcher /> })}
          >
            {unwatched.body}
          </EmptyState>
        </div>
      )}
      {phase === 'failed' && (
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
