import type { HistogramPanel, PanelSnapshot, Quantile } from '../../../shared/domain/metrics';
import type { Slice } from '../../../shared/domain/slice';
import { Histogram, type Marker } from '../../charts/Histogram';
import { lowerBound } from '../../charts/histogram-scale';
import { useFormat, useTexts } from '../../i18n/texts';
import { EmptyState } from '../../ui/EmptyState';
import { Panel } from '../../ui/Panel';
import { ReadingText } from '../../ui/ReadingText';
import styles from './overview.module.css';

/** What users feel: below 300 ms a reply begins at once, above a second they wait. */
const ZONES = { slowMs: 300, badMs: 1000 } as const;
const QUANTILES = ['p50', 'p95', 'p99'] as const;

export function TtftHistogram({ panels }: { readonly panels: Slice<PanelSnapshot> }) {
  const t = useTexts().overview.ttft;
  const format = useFormat();
  const ttft = panels.value?.ttft;
  return (
    <Panel
      title={t.title}
      subtitle={
        ttft && ttft.buckets.length > 0
          ? t.subtitle(format.count(Math.round(ttft.total)))
          : undefined
      }
      freshness={panels.freshness}
      className={styles.ttft}
    >
      <Body ttft={ttft} />
    </Panel>
  );
}

function Body({ ttft }: { readonly ttft: HistogramPanel | undefined }) {
  const { overview, app } = useTexts();
  const t = overview.ttft;
  const format = useFormat();
  if (!ttft) return <EmptyState title={t.absent}>{t.absentWhy}</EmptyState>;
  if (ttft.buckets.length === 0) return <NativeQuantiles ttft={ttft} />;
  if (ttft.total <= 0) return <EmptyState title={t.none}>{t.noneWhy}</EmptyState>;
  const { buckets } = ttft;
  const markers = QUANTILES.flatMap((name) => markerOf(name, ttft[name]));
  return (
    <Histogram
      title={t.title}
      buckets={buckets}
      zones={ZONES}
      markers={markers}
      formatBound={shortBound}
      formatBucket={(index) => {
        const from = format.duration(lowerBound(buckets, index));
        const upper = buckets[index]?.upperMs ?? Number.POSITIVE_INFINITY;
        return Number.isFinite(upper) ? t.bucket(from, format.duration(upper)) : t.lastBucket(from);
      }}
      formatCount={(count) => t.requests(format.count(Math.round(count)))}
      columns={{ bucket: t.tableBucket, count: t.tableCount }}
    />
  );

  function markerOf(name: string, quantile: Quantile): Marker[] {
    if (quantile.kind === 'value') {
      return [{ at: quantile.value, label: t.marker(name, format.duration(quantile.value)) }];
    }
    if (quantile.kind === 'at-least') {
      const text = app.reading.atLeast(format.duration(quantile.bound));
      return [{ at: Number.POSITIVE_INFINITY, label: t.marker(name, text) }];
    }
    return [];
  }
}

/** Percentiles alone: a native histogram has no classic buckets. */
function NativeQuantiles({ ttft }: { readonly ttft: HistogramPanel }) {
  const t = useTexts().overview.ttft;
  const format = useFormat();
  return (
    <div className={styles.native}>
      <dl className={styles.quantiles}>
        {QUANTILES.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <ReadingText reading={ttft[name]} format={format.duration} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.fine}>
        {t.native}. {t.nativeWhy}
      </p>
    </div>
  );
}

/** `750`, `1s`, `2.5s`: a column has room for no more. */
function shortBound(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toFixed(2))}s` : `${Number(ms.toFixed(1))}`;
}
