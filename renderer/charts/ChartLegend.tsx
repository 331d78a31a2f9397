import styles from './charts.module.css';
import { type ChartLine, summarise } from './line-data';
import { useSampleText } from './use-sample-text';

interface ChartLegendProps {
  readonly lines: readonly ChartLine[];
  readonly topBoundMs?: number | undefined;
  readonly format: (value: number) => string;
  /** After the named ones: how many faint lines there are. */
  readonly others?: string;
}

/** The lines by colour and name with their newest point. */
export function ChartLegend({ lines, topBoundMs, format, others }: ChartLegendProps) {
  const text = useSampleText(format);
  return (
    <div className={styles.legend}>
      {lines
        .filter((line) => !line.faint)
        .map((line) => {
          const { latest } = summarise(line.points, topBoundMs);
          const said = latest.kind === 'value' || latest.kind === 'at-least';
          return (
            <span key={line.key} className={styles.legendItem}>
              <span className={styles.swatch} style={{ background: line.color }} />
              <span className={styles.legendName} title={line.name}>
                {line.name}
              </span>
              <span className={said ? styles.legendValue : styles.legendUnsaid}>
                {text(latest)}
              </span>
            </span>
          );
        })}
      {others !== undefined && <span className={styles.legendItem}>{others}</span>}
    </div>
  );
}
