import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Alert } from '../../../shared/domain/alerts';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import { selectAlert, selectEnvironmentById } from '../../state/selectors';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { FreshnessState } from '../../ui/FreshnessNote';
import { SidePanel } from '../../ui/SidePanel';
import { useFocusReturn } from '../../ui/use-focus-return';
import { AlertDetails } from './AlertDetails';
import styles from './alerts.module.css';

interface AlertPanelProps {
  readonly env: string;
  readonly id: string;
  readonly onLabel?: (name: string, value: string) => void;
}

/** The alert the address names. One that went away while in view stays as it last looked, and says so. */
export function AlertPanel({ env, id, onLabel }: AlertPanelProps) {
  const { alerts: texts } = useTexts();
  const t = texts.panel;
  const navigate = useNavigate();
  const environment = useApp(selectEnvironmentById(env));
  const alert = useApp(selectAlert(env, id));
  const [seen, setSeen] = useState<Alert | undefined>(alert);
  if (alert && alert !== seen) setSeen(alert);
  const shown = alert ?? seen;
  useFocusReturn();

  function close(): void {
    void navigate(paths.alerts);
  }

  return (
    <SidePanel
      opened
      onClose={close}
      title={
        <>
          {shown?.name ?? t.gone}
          {environment && (
            <span className={styles.titleHint}>{t.inEnvironment(environment.name)}</span>
          )}
        </>
      }
    >
      {!environment && <EmptyState title={t.gone}>{t.noEnvironment}</EmptyState>}
      {environment && !alert && (
        <Gone id={id} environment={environment} seen={seen !== undefined} />
      )}
      {environment && shown && (
        <AlertDetails
          alert={shown}
          environment={environment}
          gone={!alert}
          {...(onLabel && { onLabel })}
        />
      )}
    </SidePanel>
  );
}

interface GoneProps {
  readonly id: string;
  readonly environment: EnvironmentState;
  readonly seen: boolean;
}

function Gone({ id, environment, seen }: GoneProps) {
  const { alerts: texts } = useTexts();
  const t = texts.panel;
  const isPending = id.startsWith('pending:');
  const freshness = isPending ? environment.rulesFreshness : environment.alertsFreshness;
  if (freshness.kind !== 'fresh' && freshness.kind !== 'stale') {
    const failedTitle = isPending ? texts.empty.unknownRules : texts.empty.unknown;
    return <FreshnessState freshness={freshness} failedTitle={failedTitle} />;
  }
  const why = freshness.kind === 'fresh' ? t.goneFresh : t.goneUnknown;
  if (!seen) {
    return (
      <EmptyState icon="empty" title={t.gone}>
        {why}
      </EmptyState>
    );
  }
  return (
    <Callout tone="info" title={t.gone}>
      {why} {t.goneSeen}
    </Callout>
  );
}
