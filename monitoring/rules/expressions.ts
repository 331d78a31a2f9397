import type { DurationHistogram } from './profile';

/** Pieces of PromQL. One series for each (job, instance), unless the function says otherwise. */
const BY = 'by (job, instance)';

/** The window of rates: long enough for four scrapes of a minute. */
const WINDOW = '5m';

export function quantile(q: number, histogram: DurationHistogram): string {
  return `histogram_quantile(${q}, sum by (job, instance, le) (rate(${histogram.name}_bucket[${WINDOW}])))`;
}

/** Mean of a histogram over the window, in its unit; NaN without observations. */
export function mean(name: string): string {
  return `sum ${BY} (rate(${name}_sum[${WINDOW}])) / sum ${BY} (rate(${name}_count[${WINDOW}]))`;
}

export function observations(histogram: DurationHistogram): string {
  return `sum ${BY} (increase(${histogram.name}_count[${WINDOW}]))`;
}

export function sumOf(selector: string): string {
  return `sum ${BY} (${selector})`;
}

export function maxOf(expression: string): string {
  return `max ${BY} (${expression})`;
}

/** The condition of being implausible: for `unless`, and with `or` the rule itself. */
export function implausible(histogram: DurationHistogram, seconds: number): string {
  const limit = histogram.unit === 'ms' ? seconds * 1000 : seconds;
  // abs: with the clocks the other way round every duration is negative, falls into the first bucket and looks perfect
  return `abs(${mean(histogram.name)}) > ${limit}`;
}

/** A rule's lines: what it measures first, then conditions, each joined by the same labels. */
export function joined(
  measured: string,
  conditions: readonly (string | undefined)[],
  labels: readonly string[] = ['job', 'instance'],
): string {
  const lines = conditions
    .filter((condition) => condition !== undefined)
    .map((condition) => `and on (${labels.join(', ')}) ${condition}`);
  return [measured, ...lines].join('\n');
}
