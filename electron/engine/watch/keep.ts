export function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** The old reference where nothing changed, so that nothing is sent for it. Values are small or compared by reference. */
export function keep<T extends object>(before: T, after: T): T {
  const keys = Object.keys(after) as (keyof T)[];
  const same =
    keys.length === Object.keys(before).length &&
    keys.every((key) => sameValue(before[key], after[key]));
  return same ? before : after;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isPlain(a) || !isPlain(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
