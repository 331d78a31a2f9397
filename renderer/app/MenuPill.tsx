import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icons';
import styles from './shell.module.css';

interface MenuPillProps {
  /** What is chosen here; part of the accessible name, seen only where `shown`. */
  readonly label: string;
  readonly value: string;
  readonly shown?: boolean;
  readonly strong?: boolean;
  readonly disabled?: boolean;
  readonly icon?: IconName;
  readonly tone?: 'plain' | 'warning';
  /** Beside the value; told after it. */
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}

/** A pill of the header that opens a menu. */
export function MenuPill(props: MenuPillProps) {
  const { label, value, shown = false, strong = false, disabled = false, icon } = props;
  return (
    // inside the header, which is a landmark; a portal would stand outside of all
    <Menu
      position="bottom-start"
      width="max-content"
      returnFocus
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" className={styles.pill} data-tone={props.tone} disabled={disabled}>
          {icon && <Icon name={icon} size={14} />}
          {shown ? (
            <span className={styles.pillLabel}>{label}</span>
          ) : (
            <span className="visually-hidden">{label}:</span>
          )}
          {strong || shown ? <b className={styles.pillValue}>{value}</b> : <span>{value}</span>}
          {props.mark}
          <Icon name="chevronDown" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>{props.children}</Menu.Dropdown>
    </Menu>
  );
}
