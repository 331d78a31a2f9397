import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icons';
import styles from './ui.module.css';

type Tone = 'info' | 'warning' | 'critical';

interface CalloutProps {
  readonly tone: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** At its right end: a button or a link. */
  readonly action?: ReactNode;
}

const ICONS: Readonly<Record<Tone, IconName>> = {
  info: 'info',
  warning: 'warning',
  critical: 'warning',
};

const CLASSES: Readonly<Record<Tone, string | undefined>> = {
  info: styles.calloutInfo,
  warning: styles.calloutWarning,
  critical: styles.calloutCritical,
};

/** A boxed remark that belongs to what is around it. */
export function Callout({ tone, title, children, action }: CalloutProps) {
  return (
    <div className={cx(styles.callout, CLASSES[tone])}>
      <Icon name={ICONS[tone]} />
      <div className={styles.calloutBody}>
        {title !== undefined && <div className={styles.calloutTitle}>{title}</div>}
        {children}
      </div>
      {action}
    </div>
  );
}
