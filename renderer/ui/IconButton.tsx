import type { ComponentProps } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icons';
import styles from './ui.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  readonly icon: IconName;
  /** What it does: its accessible name and tooltip. */
  readonly label: string;
  readonly size?: number;
}

export function IconButton({ icon, label, size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(styles.iconButton, className)}
      {...rest}
    >
      <Icon name={icon} {...(size !== undefined && { size })} />
    </button>
  );
}
