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
  withoutName(labels: LabelSet): LabelSet;
  groupOf(aggregate: AggregateExpr, labels: LabelSet): LabelSet;
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
