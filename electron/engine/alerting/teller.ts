import type { Alert } from '../../../shared/domain/alerts';
import type { Popup } from '../../../shared/domain/popups';
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
  /** The first decision, which sums up instead of telling one by one, has been made. */
  readonly baselineDone: boolean;
  /** Popups were paused at the last decision. */
  readonly wasPaused: boolean;
  /** Told before this process started and not seen since. */
  readonly remembered: ReadonlyMap<string, ToldEpisode>;
}

const NOTHING_REMEMBERED: Telling['remembered'] = new Map();

export function beginTelling(remembered: readonly ToldEpisode[]): Telling {
  return {
    episodes: NO_EPISODES,
    baselineDone: false,
    wasPaused: false,
    remembered: new Map(remembered.map((episode) => [episode.id, episode])),
  };
}

export interface TellInput
  extends Pick<PopupContext, 'env' | 'environmentName' | 'popups' | 'messages' | 'now' | 'id'> {
  readonly alerts: Readonly<Record<string, Alert>>;
  /** Every Alertmanager has answered or failed once, and at least one has answered. */
  readonly known: boolean;
  /** Every Alertmanager answers at this moment: what is not there is over. */
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
  const decided = mode !== 'waiting' && mode !== 'paused';
  return {
    telling: {
      episodes: markTold(followed.episodes, settled, input.now),
      baselineDone: telling.baselineDone || decided,
      wasPaused: input.paused,
      // What is still not there once everybody has answered ended while we were away.
      remembered: input.complete ? NOTHING_REMEMBERED : telling.remembered,
    },
    transitions: followed.transitions,
    popups,
  };
}

function modeOf(telling: Telling, { known, paused }: TellInput): Mode {
  if (paused) return 'paused';
  if (!telling.baselineDone) return known ? 'baseline' : 'waiting';
  return telling.wasPaused ? 'afterPause' : 'live';
}

/** The same fingerprint with another start is another episode: across a restart nobody watched in between. */
function rememberedAt(remembered: Telling['remembered'], alert: Alert): number | undefined {
  const episode = remembered.get(alert.id);
  return episode?.startsAt === alert.startsAt ? episode.toldAt : undefined;
}

/** The told episodes of an environment, for the ledger. */
export function toldEpisodes(env: string, telling: Telling): readonly ToldEpisode[] {
  const told: ToldEpisode[] = [];
  for (const { alert, toldAt } of telling.episodes.values()) {
    if (toldAt !== undefined) told.push({ env, id: alert.id, startsAt: alert.startsAt, toldAt });
  }
  const seen = new Set(told.map(({ id }) => id));
  const unseen = [...telling.remembered.values()].filter(({ id }) => !seen.has(id));
  return [...told, ...unseen];
}
