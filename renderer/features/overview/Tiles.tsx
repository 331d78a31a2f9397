import type {
  ChartKey,
  PanelSnapshot,
  RangeSnapshot,
  Reading,
} from '../../../shared/domain/metrics';
import type { Slice } from '../../../shared/domain/slice';
import { type LineSummary, summarise } from '../../charts/line-data';
import { Sparkline } from '../../charts/Sparkline';
import { useSampleText } from '../../charts/use-sample-text';
import { useFormat, useTexts } from '../../i18n/texts';
import { FreshnessNote } from '../../ui/FreshnessNote';
import { Panel } from '../../ui/Panel';
import { ReadingText } from '../../ui/ReadingText';
import { chartSlice } from './chart-slice';
import styles from './overview.module.css';

interface TilesProps {
  readonly panels: Slice<PanelSnapshot>;
  readonly ranges: Slice<RangeSnapshot>;
}

/** The four figures of now, each with its way through the range shown. */
export function Tiles({ panels, ranges }: TilesProps) {
  const t = useTexts().overview.tiles;
  const format = useFormat();
  const value = panels.value;
  const shared = { panels, ranges };
  return (
    <div className={styles.tiles}>
      <Tile
        {...shared}
        title={t.active}
        chart="active"
        color="var(--bw-series-1)"
        reading={value?.active}
        format={format.count}
      />
      <Tile
        {...shared}
        title={t.waiting}
        chart="waiting"
        color="var(--bw-series-2)"
        reading={value?.waiting}
        format={format.count}
      />
      <Tile
        {...shared}
        title={t.batchFill}
        chart="batchFill"
        color="var(--bw-series-4)"
        reading={value?.batchFillP50}
        format={format.percent}
      />
      <Tile
        {...shared}
        title={t.decodePrefill}
        chart="decodePrefill"
        color="var(--bw-series-5)"
        reading={value?.decodePrefillRatio}
        format={format.ratio}
      />
    </div>
  );
}

interface TileProps extends TilesProps {
  readonly title: string;
  readonly chart: ChartKey;
  readonly color: string;
  readonly reading: Reading | undefined;
  readonly format: (value: number) => string;
}

function Tile({ panels, ranges, title, chart, color, reading, format }: TileProps) {
  const t = useTexts().overview.tiles;
  const { clock } = useFormat();
  const sampleText = useSampleText(format);
  const slice = chartSlice(ranges, chart);
  const points = slice.kind === 'shown' ? slice.chart.series[0]?.points : undefined;
  const range = points && summarise(points);
  const oldLine = slice.kind === 'shown' && slice.freshness.kind === 'stale';
  return (
    <Panel title={title} freshness={panels.freshness} compact className={styles.tile}>
      <div className={styles.figure} data-kind={reading?.kind}>
        {reading && <ReadingText reading={reading} format={format} absentWhy={t.idle} />}
      </div>
      {slice.kind === 'shown' && points && range && (
        <div className={styles.spark} data-stale={oldLine ? 'true' : undefined}>
          <Sparkline points={points} color={color} summary={summary(range, slice.endMs)} />
          {/* it says of the figure too that it is old where that is so */}
          {oldLine && panels.freshness.kind !== 'stale' && (
            <div className={styles.sparkNote}>
              <FreshnessNote freshness={slice.freshness} staleWords={clock(slice.endMs)} />
            </div>
          )}
        </div>
      )}
    </Panel>
  );

  function summary({ low, high }: LineSummary, endMs: number): string {
    const spark = t.spark(title, sampleText(low), sampleText(high));
    return oldLine ? t.sparkEnded(spark, clock(endMs)) : spark;
  }
}
