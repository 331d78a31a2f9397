import type { Freshness } from '../../../shared/domain/slice';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import type { TraceSearch } from '../../../shared/domain/traces';
import { assertNever } from '../../../shared/result';
import { useFormat, useTexts } from '../../i18n/texts';
import { useEnvironment } from '../../state/context';
import { EmptyState } from '../../ui/EmptyState';
import { FreshnessNote } from '../../ui/FreshnessNote';
import { Icon } from '../../ui/icons';
import { useFailureText } from '../../ui/use-failure-text';
import { SearchFacts } from './SearchFacts';
import { SettingsLink } from './SettingsLink';
import { TraceTable } from './TraceTable';
import styles from './traces.module.css';

export default function TracesPage() {
  const environment = useEnvironment();
  const { traces: t } = useTexts();
  const search = environment?.traces.value;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t.title}</h1>
        {search && search.traces.length > 0 && <Counts search={search} />}
        {environment && <FreshnessNote freshness={environment.traces.freshness} />}
      </div>
      {environment ? (
        <Content environment={environment} />
      ) : (
        <div className={styles.box}>
          <EmptyState icon="traces" title={t.noEnvironment} action={<SettingsLink />} />
        </div>
      )}
    </div>
  );
}

function Counts({ search }: { readonly search: TraceSearch }) {
  const { traces: t } = useTexts();
  const errors = search.traces.filter((trace) => trace.error).length;
  return (
    <span className={styles.counts}>
      {t.count(search.traces.length)}
      {errors > 0 && (
        <span className={styles.errorCount}>
          <Icon name="warning" size={12} />
          {t.errors(errors)}
        </span>
      )}
    </span>
  );
}

function Content({ environment }: { readonly environment: EnvironmentState }) {
  const { traces: t } = useTexts();
  const format = useFormat();
  const failureText = useFailureText();
  const { freshness, value } = environment.traces;
  const configured = environment.sources.some((source) => source.kind === 'tempo');

  if (!configured) {
    return (
      <div className={styles.box}>
        <EmptyState icon="traces" title={t.off} action={<SettingsLink>{t.offLink}</SettingsLink>}>
          {t.offWhy}
        </EmptyState>
      </div>
    );
  }
  switch (freshness.kind) {
    case 'loading':
      return (
        <div className={styles.box}>
          <EmptyState title={t.loading} />
        </div>
      );
    case 'off':
      return (
        <div className={styles.box}>
          <EmptyState icon="pause" title={t.idle}>
            {t.idleWhy}
          </EmptyState>
        </div>
      );
    case 'failed':
      return (
        <div className={styles.box}>
          <EmptyState
            tone="failed"
            icon="warning"
            title={t.failed}
            action={<SettingsLink>{t.failedLink}</SettingsLink>}
          >
            {t.failedSince(format.time(freshness.since))} {failureText(freshness.failure)}
            <br />
            {t.failedHint}
          </EmptyState>
        </div>
      );
    case 'fresh':
    case 'stale':
      return value ? <Found search={value} freshness={freshness} /> : null;
    default:
      return assertNever(freshness);
  }
}

interface FoundProps {
  readonly search: TraceSearch;
  readonly freshness: Extract<Freshness, { kind: 'fresh' | 'stale' }>;
}

function Found({ search, freshness }: FoundProps) {
  const { traces: t } = useTexts();
  const format = useFormat();
  const span = format.age(search.endMs - search.startMs);
  return (
    <div className={styles.box} data-stale={freshness.kind === 'stale'}>
      <SearchFacts search={search} />
      {freshness.kind === 'stale' && <StaleReason freshness={freshness} />}
      {search.traces.length > 0 ? (
        <TraceTable search={search} />
      ) : search.floorMs > 0 ? (
        <EmptyState icon="empty" title={t.empty(format.duration(search.floorMs), span)}>
          {t.emptyWhy(search.service)}
        </EmptyState>
      ) : (
        <EmptyState icon="empty" title={t.emptyNoFloor(span)}>
          {t.emptyNoFloorWhy(search.service)}
        </EmptyState>
      )}
    </div>
  );
}

function StaleReason({ freshness }: { readonly freshness: Extract<Freshness, { kind: 'stale' }> }) {
  const { traces: t } = useTexts();
  const format = useFormat();
  const failureText = useFailureText();
  return (
    <p className={styles.reason}>
      <Icon name="clock" size={13} />
      <span>
        {t.failedSince(format.time(freshness.since))} {failureText(freshness.failure)}
      </span>
    </p>
  );
}
