import { useHotkeys } from '@mantine/hooks';
import { useCallback, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Alert, AlertState } from '../../../shared/domain/alerts';
import { applyFilter, rememberedText, withMatcher } from '../../../shared/domain/filter';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { useSilencePanel } from '../../app/silence-panel';
import { TextAnchor } from '../../app/TextAnchor';
import { useTexts } from '../../i18n/texts';
import { useApp, useEnvironment } from '../../state/context';
import { selectAlert } from '../../state/selectors';
import { EmptyState } from '../../ui/EmptyState';
import { AlertPanel } from './AlertPanel';
import { AlertTable } from './AlertTable';
import { AlertTabs } from './AlertTabs';
import { ALERT_STATES, byState, DEFAULT_SORT, sortAlerts } from './alert-list';
import styles from './alerts.module.css';
import { EMPTY_INPUT, FilterBar, type FilterInput, filterOf } from './FilterBar';
import { ListState, OldListNote } from './ListState';

/** The list, and over it the alert the address names. */
export default function AlertsPage() {
  const environment = useEnvironment();
  const { alerts: t } = useTexts();
  const { env, id } = useParams();
  const opened = env !== undefined && id !== undefined ? { env, id } : undefined;
  const panel = opened && <AlertPanel key={`${opened.env} ${opened.id}`} {...opened} />;
  if (!environment) {
    return (
      <>
        <EmptyState
          icon="server"
          title={t.empty.noEnvironment}
          action={<TextAnchor to={paths.settings}>{t.empty.settings}</TextAnchor>}
        >
          {t.empty.noEnvironmentBody}
        </EmptyState>
        {panel}
      </>
    );
  }
  return <AlertList key={environment.id} environment={environment} opened={opened} />;
}

interface AlertListProps {
  readonly environment: EnvironmentState;
  readonly opened: { readonly env: string; readonly id: string } | undefined;
}

function AlertList({ environment, opened }: AlertListProps) {
  const { alerts: t } = useTexts();
  const navigate = useNavigate();
  const silencePanel = useSilencePanel();
  const [tab, setTab] = useInitialTab(opened);
  const [sort, setSort] = useState(DEFAULT_SORT);
  const [input, setInput] = useState<FilterInput>(EMPTY_INPUT);
  const [searchable] = useState(rememberedText);
  const filterInput = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const panelId = useId();
  useHotkeys([['/', () => filterInput.current?.focus()]]);

  const lists = useMemo(() => byState(environment.alerts), [environment.alerts]);
  const all = lists[tab];
  const deferred = useDeferredValue(input);
  const filtered = useMemo(
    () => applyFilter(all, filterOf(deferred), searchable),
    [all, deferred, searchable],
  );
  const sorted = useMemo(() => sortAlerts(filtered.alerts, sort), [filtered.alerts, sort]);

  const freshness = tab === 'pending' ? environment.rulesFreshness : environment.alertsFreshness;
  const unknown = useMemo(() => unknownStates(environment), [environment]);
  const open = useCallback(
    (alert: Alert) => void navigate(paths.alert(environment.id, alert.id)),
    [navigate, environment.id],
  );
  const silence = useLatest((alert: Alert) => silencePanel.open(environment.id, alert.id));
  const filterBy = useCallback((name: string, value: string) => {
    const matcher = { name, value, isRegex: false, isEqual: true };
    setInput((was) => ({ ...was, chips: withMatcher(was.chips, matcher) }));
  }, []);

  const shows = freshness.kind === 'fresh' || freshness.kind === 'stale';
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t.title}</h1>
      <AlertTabs
        selected={tab}
        onSelect={setTab}
        lists={lists}
        unknown={unknown}
        panelId={panelId}
      />
      <FilterBar
        input={input}
        onChange={setInput}
        inputRef={filterInput}
        shown={sorted.length}
        all={all.length}
        unchecked={filtered.unchecked}
      />
      <div id={panelId} role="tabpanel" aria-label={t.tabs[tab]} className={styles.list}>
        <OldListNote tab={tab} freshness={freshness} />
        {shows && sorted.length > 0 ? (
          <AlertTable
            key={tab}
            gridRef={grid}
            alerts={sorted}
            label={t.table.label(t.tabs[tab])}
            sort={sort}
            onSort={setSort}
            onOpen={open}
            onSilence={silence}
            onLabel={filterBy}
            openId={opened?.id}
            old={freshness.kind === 'stale'}
          />
        ) : (
          <ListState tab={tab} freshness={freshness} hidden={all.length} />
        )}
      </div>
      {opened && <AlertPanel key={`${opened.env} ${opened.id}`} {...opened} onLabel={filterBy} />}
    </div>
  );
}

/** The tab of the alert the address names, so that closing its panel shows it in its list. */
function useInitialTab(
  opened: { readonly env: string; readonly id: string } | undefined,
): [AlertState, (tab: AlertState) => void] {
  const alert = useApp(selectAlert(opened?.env ?? '', opened?.id ?? ''));
  return useState<AlertState>(alert?.state ?? 'firing');
}

function unknownStates(environment: EnvironmentState): ReadonlySet<AlertState> {
  return new Set(
    ALERT_STATES.filter((state) => {
      const { kind } =
        state === 'pending' ? environment.rulesFreshness : environment.alertsFreshness;
      return kind !== 'fresh' && kind !== 'stale';
    }),
  );
}

/** A function that stays the same and calls the newest one, so that rows do not render anew for it. */
function useLatest<A extends readonly unknown[]>(
  callback: (...given: A) => void,
): (...given: A) => void {
  const latest = useRef(callback);
  latest.current = callback;
  return useCallback((...given: A) => latest.current(...given), []);
}
