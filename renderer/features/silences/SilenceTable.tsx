// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows at absolute places
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and headings of a table are no stops
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Silence, SilenceState } from '../../../shared/domain/silences';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { useTexts } from '../../i18n/texts';
import { SilenceRow } from './SilenceRow';
import { mutedCounts } from './silence-list';
import styles from './silences.module.css';
import { useExpire } from './use-expire';

const ROW_HEIGHT = 58;
const HEAD_HEIGHT = 30;

interface SilenceTableProps {
  readonly silences: readonly Silence[];
  readonly tab: SilenceState;
  readonly environment: EnvironmentState;
  /** The one that the address wants to be seen. */
  readonly shownId: string | undefined;
  readonly old: boolean;
}

/** Rows are as high as their text; only those in view exist. */
export function SilenceTable({ silences, tab, environment, shownId, old }: SilenceTableProps) {
  const { silences: t } = useTexts();
  const scroll = useRef<HTMLDivElement>(null);
  const counts = useMemo(() => mutedCounts(environment.alerts), [environment.alerts]);
  const alerts = useMemo(() => Object.values(environment.alerts), [environment.alerts]);
  const expire = useExpire(environment.id);
  const virtual = useVirtualizer({
    count: silences.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (row) => silences[row]?.id ?? row,
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
  });
  const place = silences.findIndex((silence) => silence.id === shownId);
  const seen = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (place === -1 || seen.current === shownId) return;
    seen.current = shownId;
    virtual.scrollToIndex(place, { align: 'center' });
    scroll.current?.focus({ preventScroll: true });
  }, [place, shownId, virtual]);
  return (
    <div
      ref={scroll}
      role="table"
      aria-label={`${t.title}: ${t.tabs[tab]}`}
      aria-rowcount={silences.length + 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={styles.table}
      data-old={old || undefined}
    >
      <div role="rowgroup" className={styles.head} style={{ height: HEAD_HEIGHT }}>
        <div role="row" aria-rowindex={1} className={styles.columns}>
          {(['what', 'who', 'when', 'mutes', 'actions'] as const).map((column) => (
            <div key={column} role="columnheader" data-column={column}>
              {column === 'actions' ? (
                <span className="visually-hidden">{t.column.actions}</span>
              ) : (
                t.column[column]
              )}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const silence = silences[item.index];
          if (!silence) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className={styles.row}
              aria-current={silence.id === shownId || undefined}
              style={{ transform: `translateY(${item.start - HEAD_HEIGHT}px)` }}
            >
              <SilenceRow
                silence={silence}
                tab={tab}
                environment={environment}
                alerts={alerts}
                muted={counts.get(silence.id) ?? 0}
                expire={expire}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
