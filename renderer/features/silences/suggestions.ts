import type { Alert } from '../../../shared/domain/alerts';
import { compareText } from '../../../shared/domain/severity';

/** Names and values that current alerts have, the most frequent first. */
export interface LabelSuggestions {
  readonly names: readonly string[];
  valuesOf(name: string): readonly string[];
}

const MAX_NAMES = 200;
const MAX_VALUES = 200;

export function labelSuggestions(alerts: readonly Alert[]): LabelSuggestions {
  const counts = new Map<string, Map<string, number>>();
  for (const alert of alerts) {
    for (const [name, value] of Object.entries(alert.labels)) {
      const values = counts.get(name) ?? new Map<string, number>();
      values.set(value, (values.get(value) ?? 0) + 1);
      counts.set(name, values);
    }
  }
  const uses = new Map(
    [...counts].map(([name, values]) => [name, [...values.values()].reduce((a, b) => a + b, 0)]),
  );
  return {
    names: mostFrequent(uses, MAX_NAMES),
    valuesOf: (name) => mostFrequent(counts.get(name) ?? new Map(), MAX_VALUES),
  };
}

function mostFrequent(counts: ReadonlyMap<string, number>, max: number): readonly string[] {
  return [...counts]
    .filter(([text]) => text !== '')
    .sort(([a, m], [b, n]) => n - m || compareText(a, b))
    .slice(0, max)
    .map(([text]) => text);
}
