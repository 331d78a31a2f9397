import styles from './ui.module.css';

interface LabelChipProps {
  readonly name: string;
  readonly value: string;
  /** `=` where left out. */
  readonly operator?: '=' | '!=' | '=~' | '!~';
}

/** `name=value` as text; long ones are cut at the edge and whole in the tooltip. */
export function LabelChip({ name, value, operator = '=' }: LabelChipProps) {
  return (
    <span className={styles.chip} title={`${name}${operator}${value}`}>
      <span className={styles.chipName}>
        {name}
        {operator}
      </span>
      {value}
    </span>
  );
}
