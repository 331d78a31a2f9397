/** Milliseconds of each unit of Prometheus' durations (`1h30m`), largest first, the order in which they are written. */
const UNITS = {
  y: 31_536_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

const DURATION = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/** Undefined for what is no duration. */
export function millisecondsOf(duration: string): number | undefined {
  if (duration === '0') return 0;
  if (duration === '' || !DURATION.test(duration)) return undefined;
  return [...duration.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (isUnit(unit) ? UNITS[unit] : 0),
    0,
  );
}

function isUnit(unit: string | undefined): unit is keyof typeof UNITS {
  return unit !== undefined && unit in UNITS;
}
