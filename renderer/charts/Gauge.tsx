import styles from './charts.module.css';
import { arcPath, clampShare, tickPath } from './gauge-geometry';

export type GaugeTone = 'ok' | 'warning' | 'critical';

/** A zone of the scale, 0–1, drawn outside the arc. */
export interface GaugeZone {
  readonly from: number;
  readonly to: number;
  readonly tone: Exclude<GaugeTone, 'ok'>;
}

interface GaugeProps {
  /** 0–1; `null`: not known, which looks unlike zero. */
  readonly share: number | null;
  readonly tone: GaugeTone;
  readonly zones: readonly GaugeZone[];
  /** In the middle: the number, or the word for having none. */
  readonly value: string;
  readonly caption: string;
  /** Everything it shows in one sentence. */
  readonly summary: string;
  readonly width?: number;
}

/** A half circle. Zones and tick marks say what the colour says. */
export function Gauge({ share, tone, zones, value, caption, summary, width = 142 }: GaugeProps) {
  const known = share !== null;
  return (
    <svg
      role="img"
      aria-label={summary}
      width={width}
      height={(width * 66) / 120}
      viewBox="0 0 120 66"
      fill="none"
      strokeWidth={11}
    >
      <path
        d={arcPath(0, 1, 46)}
        className={known ? styles.gaugeTrack : styles.gaugeUnknown}
        strokeWidth={known ? 11 : 7}
      />
      {known && clampShare(share) > 0.002 && (
        <path d={arcPath(0, share, 46)} className={styles[tone]} />
      )}
      {known &&
        zones.map((zone) => (
          <g key={zone.tone}>
            <path
              d={arcPath(zone.from, zone.to, 53.5)}
              className={styles[zone.tone]}
              strokeWidth={2}
            />
            <path d={tickPath(zone.from, 39, 52)} className={styles.gaugeTick} />
          </g>
        ))}
      <text
        x="60"
        y={known ? 52 : 50}
        textAnchor="middle"
        className={known ? styles.gaugeValue : styles.gaugeUnsaid}
        stroke="none"
      >
        {value}
      </text>
      <text x="60" y="63" textAnchor="middle" className={styles.gaugeTotal} stroke="none">
        {caption}
      </text>
    </svg>
  );
}
