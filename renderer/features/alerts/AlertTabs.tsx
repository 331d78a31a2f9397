import { type KeyboardEvent, useRef } from 'react';
import type { Alert, AlertState } from '../../../shared/domain/alerts';
import { useFormat, useTexts } from '../../i18n/texts';
import { SeverityShape } from '../../ui/SeverityShape';
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

/** One tab a state with its count. Left and right move between them. */
export function AlertTabs({ selected, onSelect, lists, unknown, panelId }: AlertTabsProps) {
  const t = useTexts().alerts.tabs;
  const format = useFormat();
  const list = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = ALERT_STATES.indexOf(selected) + step;
    const next = ALERT_STATES[(index + ALERT_STATES.length) % ALERT_STATES.length];
    if (!next) return;
    onSelect(next);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  }

  return (
    <div ref={list} role="tablist" aria-label={t.label} className={styles.tabs} onKeyDown={move}>
      {ALERT_STATES.map((state) => {
        const worst = state === 'firing' ? worstOf(lists.firing) : undefined;
        return (
          <button
            key={state}
            type="button"
            role="tab"
            data-tab={state}
            aria-selected={state === selected}
            aria-controls={panelId}
            tabIndex={state === selected ? 0 : -1}
            className={styles.tab}
            onClick={() => onSelect(state)}
          >
            {t[state]}
            <span className={styles.tabCount} data-severity={worst}>
              {worst && <SeverityShape severity={worst} size={8} />}
              {unknown.has(state) ? '?' : format.count(lists[state].length)}
            </span>
          </button>
        );
      })}
    </div>
  );
}
