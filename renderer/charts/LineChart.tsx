import { useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useFormat, useTexts } from '../i18n/texts';
import { ChartFrame } from './ChartFrame';
import styles from './charts.module.css';
import { LineTable } from './LineTable';
import { LineTooltip } from './LineTooltip';
import { type ChartLine, hasValues, isIsolated, rowsOf } from './line-data';
import { timeTicks, valueScale } from './scale';

export interface Threshold {
  readonly value: number;
  readonly label: string;
  readonly color: string;
}

interface LineChartProps {
  /** Its accessible name; the visible one is the panel's. */
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** The grid: epoch ms of the first point, and the distance of points. */
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly format: (value: number) => string;
  /** Shorter, for the axis; `format` where left out. */
  readonly formatTick?: (value: number) => string;
  /** Ticks are round multiples of it: 1024³ for bytes. */
  readonly unit?: number;
  /** Points at it mean "≥". */
  readonly topBoundMs?: number | undefined;
  readonly thresholds?: readonly Threshold[];
  /** Charts with the same id show the hovered time together. */
  readonly syncId?: string;
}

const MARGIN = { top: 6, right: 6, bottom: 0, left: 0 };
const TICK = { className: styles.tick ?? '', fontSize: 10 };
const PX_PER_TIME = 70;
const PX_PER_TICK = 34;

/** Lines over time. Gaps stay gaps; arrow keys walk the points while it has the focus. */
export function LineChart(props: LineChartProps) {
  const { title, lines, startMs, endMs, format, topBoundMs } = props;
  return (
    <ChartFrame
      draw={(width, height) => <Drawing {...props} width={width} height={height} />}
      alternative={<LineTable {...{ title, startMs, endMs, lines, topBoundMs, format }} />}
    />
  );
}

function Drawing(props: LineChartProps & { readonly width: number; readonly height: number }) {
  const { title, lines, startMs, endMs, stepMs, format, topBoundMs, width, height } = props;
  const { thresholds = [], unit = 1, formatTick = format, syncId } = props;
  const t = useTexts().overview.charts;
  const formats = useFormat();
  const rows = useMemo(() => rowsOf(lines, startMs, stepMs), [lines, startMs, stepMs]);
  const scale = useMemo(
    () =>
      valueScale(
        [
          ...lines.flatMap((line) => line.points.filter((point) => point !== null)),
          ...thresholds.map((threshold) => threshold.value),
        ],
        Math.max(2, Math.min(5, Math.floor(height / PX_PER_TICK))),
        unit,
      ),
    [lines, thresholds, height, unit],
  );
  const offsetMs = -new Date(endMs).getTimezoneOffset() * 60_000;
  const times = timeTicks(startMs, endMs, Math.max(2, Math.floor(width / PX_PER_TIME)), offsetMs);
  const reachesBound =
    topBoundMs !== undefined &&
    lines.some((line) => line.points.some((point) => point !== null && point >= topBoundMs));

  return (
    <>
      <ComposedChart
        width={width}
        height={height}
        data={rows}
        margin={MARGIN}
        title={title}
        {...(syncId !== undefined && { syncId, syncMethod: 'value' as const })}
      >
        <CartesianGrid vertical={false} stroke="var(--bw-grid)" />
        <XAxis
          dataKey="t"
          type="number"
          domain={[startMs, endMs]}
          ticks={[...times]}
          tickFormatter={formats.clock}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--bw-grid)' }}
          height={18}
          interval="preserveStartEnd"
          allowDataOverflow
        />
        <YAxis
          domain={[scale.min, scale.max]}
          ticks={[...scale.ticks]}
          tickFormatter={(value: number) => (value === 0 ? '0' : formatTick(value))}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={50}
          interval={0}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--bw-dim)', strokeDasharray: '2 2' }}
          content={({ active, label }) => {
            const at = Number(label);
            if (!active || !Number.isFinite(at)) return null;
            const index = Math.round((at - startMs) / stepMs);
            return <LineTooltip {...{ at, index, lines, topBoundMs, format }} />;
          }}
        />
        {thresholds.map((threshold) => (
          <ReferenceLine
            key={threshold.label}
            y={threshold.value}
            stroke={threshold.color}
            strokeDasharray="4 3"
            strokeOpacity={0.85}
            label={{
              value: threshold.label,
              position: 'insideBottomRight',
              className: styles.thresholdText ?? '',
            }}
          />
        ))}
        {reachesBound && (
          <ReferenceLine
            y={topBoundMs}
            stroke="var(--bw-faint)"
            strokeDasharray="1 3"
            label={{
              value: `≥ ${format(topBoundMs)}`,
              position: 'insideTopLeft',
              className: styles.thresholdText ?? '',
            }}
          />
        )}
        {lines.map((line) => drawLine(line))}
      </ComposedChart>
      {!hasValues(lines) && <div className={styles.none}>{t.noPoints}</div>}
    </>
  );
}

function drawLine(line: ChartLine) {
  const lonely = line.points.some((_, index) => isIsolated(line.points, index));
  const shared = {
    dataKey: line.key,
    name: line.name,
    type: 'linear' as const,
    stroke: line.faint ? 'var(--bw-line-strong)' : line.color,
    strokeWidth: line.faint ? 1 : 1.6,
    dot: lonely ? dotOf(line) : false,
    activeDot: line.faint ? false : { r: 3, strokeWidth: 0 },
    isAnimationActive: false,
    connectNulls: false,
  };
  return line.filled ? (
    <Area key={line.key} {...shared} fill={line.color} fillOpacity={0.16} />
  ) : (
    <Line key={line.key} {...shared} />
  );
}

function dotOf(line: ChartLine) {
  return ({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) =>
    index !== undefined && isIsolated(line.points, index) ? (
      <circle key={index} cx={cx} cy={cy} r={1.8} fill={line.color} />
    ) : (
      <g key={index} />
    );
}
