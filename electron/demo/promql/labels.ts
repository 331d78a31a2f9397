/** An immutable set of labels, sorted by name. Two with the same `key` are the same set. */
export interface LabelSet {
  readonly key: string;
  readonly pairs: readonly LabelPair[];
}

export type LabelPair = readonly [name: string, value: string];

export const METRIC_NAME = '__name__';
export const NO_LABELS: LabelSet = { key: '', pairs: [] };

/** A label without a value is no label. */
export function labelSet(pairs: Iterable<LabelPair>): LabelSet {
  const sorted = [...pairs].filter(([, value]) => value !== '').sort(byName);
  return {
    key: sorted.map(([name, value]) => `${name}\u0001${value}\u0002`).join(''),
    pairs: sorted,
  };
}

export function labelsOf(record: Readonly<Record<string, string>>): LabelSet {
  return labelSet(Object.entries(record));
}

export function toRecord({ pairs }: LabelSet): Record<string, string> {
  return Object.fromEntries(pairs);
}

export function labelValue({ pairs }: LabelSet, name: string): string {
  for (const [candidate, value] of pairs) if (candidate === name) return value;
  return '';
}

export function keepLabels({ pairs }: LabelSet, names: readonly string[]): LabelSet {
  return labelSet(pairs.filter(([name]) => names.includes(name)));
}

export function dropLabels({ pairs }: LabelSet, names: readonly string[]): LabelSet {
  return labelSet(pairs.filter(([name]) => !names.includes(name)));
}

export function withLabel(set: LabelSet, name: string, value: string): LabelSet {
  return labelSet([...dropLabels(set, [name]).pairs, [name, value]]);
}

/** As Prometheus prints them in errors: `{job="transformers"}`. */
export function printLabels({ pairs }: LabelSet): string {
  return `{${pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`;
}

export function compareLabels(a: LabelSet, b: LabelSet): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function byName([a]: LabelPair, [b]: LabelPair): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
