import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import styles from './ui.module.css';

export interface Tab<K extends string> {
  readonly key: K;
  readonly text: string;
  /** After the text: a count. */
  readonly end?: ReactNode;
}

interface TabsProps<K extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<K>[];
  readonly selected: K;
  readonly onSelect: (key: K) => void;
  readonly panelId: string;
}

/** Tabs over one panel. Left and right move between them; only the selected one is a stop of the Tab key. */
export function Tabs<K extends string>(props: TabsProps<K>) {
  const { label, tabs, selected, onSelect, panelId } = props;
  const list = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = tabs.findIndex(({ key }) => key === selected) + step;
    const next = tabs[(index + tabs.length) % tabs.length];
    if (!next) return;
    onSelect(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  }

  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={move}>
      {tabs.map(({ key, text, end }) => (
        <button
          key={key}
          type="button"
          role="tab"
          data-tab={key}
          aria-selected={key === selected}
          aria-controls={panelId}
          tabIndex={key === selected ? 0 : -1}
          className={styles.tab}
          onClick={() => onSelect(key)}
        >
          {text} {end}
        </button>
      ))}
    </div>
  );
}
