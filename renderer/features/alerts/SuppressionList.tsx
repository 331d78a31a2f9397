import type { Alert } from '../../../shared/domain/alerts';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { TextAnchor } from '../../app/TextAnchor';
import { useTexts } from '../../i18n/texts';
import { FreshnessNote } from '../../ui/FreshnessNote';
import styles from './alerts.module.css';
import { type Suppression, suppressionsOf } from './suppression';
import { useSuppressionText } from './use-suppression-text';

interface SuppressionListProps {
  readonly alert: Alert;
  readonly environment: EnvironmentState;
}

/** All that keeps it from notifying, each with a way to it. */
export function SuppressionList({ alert, environment }: SuppressionListProps) {
  const { alerts: texts } = useTexts();
  const describe = useSuppressionText();
  const reasons = suppressionsOf(alert, environment.silences, environment.alerts);
  return (
    <section className={styles.suppressions}>
      <h3 className={styles.sectionTitle}>
        {texts.panel.suppression}
        <FreshnessNote freshness={environment.silencesFreshness} />
      </h3>
      {reasons.length === 0 && <p>{texts.state.unexplained}</p>}
      <ul>
        {reasons.map((reason) => (
          <li key={keyOf(reason)}>
            {describe(reason)}
            {reason.kind === 'silence' && reason.silence.comment !== '' && (
              <q className={styles.quote}>{reason.silence.comment}</q>
            )}{' '}
            {reason.kind === 'silence' && (
              <TextAnchor to={paths.silence(environment.id, reason.silence.id)}>
                {texts.panel.showSilence}
              </TextAnchor>
            )}
            {reason.kind === 'unknown-silence' && (
              <TextAnchor to={paths.silences}>{texts.panel.showSilences}</TextAnchor>
            )}
            {reason.kind === 'inhibited' && (
              <TextAnchor to={paths.alert(environment.id, reason.by.id)}>
                {texts.panel.showAlert}
              </TextAnchor>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function keyOf(reason: Suppression): string {
  switch (reason.kind) {
    case 'silence':
      return `silence ${reason.silence.id}`;
    case 'inhibited':
      return `alert ${reason.by.id}`;
    case 'muted':
      return `interval ${reason.interval}`;
    default:
      return `${reason.kind} ${reason.id}`;
  }
}
