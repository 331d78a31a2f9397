import type { Alert } from '../../../shared/domain/alerts';
import { useFormat, useTexts } from '../../i18n/texts';
import { useEnvironment } from '../../state/context';
import { useNow } from '../../state/use-now';
import { Icon } from '../../ui/icons';
import { StateShape } from '../../ui/SeverityShape';
import styles from './alerts.module.css';
import { suppressionsOf } from './suppression';
import { useSuppressionText } from './use-suppression-text';

/** One line: what the alert is doing, and for a suppressed one by what. */
export function AlertStateText({ alert }: { readonly alert: Alert }) {
  const t = useTexts().alerts.state;
  return (
    <span className={styles.state} data-state={alert.state}>
      {alert.state === 'firing' && <span>{t.firing}</span>}
      {alert.state === 'pending' && <PendingText alert={alert} />}
      {alert.state === 'suppressed' && <SuppressedText alert={alert} />}
      {alert.stale && (
        <span className={styles.staleMark}>
          <Icon name="clock" size={12} />
          {t.stale}
        </span>
      )}
    </span>
  );
}

function PendingText({ alert }: { readonly alert: Alert }) {
  const t = useTexts().alerts.state;
  const format = useFormat();
  const now = useNow(1000);
  const { forSeconds } = alert;
  if (alert.firingInPrometheus === true) {
    return (
      <>
        <StateShape state="pending" />
        <span title={t.undeliveredWhy}>{t.undelivered}</span>
      </>
    );
  }
  if (forSeconds === undefined || forSeconds <= 0) return <span>{t.pending}</span>;
  const done = Math.min(Math.max(0, now - alert.startsAt), forSeconds * 1000);
  return (
    <>
      <StateShape state="pending" />
      <span>{t.pendingFor(format.age(done), format.age(forSeconds * 1000))}</span>
    </>
  );
}

function SuppressedText({ alert }: { readonly alert: Alert }) {
  const t = useTexts().alerts.state;
  const environment = useEnvironment();
  const describe = useSuppressionText();
  const reasons = suppressionsOf(alert, environment?.silences ?? {}, environment?.alerts ?? {});
  const [first, ...others] = reasons.map(describe);
  const text = first ?? t.unexplained;
  return (
    <>
      <StateShape state="suppressed" />
      <span className={styles.stateText} title={[text, ...others].join('\n')}>
        {text}
        {others.length > 0 && ` ${t.more(others.length)}`}
      </span>
    </>
  );
}
