import type { Alert, AlertState, Severity } from '../../../shared/domain/alerts';
import { assertNever } from '../../../shared/result';
import { useFormat, useTexts } from '../../i18n/texts';
import { isUndelivered } from '../../state/selectors';
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
        worst={worstOf(burning(lists, state))}
      />
    ),
  }));
  return (
    <Tabs label={t.label} tabs={tabs} selected={selected} onSelect={onSelect} panelId={panelId} />
  );
}

/** Those of a list that fire: a pending tab is marked for what only Prometheus knows of. */
function burning(lists: AlertTabsProps['lists'], state: AlertState): readonly Alert[] {
  switch (state) {
    case 'firing':
      return lists.firing;
    case 'pending':
      return lists.pending.filter(isUndelivered);
    case 'suppressed':
      return [];
    default:
      return assertNever(state);
  }
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
