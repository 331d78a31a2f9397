import type { Alert } from '../../../shared/domain/alerts';
import type { Popup } from '../../../shared/domain/popups';
import { assertNever } from '../../../shared/result';
import { decidePopups, type Mode, type PopupContext } from './decide-popups';
import {
  type AlertTransition,
  type Episodes,
  followEpisodes,
  markTold,
  NO_EPISODES,
  untold,
} from './episodes';
import type { ToldEpisode } from './ledger';

/** How one environment's telling stands. A value: `tell` makes the next one. */
export interface Telling {
  readonly episodes: Episodes;
  /** As what the next decision is made; it may have to wait. */
  readonly next: Extract<Mode, 'baseline' | 'live' | 'afterPause'>;
  /** Told and not there now: from before this process started, or gone a short while ago. By alert id. */
  readonly remembered: ReadonlyMap<string, ToldEpisode>;
}

/**
 * An Alertmanager that restarts has forgotten its alerts until Prometheus sends them again, a minute or more: what comes
 * back with the same start is the episode that was told.
 */
const REMEMBER_GONE_MS = 3_600_000;

export function beginTelling(remembered: readonly ToldEpisode[]): Telling {
  return {
    episodes: NO_EPISODES,
    next: 'baseline',
    remembered: new Map(remembered.map((episode) => [episode.id, episode])),
  };
}

export interface TellInput
  extends Pick<PopupContext, 'env' | 'environmentName' | 'popups' | 'messages' | 'now' | 'id'> {
  readonly alerts: Readonly<Record<string, Alert>>;
  /**
   * Every Alertmanager has answered or failed, and at least one has answered: since watching began, the machine woke, or
   * a pause ended, whichever was last. What was read before that may be long over.
   */
  readonly known: boolean;
  /** Every Alertmanager has answered since then: what is not there is over. */
  readonly complete: boolean;
  readonly paused: boolean;
}

export interface Told {
  readonly telling: Telling;
  readonly transitions: readonly AlertTransition[];
  readonly popups: readonly Popup[];
}

/** One step from a merged list of alerts to what is told about it. */
export function tell(telling: Telling, input: TellInput): Told {
  const followed = followEpisodes(telling.episodes, input.alerts, (alert) =>
    rememberedAt(telling.remembered, alert),
  );
  const mode = modeOf(telling, input);
  const { popups, settled } = decidePopups({
    ...input,
    mode,
    untold: untold(followed.episodes),
    firing: Object.values(input.alerts).filter((alert) => alert.state === 'firing'),
  });
  const episodes = markTold(followed.episodes, settled, input.now);
  return {
    telling: {
      episodes,
      next: nextAfter(mode, telling.next),
      remembered: rememberGone(telling, episodes, input),
    },
    transitions: followed.transitions,
    popups,
  };
}

function modeOf({ next }: Telling, { known, paused }: TellInput): Mode {
  if (paused) return 'paused';
  return known ? next : 'waiting';
}

function nextAfter(mode: Mode, next: Telling['next']): Telling['next'] {
  switch (mode) {
    case 'waiting':
      return next;
    case 'paused':
      return next === 'baseline' ? 'baseline' : 'afterPause';
    case 'baseline':
    case 'live':
    case 'afterPause':
      return 'live';
    default:
      return assertNever(mode);
  }
}

/** The same fingerprint with another start is another episode: nobody saw it go on in between. */
function rememberedAt(remembered: Telling['remembered'], alert: Alert): number | undefined {
  const episode = remembered.get(alert.id);
  return episode?.startsAt === alert.startsAt ? episode.toldAt : undefined;
}

function rememberGone(
  { episodes: before, remembered }: Telling,
  episodes: Episodes,
  { env, complete, now }: TellInput,
): Telling['remembered'] {
  const next = new Map<string, ToldEpisode>();
  for (const [id, episode] of remembered) {
    // While an Alertmanager is away nobody knows what is over.
    const goneAt = episode.goneAt ?? (complete ? now : undefined);
    // Nor, when the machine wakes, what has come back meanwhile.
    const forgotten = complete && goneAt !== undefined && now - goneAt > REMEMBER_GONE_MS;
    if (episodes.has(id) || forgotten) continue;
    next.set(
      id,
      goneAt === undefined || goneAt === episode.goneAt ? episode : { ...episode, goneAt },
    );
  }
  for (const [id, { alert, toldAt }] of before) {
    if (toldAt === undefined || episodes.has(id)) continue;
    next.set(id, { env, id, startsAt: alert.startsAt, toldAt, goneAt: now });
  }
  return sameEntries(remembered, next) ? remembered : next;
}

function sameEntries(a: Telling['remembered'], b: Telling['remembered']): boolean {
  return a.size === b.size && [...b].every(([id, episode]) => a.get(id) === episode);
}

/** The told episodes of an environment, those gone a while ago among them, for the ledger. */
export function toldEpisodes(env: string, telling: Telling): readonly ToldEpisode[] {
  const told: ToldEpisode[] = [];
  for (const { alert, toldAt } of telling.episodes.values()) {
    if (toldAt !== undefined) told.push({ env, id: alert.id, startsAt: alert.startsAt, toldAt });
  }
  return [...told, ...telling.remembered.values()];
}

/** The ledger need not be written again: the same episodes under the same starts, in whatever order. */
export function sameTold(a: readonly ToldEpisode[], b: readonly ToldEpisode[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const known = new Map(a.map((episode) => [episode.id, episode]));
  return b.every((episode) => {
    const other = known.get(episode.id);
    return (
      other?.startsAt === episode.startsAt &&
      other.toldAt === episode.toldAt &&
      other.goneAt === episode.goneAt
    );
  });
}
