import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from '../ui/ui.module.css';

/** A link to a page of this window, inside running text. */
export function TextAnchor({
  to,
  children,
}: {
  readonly to: string;
  readonly children: ReactNode;
}) {
  return (
    <Link to={to} className={styles.link}>
      {children}
    </Link>
  );
}
