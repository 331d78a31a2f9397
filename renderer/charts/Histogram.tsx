import { Bar, BarChart, Tooltip, usePlotArea, XAxis, YAxis } from 'recharts';
import type { Bucket } from '../../shared/domain/metrics';
import { ChartFrame } from './ChartFrame';
import styles from './charts.module.css';
import { columnOf, labelRows, type Zone, type Zones, zoneOf } from './histogram-scale';

export interface Marker {
  /** Where it stands, ms. */
  readonly at: number;
  readonly label: string;
}

interface HistogramProps {
  readonly title: string;
  readonly buckets: readonly Bucket[];
  readonly zones: Zones;
  readonly markers: readonly Marker[];
  /** The upper bound at the foot of each column. */
  readonly formatBound: (ms: number) => string;
  /** `200 ms – 300 ms`. */
  readonly formatBucket: (index: number) => string;
  readonly formatCount: (count: number) => string;
  readonly columns: { readonly bucket: string; readonly count: string };
}

const COLORS: Readonly<Record<Zone, string>> = {
  good: 'var(--bw-fill-good)',
  slow: 'var(--bw-fill-warning)',
  bad: 'var(--bw-fill-critical)',
};
const LABEL_HEIGHT = 13;

/** One evenly wide column for each bucket, coloured by how slow it is, with marked quantiles. */
export function Histogram(props: HistogramProps) {
  const { title, buckets, formatBucket, formatCount, columns } = props;
  return (
    <ChartFrame
      draw={(width, height) => <Drawing {...props} width={width} height={height} />}
      alternative={
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th>{columns.bucket}</th>
              <th>{columns.count}</th>
            </tr>
          </thead>
          <tbody>
            {buckets.map((bucket, index) => (
              <tr key={bucket.upperMs}>
                <th>{formatBucket(index)}</th>
                <td>{formatCount(bucket.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

function Drawing(props: HistogramProps & { readonly width: number; readonly height: number }) {
  const { title, buckets, zones, markers, formatBound, formatBucket, formatCount } = props;
  const data = buckets.map((bucket, index) => ({
    index,
    bound: Number.isFinite(bucket.upperMs) ? formatBound(bucket.upperMs) : '+∞',
    count: bucket.count,
    fill: COLORS[zoneOf(buckets, index, zones)],
  }));
  const placed = placeMarkers(markers, buckets, props.width);
  const rows = 1 + placed.reduce((highest, marker) => Math.max(highest, marker.row), 0);
  return (
    <BarChart
      width={props.width}
      height={props.height}
      data={data}
      margin={{ top: rows * LABEL_HEIGHT + 3, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={1.5}
      title={title}
    >
      <XAxis
        dataKey="bound"
        tick={{ className: styles.tick ?? '', fontSize: 10 }}
        tickLine={false}
        axisLine={{ stroke: 'var(--bw-grid)' }}
        height={18}
        interval={0}
      />
      <YAxis hide domain={[0, 'dataMax']} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--bw-hover)', fillOpacity: 0.6 }}
        content={({ active, activeIndex }) => {
          const index = Number(activeIndex);
          const bucket = buckets[index];
          if (!active || !bucket) return null;
          return (
            <div className={styles.tip}>
              <div className={styles.tipTime}>{formatBucket(index)}</div>
              <div>{formatCount(bucket.count)}</div>
            </div>
          );
        }}
      />
      <Bar
        dataKey="count"
        radius={[2, 2, 0, 0]}
        fillOpacity={0.88}
        minPointSize={(value) => (Number(value) > 0 ? 2 : 0)}
        isAnimationActive={false}
      />
      <Markers markers={placed} />
    </BarChart>
  );
}

interface PlacedMarker {
  readonly label: string;
  readonly x: number;
  /** Left of its line, because there is no room to the right. */
  readonly flipped: boolean;
  readonly row: number;
}

/** 10 px text: about 5.6 px a character, and a little distance. */
const CHAR_WIDTH = 5.6;

function placeMarkers(
  markers: readonly Marker[],
  buckets: readonly Bucket[],
  width: number,
): readonly PlacedMarker[] {
  const column = buckets.length === 0 ? 0 : width / buckets.length;
  const placed = markers.map(({ at, label }) => {
    const x = columnOf(at, buckets) * column;
    const size = label.length * CHAR_WIDTH + 8;
    const flipped = x + size > width;
    return { label, x, flipped, from: flipped ? x - size : x, to: flipped ? x : x + size };
  });
  const rows = labelRows(placed);
  return placed.map(({ label, x, flipped }, index) => ({
    label,
    x,
    flipped,
    row: rows[index] ?? 0,
  }));
}

function Markers({ markers }: { readonly markers: readonly PlacedMarker[] }) {
  const area = usePlotArea();
  if (!area) return null;
  return markers.map(({ label, x, flipped, row }) => {
    const y = row * LABEL_HEIGHT;
    return (
      <g key={label} transform={`translate(${area.x + x} 0)`}>
        <line y1={y + 2} y2={area.y + area.height} className={styles.marker} />
        <text
          x={flipped ? -4 : 4}
          y={y + 10}
          textAnchor={flipped ? 'end' : 'start'}
          className={styles.markerText}
        >
          {label}
        </text>
      </g>
    );
  });
}
