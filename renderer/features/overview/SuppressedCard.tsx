import { Link } from 'react-router';
import { formatMatcher } from '../../../shared/domain/matcher-text';
import { paths } from '../../app/paths';
import { useFormat, useTexts } from '../../i18n/texts';
import { useNow } from '../../state/use-now';
import { LabelChip } from '../../ui/LabelChip';
import { SeverityBadge, StateBadge } from '../../ui/SeverityBadge';
import styles from './overview.module.css';
import { type SuppressedGroup, type Suppression, whereLabel } from './rail-model';

interface SuppressedCardProps {
  readonly env: string;
  readonly group: SuppressedGroup;
}

/** Alerts of one name that are kept quiet, and by what. */
export function SuppressedCard({ env, group }: SuppressedCardProps) {
  const t = useTexts().overview.rail;
  const format = useFormat();
  const now = useNow(5000);
  const [first] = group.alerts;
  const several = group.alerts.length > 1;
  const filter = formatMatcher({
    name: 'alertname',
    value: group.name,
    isRegex: false,
    isEqual: true,
  });
  const where = whereLabel(first.labels);
  const places = new Set(group.alerts.map((alert) => whereLabel(alert.labels)?.[1]));
  const oldest = Math.min(...group.alerts.map((alert) => alert.startsAt));
  return (
    <li className={styles.card} data-severity={first.severity} data-state="suppressed">
      <div className={styles.cardHead}>
        <StateBadge state="suppressed" />
        <Link
          to={several ? paths.alertList('suppressed', filter) : paths.alert(env, first.id)}
          className={styles.cardName}
          title={group.name}
        >
          {group.name}
        </Link>
        {several && <b className={styles.cardTimes}>{t.times(group.alerts.length)}</b>}
      </div>
      <p className={styles.cardText}>{reasons(group.suppression).join(' · ')}</p>
      <div className={styles.cardFoot}>
        <SeverityBadge severity={first.severity} />
        {places.size > 1 ? (
          <span className={styles.fine}>{t.instances(places.size)}</span>
        ) : (
          where && <LabelChip name={where[0]} value={where[1]} />
        )}
        <span className={styles.cardAge} title={format.full(oldest)}>
          {format.ago(oldest, now)}
        </span>
      </div>
    </li>
  );

  function reasons(suppression: Suppression): readonly string[] {
    const { inhibited, inhibitors, silences, silencedUntil, muteIntervals } = suppression;
    const texts: string[] = [];
    if (inhibited) {
      texts.push(inhibitors.length > 0 ? t.inhibitedBy(format.list(inhibitors)) : t.inhibited);
    }
    if (silences > 0) {
      texts.push(
        silencedUntil === undefined
          ? t.silenced(silences)
          : t.silencedUntil(silences, endText(silencedUntil)),
      );
    }
    if (muteIntervals.length > 0) texts.push(t.muted(format.list(muteIntervals)));
    return texts.length > 0 ? texts : [t.suppressed];
  }

  /** Within a day the clock is enough. */
  function endText(at: number): string {
    return at - now < 86_400_000 ? format.clock(at) : format.dateTime(at);
  }
}
