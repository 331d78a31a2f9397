import type { ReactNode } from 'react';
import type { Alert } from '../../../shared/domain/alerts';
import { formatMatcher } from '../../../shared/domain/matcher-text';
import { compareText } from '../../../shared/domain/severity';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { useSilencePanel } from '../../app/silence-panel';
import { useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import { Callout } from '../../ui/Callout';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/icons';
import { LabelChip } from '../../ui/LabelChip';
import { SeverityBadge, StateBadge } from '../../ui/SeverityBadge';
import { AlertFacts } from './AlertFacts';
import { Annotations } from './Annotations';
import styles from './alerts.module.css';
import { Runbook } from './Runbook';
import { runbookLoader } from './runbooks';
import { SuppressionList } from './SuppressionList';

interface AlertDetailsProps {
  readonly alert: Alert;
  readonly environment: EnvironmentState;
  readonly gone: boolean;
  readonly onLabel?: (name: string, value: string) => void;
}

/** Everything known of one alert. All of it is text from outside. */
export function AlertDetails({ alert, environment, gone, onLabel }: AlertDetailsProps) {
  const { alerts: texts, common } = useTexts();
  const t = texts.panel;
  const runbook = runbookLoader(alert.name, common.language);
  const silencePanel = useSilencePanel();
  const labels = Object.entries(alert.labels).sort(([a], [b]) => compareText(a, b));
  const asMatchers = labels
    .map(([name, value]) => formatMatcher({ name, value, isRegex: false, isEqual: true }))
    .join(', ');
  return (
    <div className={styles.details}>
      <div className={styles.detailsHead}>
        <SeverityBadge severity={alert.severity} />
        {alert.state !== 'firing' && <StateBadge state={alert.state} />}
        <CopyButton text={alert.name} label={t.copyName} />
        {!gone && (
          <Button
            look="primary"
            className={styles.detailsAction}
            data-autofocus
            onClick={() => silencePanel.open(environment.id, alert.id)}
          >
            <Icon name="mute" size={14} />
            {t.silence}
          </Button>
        )}
      </div>
      {alert.stale && !gone && (
        <Callout tone="warning" title={t.staleTitle}>
          {t.staleBody}
        </Callout>
      )}
      {alert.state === 'suppressed' && <SuppressionList alert={alert} environment={environment} />}
      <Section title={t.annotations}>
        <Annotations annotations={alert.annotations} />
      </Section>
      {runbook && (
        <Section title={t.runbook}>
          <Runbook load={runbook} />
        </Section>
      )}
      <Section
        title={t.labels}
        hint={onLabel && t.labelsHint}
        end={<CopyButton text={asMatchers} label={t.copyLabels} />}
      >
        <div className={styles.detailsLabels}>
          {labels.map(([name, value]) =>
            onLabel ? (
              <button
                key={name}
                type="button"
                className={styles.labelButton}
                onClick={() => onLabel(name, value)}
              >
                <LabelChip name={name} value={value} />
              </button>
            ) : (
              <LabelChip key={name} name={name} value={value} />
            ),
          )}
        </div>
      </Section>
      <Section title={t.details}>
        <AlertFacts alert={alert} environment={environment} />
      </Section>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

function Section({ title, hint, end, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>
        {title}
        {hint !== undefined && <span className={styles.sectionHint}>{hint}</span>}
        {end}
      </h3>
      {children}
    </section>
  );
}
