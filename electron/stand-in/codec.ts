/**
 * What Electron sends between processes is a structured clone: it keeps NaN, undefined, Date, Map and Set, and refuses
 * functions. Playwright's channel is text, so the clone is written as JSON with tags for what JSON lacks.
 * Used on both sides, hence free of Node and DOM.
 */
const TAG = '\u0000';

type Packed = null | boolean | number | string | readonly Packed[] | { [key: string]: Packed };

/** Throws a `DataCloneError` where Electron would: functions, symbols, promises. */
export function encode(value: unknown): string {
  return JSON.stringify(pack(structuredClone(value)));
}

export function decode(text: string): unknown {
  const packed: Packed = JSON.parse(text);
  return unpack(packed);
}

function pack(value: unknown): Packed {
  switch (typeof value) {
    case 'undefined':
      return [TAG, 'undefined'];
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : [TAG, 'number', Object.is(value, -0) ? '-0' : String(value)];
    case 'bigint':
      return [TAG, 'bigint', String(value)];
    case 'object':
      return value === null ? null : packObject(value);
    default:
      throw new TypeError(`a ${typeof value} cannot be cloned`);
  }
}

function packObject(value: object): Packed {
  if (Array.isArray(value)) {
    const items = value.map(pack);
    return value[0] === TAG ? [TAG, 'array', items] : items;
  }
  if (value instanceof Date) return [TAG, 'date', pack(value.getTime())];
  if (value instanceof Map) return [TAG, 'map', [...value].map((entry) => entry.map(pack))];
  if (value instanceof Set) return [TAG, 'set', [...value].map(pack)];
  if (value instanceof Error) return [TAG, 'error', value.name, value.message];
  if (value instanceof Uint8Array) return [TAG, 'bytes', [...value]];
  const packed: { [key: string]: Packed } = {};
  for (const [key, item] of Object.entries(value)) {
    // A plain assignment to __proto__ would set the prototype.
    Object.defineProperty(packed, key, { value: pack(item), enumerable: true });
  }
  return packed;
}

function unpack(packed: Packed): unknown {
  if (packed === null || typeof packed !== 'object') return packed;
  if (isList(packed)) return packed[0] === TAG ? unpackTagged(packed) : packed.map(unpack);
  const value: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(packed)) {
    Object.defineProperty(value, key, {
      value: unpack(item),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return value;
}

function unpackTagged(packed: readonly Packed[]): unknown {
  const [, kind, first = null, second] = packed;
  const items = isList(first) ? first : [];
  switch (kind) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(first);
    case 'bigint':
      return BigInt(String(first));
    case 'array':
      return items.map(unpack);
    case 'date':
      return new Date(Number(unpack(first)));
    case 'map':
      return new Map(
        items.map((entry) => (isList(entry) ? pairOf(entry) : [undefined, undefined])),
      );
    case 'set':
      return new Set(items.map(unpack));
    case 'error':
      return Object.assign(new Error(String(second)), { name: String(first) });
    case 'bytes':
      return Uint8Array.from(items, Number);
    default:
      throw new TypeError(`unknown tag ${String(kind)}`);
  }
}

function pairOf(entry: readonly Packed[]): [unknown, unknown] {
  return [unpack(entry[0] ?? null), unpack(entry[1] ?? null)];
}

function isList(packed: Packed): packed is readonly Packed[] {
  return Array.isArray(packed);
}
