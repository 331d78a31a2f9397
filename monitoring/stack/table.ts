/** What runs where, or why it does not. */
export type Component =
  | {
      readonly kind: 'running';
      readonly name: string;
      readonly where: string;
      /** Undefined: inside this process. */
      readonly pid?: number;
      readonly note: string;
    }
  | { readonly kind: 'missing' | 'failed'; readonly name: string; readonly note: string };

const STATE = { running: 'running', missing: 'missing', failed: 'FAILED' } as const;

/** A table for a terminal, one line each. */
export function table(components: readonly Component[]): string {
  const rows = components.map((one) =>
    one.kind === 'running'
      ? [one.name, STATE[one.kind], one.where, one.pid === undefined ? '-' : `${one.pid}`, one.note]
      : [one.name, STATE[one.kind], '-', '-', one.note],
  );
  const all = [['what', 'state', 'where', 'pid', 'note'], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
