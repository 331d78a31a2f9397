import { type LabelSet, labelValue, METRIC_NAME } from '../promql/labels';
import type { LabelMatcher, Series, SeriesSource } from '../promql/series';
import { createRing, type Ring } from './ring';

/** Samples in memory, as many a series as given and no more: the oldest make room. */
export interface SampleStore extends SeriesSource {
  /** Later than the series' last sample, epoch ms; an earlier one is ignored, as Prometheus refuses it. */
  append(labels: LabelSet, time: number, value: number): void;
  /** Ends a series: from here on it is absent, whatever the lookback. */
  markStale(labels: LabelSet, time: number): void;
  /** Drops series whose last sample is older than `time`. */
  forgetBefore(time: number): void;
  readonly seriesCount: number;
}

export function createSampleStore(samplesPerSeries: number): SampleStore {
  const series = new Map<string, Ring>();
  const byName = new Map<string, Ring[]>();
  let version = 0;

  const ringOf = (labels: LabelSet): Ring => {
    const known = series.get(labels.key);
    if (known) return known;
    const ring = createRing(labels, samplesPerSeries);
    series.set(labels.key, ring);
    const name = labelValue(labels, METRIC_NAME);
    byName.set(name, [...(byName.get(name) ?? []), ring]);
    version++;
    return ring;
  };

  return {
    get version() {
      return version;
    },
    get seriesCount() {
      return series.size;
    },
    append: (labels, time, value) => ringOf(labels).push(time, value, false),
    markStale: (labels, time) => series.get(labels.key)?.push(time, Number.NaN, true),
    forgetBefore(time) {
      for (const [key, ring] of series) {
        if (ring.size > 0 && ring.timeAt(ring.size - 1) >= time) continue;
        series.delete(key);
        const name = labelValue(ring.labels, METRIC_NAME);
        const rest = (byName.get(name) ?? []).filter((candidate) => candidate !== ring);
        if (rest.length > 0) byName.set(name, rest);
        else byName.delete(name);
        version++;
      }
    },
    select(matchers) {
      const names = matchers.filter((matcher) => matcher.name === METRIC_NAME);
      const others = matchers.filter((matcher) => matcher.name !== METRIC_NAME);
      const found: Series[] = [];
      for (const [name, rings] of byName) {
        if (!names.every((matcher) => matcher.matches(name))) continue;
        for (const ring of rings) if (fits(ring.labels, others)) found.push(ring);
      }
      return found;
    },
  };
}

function fits(labels: LabelSet, matchers: readonly LabelMatcher[]): boolean {
  return matchers.every((matcher) => matcher.matches(labelValue(labels, matcher.name)));
}
