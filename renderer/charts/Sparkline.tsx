import { Area, AreaChart, YAxis } from 'recharts';
import { ChartFrame } from './ChartFrame';
import styles from './charts.module.css';
import { type ChartLine, rowsOf } from './line-data';

interface SparklineProps {
  readonly points: ChartLine['points'];
  readonly color: string;
  /** Its range in words. */
  readonly summary: string;
}

/** The shape of one line without axes; starts at zero, so that its height means something. */
export function Sparkline({ points, color, summary }: SparklineProps) {
  const rows = rowsOf([{ key: 'v', name: '', color, points }], 0, 1);
  return (
    <ChartFrame
      className={styles.sparkFrame}
      alternative={summary}
      draw={(width, height) => (
        <AreaChart
          width={width}
          height={height}
          data={rows}
          margin={{ top: 2, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <YAxis hide domain={[0, (max: number) => (max > 0 ? max * 1.1 : 1)]} />
          <Area
            dataKey="v"
            type="linear"
            stroke={color}
            strokeWidth={1.6}
            fill={color}
            fillOpacity={0.16}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        </AreaChart>
      )}
    />
  );
}
