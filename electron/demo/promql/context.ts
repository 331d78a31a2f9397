import type { AggregateExpr, Anchor, Dialect, SelectorExpr } from './ast';
import { dropLabels, keepLabels, type LabelSet, METRIC_NAME } from './labels';
import type { Series, SeriesSource } from './series';

/** What an evaluation carries through the tree, with caches that make a range of 300 steps affordable. */
export interface Context {
  readonly dialect: Dialect;
  readonly lookbackMs: number;
  /** Of subqueries without a step of their own. */
  readonly defaultStepMs: number;
  /** First and last step of the query, for `@ start()` and `@ end()`. */
  readonly startMs: number;
  readonly endMs: number;
  seriesOf(selector: SelectorExpr): readonly Series[];
  /** All samples of a series without its stale markers; `null` for a query of one step, which reads a few only. */
  flat(series: Series): FlatSeries | null;
  withoutName(labels: LabelSet): LabelSet;
  groupOf(aggregate: AggregateExpr, labels: LabelSet): LabelSet;
}

export interface FlatSeries {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

export interface ContextOptions {
  readonly dialect: Dialect;
  readonly lookbackMs: number;
  readonly defaultStepMs: number;
}

export function createContext(
  source: SeriesSource,
  options: ContextOptions,
  startMs: number,
  endMs: number,
): Context {
  const selected = new Map<SelectorExpr, readonly Series[]>();
  const nameless = new Map<LabelSet, LabelSet>();
  const groups = new Map<AggregateExpr, Map<LabelSet, LabelSet>>();
  const flattened = new Map<Series, FlatSeries>();
  const interned = new Map<string, LabelSet>();
  /** One object for one set of labels, so that the caches by object hit at every step. */
  const intern = (labels: LabelSet): LabelSet => {
    const known = interned.get(labels.key);
    if (known) return known;
    interned.set(labels.key, labels);
    return labels;
  };
  return {
    ...options,
    startMs,
    endMs,
    seriesOf(selector) {
      const known = selected.get(selector);
      if (known) return known;
      const series = source.select(selector.matchers);
      selected.set(selector, series);
      return series;
    },
    flat(series) {
      if (startMs === endMs) return null;
      const known = flattened.get(series);
      if (known) return known;
      const flat = flatten(series);
      flattened.set(series, flat);
      return flat;
    },
    withoutName(labels) {
      const known = nameless.get(labels);
      if (known) return known;
      const dropped = intern(dropLabels(labels, [METRIC_NAME]));
      nameless.set(labels, dropped);
      return dropped;
    },
    groupOf(aggregate, labels) {
      let cache = groups.get(aggregate);
      if (!cache) {
        cache = new Map();
        groups.set(aggregate, cache);
      }
      const known = cache.get(labels);
      if (known) return known;
      const group = intern(
        aggregate.without
          ? dropLabels(labels, [...aggregate.labels, METRIC_NAME])
          : keepLabels(labels, aggregate.labels),
      );
      cache.set(labels, group);
      return group;
    },
  };
}

function flatten(series: Series): FlatSeries {
  const times: number[] = [];
  const values: number[] = [];
  for (let index = 0; index < series.size; index++) {
    if (series.isStaleAt(index)) continue;
    times.push(series.timeAt(index));
    values.push(series.valueAt(index));
  }
  return { times, values };
}

/** The moment a selector looks at. */
export function shifted(
  at: number,
  { anchor, offsetMs }: { readonly anchor: Anchor; readonly offsetMs: number },
  context: Context,
): number {
  const base =
    anchor === null
      ? at
      : anchor === 'start'
        ? context.startMs
        : anchor === 'end'
          ? context.endMs
          : anchor;
  return base - offsetMs;
}
