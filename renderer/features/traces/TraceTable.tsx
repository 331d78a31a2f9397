import type { TraceSearch } from '../../../shared/domain/traces';
import { useFormat, useTexts } from '../../i18n/texts';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/icons';
import { rootOf, rootServiceOf, type TraceRow, traceTable } from './trace-rows';
import styles from './traces.module.css';

/** The slowest traces, each with its length beside the longest and, where known, beside p95. */
export function TraceTable({ search }: { readonly search: TraceSearch }) {
  const { traces: t } = useTexts();
  const { rows, floorShare } = traceTable(search);
  return (
    <section className={styles.scroll} aria-label={t.tableLabel}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t.columns.duration}</th>
            <th scope="col">{t.columns.start}</th>
            <th scope="col">{t.columns.name}</th>
            <th scope="col">{t.columns.service}</th>
            <th scope="col">{t.columns.status}</th>
            <th scope="col">{t.columns.id}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.trace.traceId} row={row} floorShare={floorShare} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly row: TraceRow;
  readonly floorShare: number | null;
}

function Row({ row: { trace, share }, floorShare }: RowProps) {
  const { traces: t } = useTexts();
  const format = useFormat();
  const root = rootOf(trace);
  const service = rootServiceOf(trace);
  return (
    <tr>
      <td>
        <div className={styles.duration}>
          <span className={styles.durationText}>{format.duration(trace.durationMs)}</span>
          <svg
            className={styles.bar}
            data-error={trace.error}
            aria-hidden="true"
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
          >
            <rect className={styles.barTrack} width="100" height="10" />
            <rect className={styles.barFill} width={share * 100} height="10" />
            {floorShare !== null && (
              <path
                className={styles.barFloor}
                d={`M${floorShare * 100} 0V10`}
                vectorEffect="non-scaling-stroke"
              />
            )}
          </svg>
        </div>
      </td>
      <td title={format.full(trace.startMs)}>{format.time(trace.startMs)}</td>
      <td className={styles.name}>
        {root === null ? (
          <span className={styles.missing}>{t.rootMissing}</span>
        ) : (
          <bdi title={root}>{root}</bdi>
        )}
        {trace.spanCount !== undefined && (
          <span className={styles.spans}>{t.spans(trace.spanCount)}</span>
        )}
      </td>
      <td className={styles.service}>
        {service === null ? (
          <span className={styles.missing}>–</span>
        ) : (
          <bdi title={service}>{service}</bdi>
        )}
      </td>
      <td>
        {trace.error ? (
          <span className={styles.error}>
            <Icon name="warning" size={12} />
            {t.error}
          </span>
        ) : (
          <span className={styles.fine}>{t.fine}</span>
        )}
      </td>
      <td>
        <div className={styles.id}>
          <code>{trace.traceId}</code>
          <CopyButton text={trace.traceId} label={t.copy(trace.traceId)} className={styles.copy} />
        </div>
      </td>
    </tr>
  );
}
