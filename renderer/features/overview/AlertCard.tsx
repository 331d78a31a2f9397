import { Link } from 'react-router';
import type { Alert } from '../../../shared/domain/alerts';
import { paths } from '../../app/paths';
import { useSilencePanel } from '../../app/silence-panel';
import { useFormat, useTexts } from '../../i18n/texts';
import { useNow } from '../../state/use-now';
import { Button } from '../../ui/Button';
import { LabelChip } from '../../ui/LabelChip';
import { SeverityBadge, StateBadge } from '../../ui/SeverityBadge';
import styles from './overview.module.css';
import { summaryOf, whereLabel } from './rail-model';

interface AlertCardProps {
  readonly env: string;
  readonly alert: Alert;
}

/** One firing or pending alert: what, since when, where, and the way to silence it. */
export function AlertCard({ env, alert }: AlertCardProps) {
  const { overview, app, common } = useTexts();
  const t = overview.rail;
  const format = useFormat();
  const now = useNow(5000);
  const panel = useSilencePanel();
  const where = whereLabel(alert.labels);
  const summary = summaryOf(alert, common.language);
  const pending = alert.state === 'pending';
  const age = format.ago(alert.startsAt, now);
  return (
    <li className={styles.card} data-severity={alert.severity} data-state={alert.state}>
      <div className={styles.cardHead}>
        <SeverityBadge severity={alert.severity} />
        <Link to={paths.alert(env, alert.id)} className={styles.cardName} title={alert.name}>
          {alert.name}
        </Link>
        <span className={styles.cardAge} title={format.full(alert.startsAt)}>
          {age}
        </span>
      </div>
      <p className={styles.cardText}>{summary ?? t.noSummary}</p>
      <div className={styles.cardFoot}>
        {pending && <StateBadge state="pending" />}
        {where && <LabelChip name={where[0]} value={where[1]} />}
        <span className={styles.cardEnd}>
          {alert.stale && <span className={styles.cardStale}>{t.staleAlert}</span>}
          {pending && alert.forSeconds !== undefined && (
            <span className={styles.cardPending} title={app.state.pending}>
              {alert.firingInPrometheus === true
                ? t.undelivered
                : t.pendingFor(age, format.age(alert.forSeconds * 1000))}
            </span>
          )}
          {!pending && (
            <Button aria-label={t.silenceOf(alert.name)} onClick={() => panel.open(env, alert.id)}>
              {t.silence}
            </Button>
          )}
        </span>
      </div>
    </li>
  );
}
