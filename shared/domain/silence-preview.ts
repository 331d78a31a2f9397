import type { Alert } from './alerts';
import { formatMatcher } from './matcher-text';
import { compileMatchers } from './matchers';
import { worstFirst } from './severity';
import type { Matcher, Silence, SilenceDraft } from './silences';

export interface SilencePreview {
  /** Firing, pending and already suppressed alerts it would mute, worst first. */
  readonly muted: readonly Alert[];
  /** How many alerts were looked at. */
  readonly checked: number;
  /** How many could not be decided, because an expression took too much work. */
  readonly unchecked: number;
}

/** `refused`: an expression is wrong, or there is no matcher, so it mutes nothing that can be listed. */
export function preview(
  draft: Pick<SilenceDraft, 'matchers'>,
  alerts: readonly Alert[],
): SilencePreview | 'refused' {
  if (draft.matchers.length === 0) return 'refused';
  const compiled = compileMatchers(draft.matchers);
  if (!compiled.ok) return 'refused';
  const muted: Alert[] = [];
  let unchecked = 0;
  for (const alert of alerts) {
    const verdict = compiled.value(alert.labels);
    if (verdict === 'match') muted.push(alert);
    if (verdict === 'unknown') unchecked += 1;
  }
  return { muted: muted.sort(worstFirst), checked: alerts.length, unchecked };
}

export interface Overlap {
  readonly silence: Silence;
  /** How many of the alerts the draft mutes this one already covers. */
  readonly covers: number;
  /** It has exactly the draft's matchers. */
  readonly same: boolean;
}

/**
 * Active and pending silences that hold in the draft's time and already cover some of what it mutes, the most first.
 * `muted` is what the preview found.
 */
export function overlaps(
  draft: Pick<SilenceDraft, 'matchers' | 'startsAt' | 'endsAt'>,
  silences: readonly Silence[],
  muted: readonly Alert[],
  now: number,
): readonly Overlap[] {
  const key = matchersKey(draft.matchers);
  const from = draft.startsAt ?? now;
  return silences
    .filter(
      (silence) =>
        silence.state !== 'expired' && silence.startsAt < draft.endsAt && silence.endsAt > from,
    )
    .map((silence) => ({
      silence,
      covers: countCovered(silence, muted),
      same: matchersKey(silence.matchers) === key,
    }))
    .filter((overlap) => overlap.covers > 0 || overlap.same)
    .sort((a, b) => b.covers - a.covers || b.silence.endsAt - a.silence.endsAt);
}

function countCovered(silence: Silence, alerts: readonly Alert[]): number {
  if (silence.matchers.length === 0) return 0;
  const compiled = compileMatchers(silence.matchers);
  if (!compiled.ok) return 0;
  return alerts.filter((alert) => compiled.value(alert.labels) === 'match').length;
}

function matchersKey(matchers: readonly Matcher[]): string {
  return matchers.map(formatMatcher).sort().join(',');
}
