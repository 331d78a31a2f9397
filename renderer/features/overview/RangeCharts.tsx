import { type ReactNode, useMemo } from 'react';
import type { ChartKey, RangeSnapshot } from '../../../shared/domain/metrics';
import type { Slice } from '../../../shared/domain/slice';
import { ChartLegend } from '../../charts/ChartLegend';
import { LineChart, type Threshold } from '../../charts/LineChart';
import type { ChartLine } from '../../charts/line-data';
import { useFormat, useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import { Panel } from '../../ui/Panel';
import { instanceLines, namedLines } from './chart-lines';
import { type ChartSlice, chartSlice } from './chart-slice';
import styles from './overview.module.css';

const GIB = 1024 ** 3;
const SYNC = 'overview';

interface RangeChartProps {
  readonly ranges: Slice<RangeSnapshot>;
}

interface QuantileChartProps extends RangeChartProps {
  readonly chart: Extract<ChartKey, 'ttft' | 'latency'>;
  readonly className?: string | undefined;
}

/** Percentiles of a duration over time. */
export function QuantileChart({ ranges, chart, className }: QuantileChartProps) {
  const t = useTexts().overview.charts;
  const format = useFormat();
  const slice = chartSlice(ranges, chart);
  const series = slice.kind === 'shown' ? slice.chart.series : undefined;
  const lines = useMemo(() => namedLines(series ?? [], t.series, false), [series, t]);
  return (
    <ChartPanel
      title={t[chart]}
      ranges={ranges}
      slice={slice}
      lines={lines}
      format={format.duration}
      className={className}
    />
  );
}

export function TokensChart({ ranges }: RangeChartProps) {
  const t = useTexts().overview.charts;
  const format = useFormat();
  const slice = chartSlice(ranges, 'tokens');
  const series = slice.kind === 'shown' ? slice.chart.series : undefined;
  const lines = useMemo(() => namedLines(series ?? [], t.series, true), [series, t]);
  return (
    <ChartPanel
      title={t.tokens}
      ranges={ranges}
      slice={slice}
      lines={lines}
      format={format.compact}
    />
  );
}

export function KvChart({ ranges }: RangeChartProps) {
  const { charts: t, kv } = useTexts().overview;
  const format = useFormat();
  const { kvWarnBytes, kvCriticalBytes } = useApp((state) => state.settings.thresholds);
  const slice = chartSlice(ranges, 'kv');
  const series = slice.kind === 'shown' ? slice.chart.series : undefined;
  const { lines, others } = useMemo(
    () => instanceLines(series ?? [], kv.unnamed),
    [series, kv.unnamed],
  );
  const thresholds = useMemo(
    (): readonly Threshold[] => [
      {
        value: kvWarnBytes,
        label: t.warn(format.bytes(kvWarnBytes)),
        color: 'var(--bw-warning)',
      },
      {
        value: kvCriticalBytes,
        label: t.critical(format.bytes(kvCriticalBytes)),
        color: 'var(--bw-critical)',
      },
    ],
    [kvWarnBytes, kvCriticalBytes, t, format],
  );
  return (
    <ChartPanel
      title={t.kv}
      ranges={ranges}
      slice={slice}
      lines={lines}
      format={format.bytes}
      formatTick={(bytes) => `${format.compact(bytes / GIB)} GiB`}
      unit={GIB}
      thresholds={thresholds}
      others={others > 0 ? t.others(others) : undefined}
    />
  );
}

interface ChartPanelProps {
  readonly title: string;
  readonly ranges: Slice<RangeSnapshot>;
  readonly slice: ChartSlice;
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  readonly formatTick?: (value: number) => string;
  readonly unit?: number;
  readonly thresholds?: readonly Threshold[];
  readonly others?: string | undefined;
  readonly className?: string | undefined;
}

function ChartPanel(props: ChartPanelProps): ReactNode {
  const { title, ranges, slice, lines, format, formatTick, unit, thresholds, others } = props;
  const { app } = useTexts();
  const asked = useApp((state) => state.snapshot.range);
  const shown = slice.kind === 'shown';
  const topBoundMs = shown ? slice.chart.topBoundMs : undefined;
  const switching = ranges.value !== undefined && ranges.value.range !== asked;
  return (
    <Panel
      title={title}
      freshness={slice.freshness}
      className={props.className ?? styles.chart}
      end={switching && <span className={styles.fine}>{app.freshness.loading}</span>}
    >
      {shown && (
        <ChartLegend
          lines={lines}
          topBoundMs={topBoundMs}
          format={format}
          {...(others !== undefined && { others })}
        />
      )}
      {shown && (
        <LineChart
          title={title}
          lines={lines}
          startMs={slice.startMs}
          endMs={slice.endMs}
          stepMs={slice.stepMs}
          topBoundMs={topBoundMs}
          format={format}
          syncId={SYNC}
          {...(formatTick && { formatTick })}
          {...(unit !== undefined && { unit })}
          {...(thresholds && { thresholds })}
        />
      )}
    </Panel>
  );
}
