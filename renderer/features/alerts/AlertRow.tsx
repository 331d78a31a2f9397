// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows at absolute places (ARIA grid pattern)
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of its active row
import { memo } from 'react';
import type { Alert } from '../../../shared/domain/alerts';
import { useFormat, useTexts } from '../../i18n/texts';
import { useNow } from '../../state/use-now';
import { cx } from '../../ui/class-names';
import { IconButton } from '../../ui/IconButton';
import { LabelChip } from '../../ui/LabelChip';
import { SeverityBadge } from '../../ui/SeverityBadge';
import { AlertStateText } from './AlertStateText';
import { rowLabels } from './alert-list';
import styles from './alerts.module.css';

const SHOWN_LABELS = 5;

interface AlertRowProps {
  readonly id: string;
  readonly alert: Alert;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly active: boolean;
  readonly opened: boolean;
  readonly onOpen: (alert: Alert, index: number) => void;
  readonly onSilence: (alert: Alert) => void;
  readonly onLabel: (name: string, value: string) => void;
}

/** A row of the grid. What can be pressed in it has a twin on the keyboard: Enter, S, and the filter bar. */
export const AlertRow = memo(function AlertRow(props: AlertRowProps) {
  const { id, alert, index, top, height, active, opened, onOpen, onSilence, onLabel } = props;
  const { alerts: texts } = useTexts();
  const t = texts.table;
  const labels = rowLabels(alert);
  const rest = labels.length - SHOWN_LABELS;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active}
      className={cx(styles.columns, styles.row)}
      data-active={active || undefined}
      data-opened={opened || undefined}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={() => onOpen(alert, index)}
    >
      <div role="gridcell">
        <SeverityBadge severity={alert.severity} />
      </div>
      <div role="gridcell" className={styles.name} title={alert.name}>
        {alert.name}
      </div>
      <div role="gridcell" className={styles.labels}>
        {labels.slice(0, SHOWN_LABELS).map(([name, value]) => (
          <button
            key={name}
            type="button"
            tabIndex={-1}
            className={styles.labelButton}
            aria-label={texts.filter.add(`${name}=${value}`)}
            onClick={(event) => {
              event.stopPropagation();
              onLabel(name, value);
            }}
          >
            <LabelChip name={name} value={value} />
          </button>
        ))}
        {rest > 0 && <span className={styles.more}>{t.more(rest)}</span>}
      </div>
      <div role="gridcell" className={styles.stateCell}>
        <AlertStateText alert={alert} />
      </div>
      <div role="gridcell" className={styles.age}>
        <Age since={alert.startsAt} />
      </div>
      <div
        role="gridcell"
        className={cx(styles.receivers, styles.wideOnly)}
        title={alert.receivers.join(', ')}
      >
        {alert.receivers.join(', ')}
      </div>
      <div role="gridcell">
        <IconButton
          icon="mute"
          tabIndex={-1}
          className={styles.rowAction}
          label={t.silence(alert.name)}
          onClick={(event) => {
            event.stopPropagation();
            onSilence(alert);
          }}
        />
      </div>
    </div>
  );
});

function Age({ since }: { readonly since: number }) {
  const format = useFormat();
  const now = useNow(1000);
  return <span title={format.full(since)}>{format.ago(since, now)}</span>;
}
