import type { Alert, AlertState, Severity } from '../../../shared/domain/alerts';
import { useFormat, useTexts } from '../../i18n/texts';
import { SeverityShape } from '../../ui/SeverityShape';
import { Tabs } from '../../ui/Tabs';
import { ALERT_STATES, worstOf } from './alert-list';
import styles from './alerts.module.css';

interface AlertTabsProps {
  readonly selected: AlertState;
  readonly onSelect: (tab: AlertState) => void;
  readonly lists: Readonly<Record<AlertState, readonly Alert[]>>;
  /** States whose servers were never read: they have no count. */
  readonly unknown: ReadonlySet<AlertState>;
  readonly panelId: string;
}

/** One tab a state with its count. */
export function AlertTabs({ selected, onSelect, lists, unknown, panelId }: AlertTabsProps) {
  const t = useTexts().alerts.tabs;
  const format = useFormat();
  const tabs = ALERT_STATES.map((state) => ({
    key: state,
    text: t[state],
    end: (
      <TabCount
        count={unknown.has(state) ? '?' : format.count(lists[state].length)}
        worst={state === 'firing' ? worstOf(lists.firing) : undefined}
      />
    ),
  }));
  return (
    <Tabs label={t.label} tabs={tabs} selected={selected} onSelect={onSelect} panelId={panelId} />
  );
}

interface TabCountProps {
  readonly count: string;
  readonly worst: Severity | undefined;
}

function TabCount({ count, worst }: TabCountProps) {
  return (
    <span className={styles.tabCount} data-severity={worst}>
      {worst && <SeverityShape severity={worst} size={8} />}
      {count}
    </span>
  );
}
