/**
 * Init scripts take JSON only, and snapshots hold NaN and Infinity, which IPC's structured clone keeps: they travel as
 * `{"$number": "NaN"}`.
 */
export function toJson(data: unknown): string {
  return JSON.stringify(data, (_key, item: unknown) =>
    typeof item === 'number' && !Number.isFinite(item) ? { $number: String(item) } : item,
  );
}
