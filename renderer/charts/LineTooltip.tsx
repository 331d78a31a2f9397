import { useFormat } from '../i18n/texts';
import { cx } from '../ui/class-names';
import styles from './charts.module.css';
import { type ChartLine, type Sample, sampleAt } from './line-data';
import { useSampleText } from './use-sample-text';

interface LineTooltipProps {
  readonly at: number;
  readonly index: number;
  readonly lines: readonly ChartLine[];
  readonly topBoundMs?: number | undefined;
  readonly format: (value: number) => string;
}

/** More would cover the chart. */
const ROWS = 10;

export function LineTooltip({ at, index, lines, topBoundMs, format }: LineTooltipProps) {
  const formats = useFormat();
  const text = useSampleText(format);
  const rows = lines.map((line) => ({ line, sample: sampleAt(line.points, index, topBoundMs) }));
  const shown =
    rows.length <= ROWS
      ? rows
      : [...rows].sort((a, b) => size(b.sample) - size(a.sample)).slice(0, ROWS);
  return (
    <div className={styles.tip}>
      <div className={styles.tipTime}>{formats.dateTime(at)}</div>
      {shown.map(({ line, sample }) => (
        <div key={line.key} className={styles.tipRow}>
          <span className={styles.swatch} style={{ background: line.color }} />
          <span className={styles.tipName}>{line.name}</span>
          <span
            className={cx((sample.kind === 'absent' || sample.kind === 'nan') && styles.tipUnsaid)}
          >
            {text(sample)}
          </span>
        </div>
      ))}
      {rows.length > shown.length && (
        <div className={styles.tipTime}>+{rows.length - shown.length}</div>
      )}
    </div>
  );
}

function size(sample: Sample): number {
  if (sample.kind === 'value') return sample.value;
  return sample.kind === 'at-least' ? sample.bound : Number.NEGATIVE_INFINITY;
}
