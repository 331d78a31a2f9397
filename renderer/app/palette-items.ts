/** Something the palette can find; `run` happens when it is chosen. */
export interface PaletteItem {
  readonly id: string;
  readonly group: 'pages' | 'commands' | 'alerts' | 'silences';
  readonly label: string;
  readonly detail?: string;
  /** Text it is found by besides what is seen. */
  readonly keywords?: string;
}

/**
 * Items that hold every word of the query, at most `perGroup` of each group, in their given order but those whose label
 * begins with the query first. An empty query finds pages and commands only.
 */
export function matchItems<T extends PaletteItem>(
  items: readonly T[],
  query: string,
  perGroup: number,
): readonly T[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const head = words.join(' ');
  const found = items.filter((item) => {
    if (words.length === 0) return item.group === 'pages' || item.group === 'commands';
    const text = `${item.label} ${item.detail ?? ''} ${item.keywords ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const first = (item: T) => (head !== '' && item.label.toLowerCase().startsWith(head) ? 0 : 1);
  const counts = new Map<string, number>();
  return [...found]
    .sort((a, b) => first(a) - first(b))
    .filter((item) => {
      const count = (counts.get(item.group) ?? 0) + 1;
      counts.set(item.group, count);
      return count <= perGroup;
    });
}
