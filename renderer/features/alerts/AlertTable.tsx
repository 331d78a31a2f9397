// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows at absolute places (ARIA grid pattern)
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useId, useState } from 'react';
import type { Alert } from '../../../shared/domain/alerts';
import { useTexts } from '../../i18n/texts';
import { Icon } from '../../ui/icons';
import { AlertRow } from './AlertRow';
import {
  type ActiveRow,
  activeIndex,
  movedIndex,
  nextSort,
  type Sort,
  type SortKey,
} from './alert-list';
import styles from './alerts.module.css';

const ROW_HEIGHT = 33;
const HEAD_HEIGHT = 30;

interface AlertTableProps {
  readonly alerts: readonly Alert[];
  readonly label: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly onOpen: (alert: Alert) => void;
  readonly onSilence: (alert: Alert) => void;
  readonly onLabel: (name: string, value: string) => void;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  /** The alert in the side panel. */
  readonly openId: string | undefined;
  readonly old: boolean;
}

/** Only the rows in view exist, so that 20,000 alerts scroll like 20. The grid has the focus and names its active row. */
export function AlertTable(props: AlertTableProps) {
  const { alerts, label, sort, onSort, onOpen, onSilence, onLabel, gridRef, openId, old } = props;
  const t = useTexts().alerts.table;
  const id = useId();
  const [active, setActive] = useState<ActiveRow | null>(null);
  const index = activeIndex(alerts, active);
  // the place is kept up to date, so that the next alert takes over when this one goes
  const here = alerts[index];
  if (here && (here.id !== active?.id || index !== active.index)) setActive({ id: here.id, index });
  const virtual = useVirtualizer({
    count: alerts.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (row) => alerts[row]?.id ?? row,
    overscan: 10,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });

  function go(to: number): void {
    const alert = alerts[to];
    if (!alert) return;
    setActive({ id: alert.id, index: to });
    virtual.scrollToIndex(to, { align: 'auto' });
  }

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / ROW_HEIGHT) - 2);
    const to = movedIndex(event.key, index, alerts.length, page);
    if (to !== undefined) {
      event.preventDefault();
      go(to);
      return;
    }
    const alert = alerts[index];
    if (!alert) return;
    if (event.key === 'Enter') onOpen(alert);
    if (event.key === 's') {
      event.preventDefault();
      onSilence(alert);
    }
  }

  const open = useCallback(
    (alert: Alert, row: number) => {
      setActive({ id: alert.id, index: row });
      onOpen(alert);
    },
    [onOpen],
  );

  const rowId = (row: number) => `${id}-${row}`;
  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={alerts.length + 1}
      aria-activedescendant={index === -1 ? undefined : rowId(index)}
      className={styles.grid}
      data-old={old || undefined}
      onKeyDown={press}
      onFocus={(event) => {
        if (event.target === event.currentTarget && index === -1) go(0);
      }}
    >
      <div role="rowgroup" className={styles.head} style={{ height: HEAD_HEIGHT }}>
        <div role="row" aria-rowindex={1} className={styles.columns}>
          <SortHeader name="severity" text={t.severity} sort={sort} onSort={onSort} />
          <SortHeader name="alert" text={t.alert} sort={sort} onSort={onSort} />
          <div role="columnheader">{t.labels}</div>
          <div role="columnheader">{t.state}</div>
          <SortHeader name="age" text={t.age} sort={sort} onSort={onSort} />
          <div role="columnheader" className={styles.wideOnly}>
            {t.receivers}
          </div>
          <div role="columnheader">
            <span className="visually-hidden">{t.actions}</span>
          </div>
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const alert = alerts[item.index];
          if (!alert) return null;
          return (
            <AlertRow
              key={item.key}
              id={rowId(item.index)}
              alert={alert}
              index={item.index}
              top={item.start - HEAD_HEIGHT}
              height={ROW_HEIGHT}
              active={item.index === index}
              opened={alert.id === openId}
              onOpen={open}
              onSilence={onSilence}
              onLabel={onLabel}
            />
          );
        })}
      </div>
    </div>
  );
}

interface SortHeaderProps {
  readonly name: SortKey;
  readonly text: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function SortHeader({ name, text, sort, onSort }: SortHeaderProps) {
  const sorted = sort.key === name;
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <div role="columnheader" aria-sort={sorted ? direction : 'none'}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort(nextSort(sort, name))}
        data-sorted={sorted || undefined}
      >
        {text}
        {sorted && <Icon name={sort.descending ? 'arrowDown' : 'arrowUp'} size={11} />}
      </button>
    </div>
  );
}
