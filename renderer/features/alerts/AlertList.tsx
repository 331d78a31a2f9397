import { useCallback, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Alert, AlertState } from '../../../shared/domain/alerts';
import { applyFilter, rememberedText } from '../../../shared/domain/filter';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { useSilencePanel } from '../../app/silence-panel';
import { useTexts } from '../../i18n/texts';
import { isUndelivered } from '../../state/selectors';
import { usePageKeys } from '../../ui/layers';
import { AlertTable } from './AlertTable';
import { AlertTabs } from './AlertTabs';
import { ALERT_STATES, byState, sortAlerts } from './alert-list';
import styles from './alerts.module.css';
import { FilterBar } from './FilterBar';
import { filterOf } from './filter-input';
import { ListState, OldListNote } from './ListState';
import type { AlertListView, ChangeView } from './list-view';

interface AlertListProps {
  readonly environment: EnvironmentState;
  readonly view: AlertListView;
  readonly onChange: ChangeView;
  readonly onLabel: (name: string, value: string) => void;
  /** The alert in the panel. */
  readonly openId: string | undefined;
}

/** Tabs, filter and rows of one environment. */
export function AlertList({ environment, view, onChange, onLabel, openId }: AlertListProps) {
  const { alerts: t } = useTexts();
  const navigate = useNavigate();
  const silencePanel = useSilencePanel();
  const { tab, sort, input } = view;
  const [searchable] = useState(rememberedText);
  const filterInput = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const panelId = useId();
  usePageKeys([['/', () => filterInput.current?.focus()]]);

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
  const select = (next: AlertState) => onChange(() => ({ tab: next }));

  const shows = freshness.kind === 'fresh' || freshness.kind === 'stale';
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t.title}</h1>
      <AlertTabs
        selected={tab}
        onSelect={select}
        lists={lists}
        unknown={unknown}
        panelId={panelId}
      />
      <FilterBar
        input={input}
        onChange={(next) => onChange(() => ({ input: next }))}
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
            onSort={(next) => onChange(() => ({ sort: next }))}
            onOpen={open}
            onSilence={silence}
            onLabel={onLabel}
            openId={openId}
            old={freshness.kind === 'stale'}
          />
        ) : (
          <ListState
            tab={tab}
            freshness={freshness}
            hidden={all.length}
            rules={environment.rulesFreshness}
            undelivered={lists.pending.filter(isUndelivered).length}
            onShowUndelivered={() => select('pending')}
          />
        )}
      </div>
    </div>
  );
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
