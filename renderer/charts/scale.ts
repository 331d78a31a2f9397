/** A value axis: even ticks from `min` to `max`, both of which are ticks. */
export interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const NICE = [1, 2, 2.5, 5, 10];

/**
 * An axis from zero (or below, where there are negative values) that holds all values, with about `wanted` steps of
 * round numbers of `unit`: 1024³ makes whole GiB.
 */
export function valueScale(values: readonly number[], wanted: number, unit = 1): ValueScale {
  const finite = values.filter(Number.isFinite);
  const high = finite.reduce((a, b) => Math.max(a, b), 0) / unit;
  const low = finite.reduce((a, b) => Math.min(a, b), 0) / unit;
  const span = high - low;
  const step = span <= 0 ? 1 / wanted : niceStep(span / wanted);
  const from = Math.floor(low / step + 1e-9);
  const to = Math.max(from + 1, Math.ceil(high / step - 1e-9));
  const count = to - from + 1;
  const ticks = Array.from({ length: count }, (_, i) => round((from + i) * step) * unit);
  return { min: ticks[0] ?? 0, max: ticks[ticks.length - 1] ?? unit, ticks };
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const nice = NICE.find((candidate) => candidate * power >= raw * (1 - 1e-9)) ?? 10;
  return nice * power;
}

/** Takes away what binary fractions add: 0.30000000000000004. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

const MINUTE = 60_000;
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((m) => m * MINUTE);

/** Round local times within [start, end], at most `max` of them. `offsetMs`: local time minus UTC. */
export function timeTicks(
  startMs: number,
  endMs: number,
  max: number,
  offsetMs: number,
): readonly number[] {
  const span = endMs - startMs;
  const last = TIME_STEPS[TIME_STEPS.length - 1] ?? MINUTE;
  const step = TIME_STEPS.find((candidate) => span / candidate <= max) ?? last;
  const first = Math.ceil((startMs + offsetMs) / step) * step - offsetMs;
  const ticks: number[] = [];
  for (let at = first; at <= endMs; at += step) ticks.push(at);
  return ticks;
}
