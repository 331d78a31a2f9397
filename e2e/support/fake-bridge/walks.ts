/** Repeatable pseudo-random numbers in [0, 1): Lehmer's generator. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A wandering line between two bounds. */
export function walk(
  random: () => number,
  length: number,
  low: number,
  high: number,
  begin = (low + high) / 2,
): number[] {
  let at = begin;
  return Array.from({ length }, () => {
    at = Math.min(high, Math.max(low, at + (random() - 0.5) * 0.14 * (high - low)));
    return at;
  });
}

/** From one value to another with a little noise. */
export function ramp(random: () => number, length: number, from: number, to: number): number[] {
  return Array.from(
    { length },
    (_, i) =>
      from + ((to - from) * i) / (length - 1) + (random() - 0.5) * Math.abs(to - from) * 0.05,
  );
}
