/** One measurement: a figure, what it is compared with in the same run, and their ratio. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'kB';
  readonly against?: { readonly name: string; readonly value: number };
  /** A row that could not be measured here says why. */
  readonly skipped?: string;
}

export function ratioOf({ value, against }: Row): number | undefined {
  return against === undefined || against.value === 0 ? undefined : value / against.value;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    row.skipped === undefined ? `${row.value.toFixed(1)} ${row.unit}` : `skipped: ${row.skipped}`,
    row.against === undefined
      ? ''
      : `${row.against.value.toFixed(1)} ${row.unit} (${row.against.name})`,
    ratioOf(row)?.toFixed(2) ?? '',
  ]);
  const all = [['what', 'value', 'against', 'ratio'], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((line) => (line[column] ?? '').length)),
  );
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
