import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Freshness } from '../../../shared/domain/slice';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { TextAnchor } from '../../app/TextAnchor';
import { useFormat, useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { FreshnessNote, FreshnessState } from '../../ui/FreshnessNote';
import { useFailureText } from '../../ui/use-failure-text';
import { AlertCard } from './AlertCard';
import styles from './overview.module.css';
import { railModel } from './rail-model';
import { SuppressedCard } from './SuppressedCard';

/** More belongs on the alerts page, where it can be filtered. */
const SHOWN = 40;

export function AlertRail({ environment }: { readonly environment: EnvironmentState }) {
  const t = useTexts().overview.rail;
  const { alerts, silences, alertsFreshness: freshness, rulesFreshness } = environment;
  const model = useMemo(() => railModel(alerts, silences), [alerts, silences]);
  const listed = wasRead(freshness);
  const pending = wasRead(rulesFreshness) ? model.pending.length : null;
  return (
    <aside className={styles.rail} aria-label={t.title}>
      <div className={styles.railHead}>
        <h2 className={styles.railTitle}>{t.title}</h2>
        <span className={styles.railCounts}>
          {listed ? t.counts(model.firing.length, pending, model.suppressedCount) : t.unknownCounts}
        </span>
        <FreshnessNote freshness={freshness} />
      </div>
      <RailRemarks environment={environment} />
      {listed && <RulesRemark freshness={rulesFreshness} />}
      {listed && model.undelivered > 0 && (
        <Callout tone="warning" title={t.undeliveredCount(model.undelivered)}>
          {t.undeliveredWhy}{' '}
          <TextAnchor to={paths.alertList('pending')}>{t.showUndelivered}</TextAnchor>
        </Callout>
      )}
      <RailList environment={environment} model={model} listed={listed} />
    </aside>
  );
}

function wasRead({ kind }: Freshness): boolean {
  return kind === 'fresh' || kind === 'stale';
}

function RailRemarks({ environment }: { readonly environment: EnvironmentState }) {
  const t = useTexts().overview.rail;
  const failureText = useFailureText();
  const freshness = environment.alertsFreshness;
  if (freshness.kind !== 'stale') return null;
  return (
    <Callout tone="warning" title={t.stale}>
      {failureText(freshness.failure)}
    </Callout>
  );
}

function RulesRemark({ freshness }: { readonly freshness: Freshness }) {
  const t = useTexts().overview.rail;
  const failureText = useFailureText();
  if (freshness.kind === 'failed') return <Callout tone="warning">{t.rulesUnknown}</Callout>;
  if (freshness.kind !== 'stale') return null;
  const { kind } = freshness.failure;
  if (kind !== 'no-rules' && kind !== 'rules-failing') {
    return <Callout tone="warning">{t.rulesStale}</Callout>;
  }
  return (
    <Callout tone="warning" title={t.rulesMissing}>
      {failureText(freshness.failure)}
    </Callout>
  );
}

interface RailListProps {
  readonly environment: EnvironmentState;
  readonly model: ReturnType<typeof railModel>;
  /** The Alertmanagers' list was read, now or before. */
  readonly listed: boolean;
}

function RailList({ environment, model, listed }: RailListProps) {
  const t = useTexts().overview.rail;
  const format = useFormat();
  const several = useApp(({ snapshot }) => snapshot.environments.length > 1);
  const { id: env, alertsFreshness: freshness, rulesFreshness } = environment;
  const sure = freshness.kind === 'fresh' && rulesFreshness.kind === 'fresh';
  const firing = model.firing.slice(0, SHOWN);
  const pending = model.pending.slice(0, Math.max(0, SHOWN - firing.length));
  const groups = model.suppressed.slice(0, Math.max(0, SHOWN - firing.length - pending.length));
  const hidden =
    model.firing.length -
    firing.length +
    (model.pending.length - pending.length) +
    (model.suppressed.length - groups.length);
  return (
    <div>
      {freshness.kind === 'failed' && (
        <FreshnessState freshness={freshness} failedTitle={t.cannotList} remark={t.cannotListWhy} />
      )}
      {(freshness.kind === 'loading' || freshness.kind === 'off') && (
        <FreshnessState freshness={freshness} />
      )}
      {listed && model.firing.length === 0 && model.undelivered === 0 && (
        <EmptyState title={sure ? t.none : t.noneListed} icon={sure ? 'check' : 'clock'}>
          {(freshness.kind === 'fresh' || freshness.kind === 'stale') &&
            t.noneAt(format.time(freshness.at), several ? environment.name : '')}
        </EmptyState>
      )}
      <ul className={styles.railList}>
        {[...firing, ...pending].map((alert) => (
          <AlertCard key={alert.id} env={env} alert={alert} />
        ))}
        {groups.map((group) => (
          <SuppressedCard key={group.name} env={env} group={group} />
        ))}
      </ul>
      {hidden > 0 && (
        <Link to={paths.alerts} className={styles.railMore}>
          {t.more(hidden)}
        </Link>
      )}
    </div>
  );
}
