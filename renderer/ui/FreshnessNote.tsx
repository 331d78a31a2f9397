import type { Freshness } from '../../shared/domain/slice';
import { assertNever } from '../../shared/result';
import { useFormat, useTexts } from '../i18n/texts';
import { useNow } from '../state/use-now';
import { cx } from './class-names';
import { EmptyState } from './EmptyState';
import { Icon } from './icons';
import styles from './ui.module.css';
import { useFailureText } from './use-failure-text';

interface FreshnessNoteProps {
  readonly freshness: Freshness;
  /** The symbol alone, its words in the tooltip: for titles without room. */
  readonly compact?: boolean;
  /** Instead of `stale since …`, where that says too much. */
  readonly staleWords?: string;
}

/** A word beside a title: nothing while fresh, else how old and why (the reason in full in the tooltip). */
export function FreshnessNote({ freshness, compact = false, staleWords }: FreshnessNoteProps) {
  const { app } = useTexts();
  const format = useFormat();
  const now = useNow(5000);
  const failureText = useFailureText();
  switch (freshness.kind) {
    case 'fresh':
      return null;
    case 'loading':
      return <span className={styles.note}>{app.freshness.loading}</span>;
    case 'off':
      return <span className={styles.note}>{app.freshness.off}</span>;
    case 'stale': {
      const reason = failureText(freshness.failure);
      return (
        <span
          className={cx(styles.note, styles.noteStale)}
          title={app.freshness.staleBody(format.ago(freshness.at, now), reason)}
        >
          <Icon name="clock" size={12} />
          <span className={compact ? 'visually-hidden' : undefined}>
            {staleWords ?? app.freshness.staleSince(format.clock(freshness.since))}
          </span>
          <span className="visually-hidden">{reason}</span>
        </span>
      );
    }
    case 'failed':
      return (
        <span
          className={cx(styles.note, styles.noteFailed)}
          title={app.freshness.failedSince(
            format.time(freshness.since),
            failureText(freshness.failure),
          )}
        >
          <Icon name="warning" size={12} />
          {app.freshness.failed}
        </span>
      );
    default:
      return assertNever(freshness);
  }
}

interface FreshnessStateProps {
  readonly freshness: Exclude<Freshness, { kind: 'fresh' } | { kind: 'stale' }>;
  /** What could not be had, where `No data` says too little. */
  readonly failedTitle?: string;
  readonly offText?: string;
  /** Said after the reason of a failure: what it does not mean. */
  readonly remark?: string;
}

/** In the place of content that was never read. */
export function FreshnessState({ freshness, failedTitle, offText, remark }: FreshnessStateProps) {
  const { app } = useTexts();
  const format = useFormat();
  const failureText = useFailureText();
  switch (freshness.kind) {
    case 'loading':
      return <EmptyState title={app.freshness.loading} />;
    case 'off':
      return <EmptyState title={app.freshness.off}>{offText ?? app.freshness.offBody}</EmptyState>;
    case 'failed':
      return (
        <EmptyState tone="failed" icon="warning" title={failedTitle ?? app.freshness.failed}>
          {app.freshness.failedSince(format.clock(freshness.since), failureText(freshness.failure))}
          {remark !== undefined && <p>{remark}</p>}
        </EmptyState>
      );
    default:
      return assertNever(freshness);
  }
}
