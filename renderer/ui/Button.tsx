import type { ComponentProps } from 'react';
import { cx } from './class-names';
import styles from './ui.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'primary' | 'danger';
}

export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(styles.button, look !== 'plain' && styles[look], className)}
      {...rest}
    />
  );
}
