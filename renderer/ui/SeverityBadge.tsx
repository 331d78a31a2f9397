import type { AlertState, Severity } from '../../shared/domain/alerts';
import { useTexts } from '../i18n/texts';
import { cx } from './class-names';
import { SeverityShape, StateShape } from './SeverityShape';
import styles from './ui.module.css';

/** Colour, shape and word: any one of them is enough. */
export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  const { common } = useTexts();
  return (
    <span className={cx(styles.badge, styles[severity])}>
      <SeverityShape severity={severity} />
      {common.severity[severity]}
    </span>
  );
}

/** For an alert that does not fire: pending or suppressed. A firing one shows its severity alone. */
export function StateBadge({ state }: { readonly state: Exclude<AlertState, 'firing'> }) {
  const { app } = useTexts();
  return (
    <span className={cx(styles.badge, styles.suppressed)}>
      <StateShape state={state} />
      {app.state[state]}
    </span>
  );
}
