import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import styles from './charts.module.css';

interface ChartFrameProps {
  /** Draws at the measured size, px; not called before there is one. */
  readonly draw: (width: number, height: number) => ReactNode;
  /** The same in words, for those who do not see it. */
  readonly alternative: ReactNode;
  readonly className?: string | undefined;
}

/** Fills its parent. Measures by itself, because recharts' own container draws once at no size and says so. */
export function ChartFrame({ draw, alternative, className }: ChartFrameProps) {
  const { ref, width, height } = useElementSize();
  return (
    <div className={className ?? styles.chart}>
      <div ref={ref} className={styles.canvas} data-chart>
        {width > 0 && height > 0 && draw(width, height)}
      </div>
      <div className="visually-hidden">{alternative}</div>
    </div>
  );
}
