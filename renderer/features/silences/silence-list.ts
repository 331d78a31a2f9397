import type { Alert } from '../../../shared/domain/alerts';
import { formatMatcher } from '../../../shared/domain/matcher-text';
import { compareText } from '../../../shared/domain/severity';
import type { Silence, SilenceState } from '../../../shared/domain/silences';

export const SILENCE_STATES: readonly SilenceState[] = ['active', 'pending', 'expired'];

/**
 * Active ones that end soonest first, planned ones that start soonest first, expired ones that ended last first. The
 * state is the one the server gave, put right by the clock: between two polls a silence starts and ends by itself.
 */
export function silencesByState(
  silences: Readonly<Record<string, Silence>>,
  now: number,
): Readonly<Record<SilenceState, readonly Silence[]>> {
  const lists: Record<SilenceState, Silence[]> = { active: [], pending: [], expired: [] };
  for (const silence of Object.values(silences)) lists[stateAt(silence, now)].push(silence);
  lists.active.sort((a, b) => a.endsAt - b.endsAt || compareText(a.id, b.id));
  lists.pending.sort((a, b) => a.startsAt - b.startsAt || compareText(a.id, b.id));
  lists.expired.sort((a, b) => b.endsAt - a.endsAt || compareText(a.id, b.id));
  return lists;
}

export function stateAt(silence: Silence, now: number): SilenceState {
  if (silence.state === 'expired' || silence.endsAt <= now) return 'expired';
  return silence.startsAt > now ? 'pending' : 'active';
}

/** How many alerts each silence mutes, by Alertmanager's own account of each alert. */
export function mutedCounts(alerts: Readonly<Record<string, Alert>>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const alert of Object.values(alerts)) {
    for (const id of alert.silencedBy) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Words that must all occur in matchers, author, comment or id. */
export function searchSilences(silences: readonly Silence[], text: string): readonly Silence[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return silences;
  return silences.filter((silence) => {
    const matchers = silence.matchers.map(formatMatcher).join('\n');
    const haystack = `${matchers}\n${silence.createdBy}\n${silence.comment}\n${silence.id}`;
    const lower = haystack.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
}
