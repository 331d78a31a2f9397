/** The header has whole seconds, cut off. */
const DATE_RESOLUTION_MS = 1000;

/**
 * How far the server's clock is ahead of ours, ms, negative where it is behind: the least that its `Date` header and the
 * times of the exchange allow, so 0 while they can agree. Undefined where the header says nothing.
 */
export function clockSkewMs(
  date: string | undefined,
  sentAt: number,
  receivedAt: number,
): number | undefined {
  const earliest = date === undefined ? Number.NaN : Date.parse(date);
  if (!Number.isFinite(earliest)) return undefined;
  const latest = earliest + DATE_RESOLUTION_MS - 1;
  // Our own clock may have been set back in between.
  const from = Math.min(sentAt, receivedAt);
  const to = Math.max(sentAt, receivedAt);
  if (earliest > to) return earliest - to;
  return latest < from ? latest - from : 0;
}
