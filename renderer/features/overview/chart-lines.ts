import type { ChartSeries } from '../../../shared/domain/metrics';
import type { ChartLine } from '../../charts/line-data';

/** Without the amber and the red of the thresholds: an instance is not bad by its colour. */
const PALETTE = [1, 4, 5, 7, 6, 8].map((n) => `var(--bw-series-${n})`);
/** So many instances can be told apart by colour; of more, only the fullest few are named. */
const NAMED_ALL = 6;
const NAMED_WORST = 5;

/** One line an instance; where there are many, the fullest now are named and the others stay in the background. */
export function instanceLines(
  series: readonly ChartSeries[],
  unnamed: string,
): { readonly lines: readonly ChartLine[]; readonly others: number } {
  const sorted = [...series].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const all = sorted.length <= NAMED_ALL;
  const worst = all
    ? sorted
    : [...sorted].sort((a, b) => latest(b) - latest(a)).slice(0, NAMED_WORST);
  const colors = colorsByName(worst);
  const named = worst.map(
    (item): ChartLine => ({
      key: `i${sorted.indexOf(item)}`,
      name: item.name === '' ? unnamed : item.name,
      color: colors.get(item) ?? 'currentColor',
      points: item.points,
    }),
  );
  const faint = sorted
    .filter((item) => !worst.includes(item))
    .map(
      (item): ChartLine => ({
        key: `i${sorted.indexOf(item)}`,
        name: item.name,
        color: 'var(--bw-line-strong)',
        points: item.points,
        faint: true,
      }),
    );
  // the named ones last, so that they are drawn on top
  return { lines: [...faint, ...named], others: faint.length };
}

/**
 * A colour of its own for each of at most as many as there are colours: by the name and not by the place, so that two
 * do not trade colours when one overtakes the other. Of those whose names ask for the same colour the first has it; the
 * others take what is left.
 */
function colorsByName(series: readonly ChartSeries[]): ReadonlyMap<ChartSeries, string> {
  const byName = [...series].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const free = new Set(PALETTE);
  const colors = new Map<ChartSeries, string>();
  for (const item of byName) {
    const own = PALETTE[hash(item.name) % PALETTE.length];
    if (own !== undefined && free.delete(own)) colors.set(item, own);
  }
  for (const item of byName) {
    const [next] = free;
    if (colors.has(item) || next === undefined) continue;
    free.delete(next);
    colors.set(item, next);
  }
  return colors;
}

/** FNV-1a, stirred once more: names that differ by one digit would else share a few colours. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    value = Math.imul(value ^ name.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

function latest(series: ChartSeries): number {
  const last = series.points.findLast((point) => point !== null && Number.isFinite(point));
  return last ?? Number.NEGATIVE_INFINITY;
}

const COLORS: Readonly<Record<string, string>> = {
  p50: 'var(--bw-series-1)',
  p95: 'var(--bw-series-2)',
  p99: 'var(--bw-series-3)',
  decode: 'var(--bw-series-4)',
  prefill: 'var(--bw-series-5)',
};

/** Lines with a fixed meaning, by the names the engine gives them. */
export function namedLines(
  series: readonly ChartSeries[],
  names: Readonly<Record<string, string>>,
  filled: boolean,
): readonly ChartLine[] {
  return series.map((item, index) => ({
    key: `n${index}`,
    name: own(names, item.name) ?? item.name,
    color: own(COLORS, item.name) ?? PALETTE[index % PALETTE.length] ?? 'currentColor',
    points: item.points,
    filled,
  }));
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
