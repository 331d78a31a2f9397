import type { Quantile, Reading } from '../../shared/domain/metrics';
import { instanceOf, worstFirst } from '../../shared/domain/severity';
import type { EngineSnapshot, EnvironmentState } from '../../shared/domain/snapshot';
import { assertNever } from '../../shared/result';
import { oneLine } from '../../shared/wire/text';

const GIB = 1024 ** 3;
const ROWS = 12;

/** The state as a readable page for a terminal, `width` columns wide. */
export function prettyPage(snapshot: EngineSnapshot, now: number, width: number): string {
  const lines = [snapshot.tray.tooltip, ''];
  for (const environment of snapshot.environments) {
    lines.push(...environmentLines(environment, now), '');
  }
  const [last] = snapshot.popups;
  if (last !== undefined)
    lines.push(`Last popup ${age(now - last.at)} ago: ${last.title} — ${last.body}`);
  // Each text of a server has been made one line by itself: the layout keeps its spaces.
  return lines.map((line) => line.slice(0, width)).join('\n');
}

function environmentLines(environment: EnvironmentState, now: number): readonly string[] {
  const sources = environment.sources.map(({ name, kind, state, failing }) => {
    const [first] = failing;
    const why =
      first === undefined ? '' : `: ${first.part} ${first.failure.message || first.failure.kind}`;
    return `  ${kind.padEnd(13)}${safe(name)}  ${state}${why}`;
  });
  return [
    safe(environment.name),
    ...sources,
    ...panelLines(environment),
    ...alertLines(environment, now),
  ];
}

function panelLines({ panels, profile }: EnvironmentState): readonly string[] {
  const { value } = panels;
  if (value === undefined)
    return [`  metrics: ${profile.kind === 'none' ? 'no known profile' : panels.freshness.kind}`];
  const { ttft } = value;
  return [
    ...value.instances.map(
      ({ instance, job, kvUsedBytes, kvFreeBytes, active, waiting }) =>
        `  ${safe(instance || job).padEnd(18)} KV ${gib(kvUsedBytes)} used, ${gib(kvFreeBytes)} free · active ${plain(active)} · waiting ${plain(waiting)}`,
    ),
    ttft === undefined
      ? '  TTFT: no series'
      : `  TTFT p50 ${ms(ttft.p50)} · p95 ${ms(ttft.p95)} · p99 ${ms(ttft.p99)}`,
  ];
}

function alertLines({ alerts }: EnvironmentState, now: number): readonly string[] {
  const all = Object.values(alerts);
  const firing = all.filter(({ state }) => state === 'firing').sort(worstFirst);
  const count = (state: string) => all.filter((alert) => alert.state === state).length;
  return [
    `  ${firing.length} firing, ${count('pending')} pending, ${count('suppressed')} suppressed`,
    ...firing
      .slice(0, ROWS)
      .map(
        ({ severity, name, labels, startsAt, stale }) =>
          `    ${severity.padEnd(9)}${safe(name)} ${safe(instanceOf(labels))} for ${age(now - startsAt)}${stale ? ' (stale)' : ''}`,
      ),
    ...(firing.length > ROWS ? [`    … and ${firing.length - ROWS} more`] : []),
  ];
}

/** Labels may hold anything, control sequences of the terminal among it. */
function safe(text: string): string {
  return oneLine(text, 60);
}

function gib(reading: Reading): string {
  return reading.kind === 'value' ? `${(reading.value / GIB).toFixed(2)} GiB` : plain(reading);
}

function plain(reading: Reading): string {
  switch (reading.kind) {
    case 'value':
      return String(Math.round(reading.value * 100) / 100);
    case 'absent':
      return 'absent';
    case 'nan':
      return 'NaN';
    default:
      return assertNever(reading);
  }
}

function ms(quantile: Quantile): string {
  if (quantile.kind === 'at-least') return `≥ ${quantile.bound} ms`;
  return quantile.kind === 'value' ? `${Math.round(quantile.value)} ms` : plain(quantile);
}

function age(elapsedMs: number): string {
  const seconds = Math.max(0, Math.round(elapsedMs / 1000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}
