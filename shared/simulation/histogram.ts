/** What a histogram has counted since its process started. */
export interface HistogramReading {
  readonly bounds: readonly number[];
  /** Observations ≤ each bound, and all of them last: one more than there are bounds. */
  readonly cumulative: readonly number[];
  readonly sum: number;
}

export interface Histogram {
  observe(value: number): void;
  read(): HistogramReading;
}

export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  let sum = 0;
  return {
    observe(value) {
      let index = 0;
      while (index < bounds.length && value > (bounds[index] ?? Number.POSITIVE_INFINITY)) index++;
      counts[index] = (counts[index] ?? 0) + 1;
      sum += value;
    },
    read() {
      let below = 0;
      return { bounds, cumulative: counts.map((count) => (below += count)), sum };
    },
  };
}
