/** Takes settings of one version to the next; never touches the disk. */
export type Migration = (settings: Record<string, unknown>) => Record<string, unknown>;

/** `MIGRATIONS[0]` takes version 1 to 2, and so on. The file is rewritten only by the next save. */
export const MIGRATIONS: readonly Migration[] = [];

export type Migrated =
  | { readonly kind: 'current'; readonly value: unknown }
  /** Written by a later program: nothing in it may be trusted to mean the same. */
  | { readonly kind: 'newer'; readonly version: number };

/** Input without a usable version goes on unchanged: the schema names what is wrong with it. */
export function migrate(input: unknown, migrations: readonly Migration[] = MIGRATIONS): Migrated {
  const current = migrations.length + 1;
  if (!isRecord(input) || !Number.isInteger(input['version'])) {
    return { kind: 'current', value: input };
  }
  const version = Number(input['version']);
  if (version > current) return { kind: 'newer', version };
  if (version < 1) return { kind: 'current', value: input };
  let settings = input;
  for (const [index, migration] of migrations.slice(version - 1).entries()) {
    settings = { ...migration(settings), version: version + index + 1 };
  }
  return { kind: 'current', value: settings };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
