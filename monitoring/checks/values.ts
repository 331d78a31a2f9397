/** Looking into files whose shape is not known: what is not there reads as empty, and the checks then miss it by name. */
export type Mapping = Readonly<Record<string, unknown>>;

export function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function texts(value: unknown): readonly string[] {
  return list(value).map(String);
}

/** What stands at a path of keys, `undefined` where it ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => mapping(inner)[key], value);
}

/** Every text in the value, however deep. */
export function everyText(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(everyText);
  return Object.values(mapping(value)).flatMap(everyText);
}

/** Every mapping in the value, however deep, itself included. */
export function everyMapping(value: unknown): readonly Mapping[] {
  if (Array.isArray(value)) return value.flatMap(everyMapping);
  if (typeof value !== 'object' || value === null) return [];
  const own = mapping(value);
  return [own, ...Object.values(own).flatMap(everyMapping)];
}
