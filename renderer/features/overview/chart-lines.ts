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
  const named = worst.map(
    (item, index): ChartLine => ({
      key: `i${sorted.indexOf(item)}`,
      name: item.name === '' ? unnamed : item.name,
      color: PALETTE[index % PALETTE.length] ?? 'currentColor',
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
