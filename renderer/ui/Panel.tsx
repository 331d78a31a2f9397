import { type ReactNode, useId } from 'react';
import type { Freshness } from '../../shared/domain/slice';
import { cx } from './class-names';
import { FreshnessNote, FreshnessState } from './FreshnessNote';
import styles from './ui.module.css';

interface PanelProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Where given: the body shows only while there is something read, and dimmed while that is old. */
  readonly freshness?: Freshness;
  /** At the right end of the title line. */
  readonly end?: ReactNode;
  /** For a narrow one: freshness as a symbol alone. */
  readonly compact?: boolean;
  readonly className?: string | undefined;
  readonly bodyClassName?: string | undefined;
  readonly children: ReactNode;
}

/** A titled box: the same frame, freshness and failure display everywhere. */
export function Panel(props: PanelProps) {
  const { title, subtitle, freshness, end, compact, className, bodyClassName, children } = props;
  const id = useId();
  return (
    <section className={cx(styles.panel, className)} aria-labelledby={id}>
      <div className={styles.panelHead}>
        <h2 id={id} className={styles.panelTitle}>
          {title}
        </h2>
        {subtitle !== undefined && <div className={styles.panelSubtitle}>{subtitle}</div>}
        <div className={styles.panelEnd}>
          {end}
          {freshness?.kind === 'stale' && (
            <FreshnessNote freshness={freshness} compact={compact ?? false} />
          )}
        </div>
      </div>
      <div
        className={cx(styles.panelBody, bodyClassName)}
        data-stale={freshness?.kind === 'stale' ? 'true' : undefined}
      >
        {freshness && freshness.kind !== 'fresh' && freshness.kind !== 'stale' ? (
          <FreshnessState freshness={freshness} />
        ) : (
          children
        )}
      </div>
    </section>
  );
}
