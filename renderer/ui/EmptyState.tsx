import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icons';
import styles from './ui.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: IconName;
  readonly action?: ReactNode;
  /** `failed`: nothing is shown because something went wrong, not because there is nothing. */
  readonly tone?: 'plain' | 'failed';
}

/** In the place of content that is not there: what is missing, why, and what to do. */
export function EmptyState({ title, children, icon, action, tone = 'plain' }: EmptyStateProps) {
  return (
    <div className={cx(styles.empty, tone === 'failed' && styles.emptyFailed)}>
      {icon && <Icon name={icon} size={22} className={styles.emptyIcon} />}
      <div className={styles.emptyTitle}>{title}</div>
      {children !== undefined && <div className={styles.emptyBody}>{children}</div>}
      {action !== undefined && <div className={styles.emptyAction}>{action}</div>}
    </div>
  );
}
