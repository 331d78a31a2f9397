/**
 * The shape of a JSON value: every path with the kind of what is there, list items taken together. `free` names paths
 * whose keys are data (label sets) and not shape.
 */
export function shapeOf(
  value: unknown,
  free: RegExp = /(labels|annotations|metric|serviceStats)$/,
): string[] {
  const found = new Set<string>();
  const walk = (one: unknown, path: string) => {
    if (Array.isArray(one)) {
      found.add(`${path}: list`);
      for (const item of one) walk(item, `${path}[]`);
    } else if (typeof one === 'object' && one !== null) {
      found.add(`${path}: object`);
      if (free.test(path)) return;
      for (const [key, inner] of Object.entries(one))
        walk(inner, path === '' ? key : `${path}.${key}`);
    } else {
      found.add(`${path}: ${one === null ? 'null' : typeof one}`);
    }
  };
  walk(value, '');
  return [...found].sort();
}
