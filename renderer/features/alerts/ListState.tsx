import type { AlertState } from '../../../shared/domain/alerts';
import type { Freshness } from '../../../shared/domain/slice';
import { useFormat, useTexts } from '../../i18n/texts';
import { useNow } from '../../state/use-now';
import { Button } from '../../ui/Button';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { FreshnessState } from '../../ui/FreshnessNote';
import { useFailureText } from '../../ui/use-failure-text';

interface ListStateProps {
  readonly tab: AlertState;
  readonly freshness: Freshness;
  /** Alerts that the filter hides. */
  readonly hidden: number;
  /** What Prometheus' rules say beside it: without them an Alertmanager that lists nothing proves little. */
  readonly rules: Freshness;
  /** Alerts that fire and that no Alertmanager has. */
  readonly undelivered: number;
  readonly onShowUndelivered: () => void;
}

/** In the place of the rows: that there are none and who says so, or that it is not known. */
export function ListState(props: ListStateProps) {
  const { tab, freshness, hidden, rules, undelivered, onShowUndelivered } = props;
  const t = useTexts().alerts.empty;
  const format = useFormat();
  if (freshness.kind !== 'fresh' && freshness.kind !== 'stale') {
    const failedTitle = tab === 'pending' ? t.unknownRules : t.unknown;
    return <FreshnessState freshness={freshness} failedTitle={failedTitle} />;
  }
  if (hidden > 0) {
    return (
      <EmptyState icon="filter" title={t.filtered}>
        {t.filteredBody(hidden)}
      </EmptyState>
    );
  }
  const at = format.time(freshness.at);
  if (freshness.kind === 'stale') {
    return (
      <EmptyState icon="clock" title={t[tab]}>
        {t.wasStale(at)}
      </EmptyState>
    );
  }
  if (tab === 'firing' && undelivered > 0) {
    return (
      <EmptyState
        icon="warning"
        title={t.undelivered(undelivered)}
        action={<Button onClick={onShowUndelivered}>{t.showUndelivered}</Button>}
      >
        {t.undeliveredBody(at)}
      </EmptyState>
    );
  }
  if (tab === 'firing' && rules.kind !== 'fresh') {
    return (
      <EmptyState icon="clock" title={t.listsNone}>
        {t.answers(at)} {t.rulesUnknown}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="check" title={t[tab]}>
      {tab === 'pending' ? t.answersRules(at) : t.answers(at)}
    </EmptyState>
  );
}

/** Above rows that are old: since when, why, and that they are no statement about now. */
export function OldListNote(props: { readonly tab: AlertState; readonly freshness: Freshness }) {
  const { tab, freshness } = props;
  const t = useTexts().alerts.stale;
  const format = useFormat();
  const now = useNow(5000);
  const failureText = useFailureText();
  if (freshness.kind !== 'stale') return null;
  const since = format.time(freshness.since);
  return (
    <Callout tone="warning" title={tab === 'pending' ? t.titleRules(since) : t.title(since)}>
      {t.read(format.ago(freshness.at, now), failureText(freshness.failure))}
    </Callout>
  );
}
