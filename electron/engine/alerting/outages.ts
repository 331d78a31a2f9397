import type { Popup } from '../../../shared/domain/popups';
import type { Failure } from '../../../shared/domain/sources';
import type { Messages } from '../../../shared/i18n/messages';
import { oneLine } from '../../../shared/wire/text';

/** What the console sees alerts by: Alertmanager's list, and Prometheus' rules. Without either it misses new ones. */
export type Sight = 'alerts' | 'rules';

export interface SightNow {
  readonly sight: Sight;
  /** It was asked for, and no server of its kind delivers it. */
  readonly lost: boolean;
  /** The servers it comes from, as the user knows them. */
  readonly servers: readonly string[];
  /** Why it is lost. */
  readonly failure?: Failure;
}

/** One environment's sights that are lost now. A value: `followOutages` makes the next one. */
export interface Outages {
  readonly lost: ReadonlyMap<Sight, { readonly since: number; readonly told: boolean }>;
  /** Beginning of what a popup told of, until everything is seen again. Epoch ms. */
  readonly toldSince?: number;
}

export const NO_OUTAGES: Outages = { lost: new Map() };

export interface OutageInput {
  readonly env: string;
  readonly environmentName: string;
  readonly sights: readonly SightNow[];
  readonly paused: boolean;
  /** `lostAfterMinutes`: a shorter outage is not told; `null`: none is. */
  readonly popups: { readonly enabled: boolean; readonly lostAfterMinutes: number | null };
  readonly messages: Messages;
  readonly now: number;
  readonly id: () => string;
}

const MINUTE_MS = 60_000;

/** Tells once that watching fails, after a while of failing, and once that it works again where the first was told. */
export function followOutages(
  before: Outages,
  input: OutageInput,
): { readonly outages: Outages; readonly popup?: Popup } {
  const { now, paused } = input;
  const lost = new Map(
    input.sights
      .filter((sight) => sight.lost)
      .map(({ sight }) => [sight, before.lost.get(sight) ?? { since: now, told: false }]),
  );
  const { toldSince } = before;
  if (lost.size === 0) {
    if (toldSince === undefined) return { outages: NO_OUTAGES };
    return paused || !isWanted(input)
      ? { outages: NO_OUTAGES }
      : { outages: NO_OUTAGES, popup: endPopup(input, toldSince) };
  }
  const kept = { lost, ...(toldSince === undefined ? {} : { toldSince }) };
  if (paused || !isDue(lost, input)) return { outages: kept };
  // What was lost a little later goes with it: one network, one popup.
  const untold = [...lost].filter(([, { told }]) => !told);
  const since = Math.min(...untold.map(([, outage]) => outage.since));
  const told = new Map([...lost].map(([sight, { since }]) => [sight, { since, told: true }]));
  return {
    outages: { lost: told, toldSince: Math.min(since, toldSince ?? since) },
    popup: beginPopup(
      input,
      untold.map(([sight]) => sight),
      since,
    ),
  };
}

/** The machine slept: what was failing before has all its time again to come back. */
export function afterSleep(outages: Outages, now: number): Outages {
  const lost = new Map(
    [...outages.lost].map(([sight, outage]) => [
      sight,
      outage.told ? outage : { ...outage, since: now },
    ]),
  );
  return { ...outages, lost };
}

function isWanted({ popups }: OutageInput): boolean {
  return popups.enabled && popups.lostAfterMinutes !== null;
}

function isDue(lost: Outages['lost'], input: OutageInput): boolean {
  const { lostAfterMinutes } = input.popups;
  if (!isWanted(input) || lostAfterMinutes === null) return false;
  return [...lost.values()].some(
    ({ since, told }) => !told && input.now - since >= lostAfterMinutes * MINUTE_MS,
  );
}

function beginPopup(input: OutageInput, untold: readonly Sight[], since: number): Popup {
  const { messages, now, environmentName } = input;
  const lost = input.sights.filter(({ sight }) => untold.includes(sight));
  const servers = lost.flatMap((sight) => sight.servers);
  const why = lost.flatMap(({ failure }) => (failure === undefined ? [] : [failure.message]))[0];
  return {
    ...common(input),
    kind: 'lost',
    severity: 'warning',
    title: oneLine(messages.popup.lostTitle(environmentName), 150),
    body: oneLine(messages.popup.lostBody(servers, minutes(now - since), why ?? ''), 300),
    reason: `nothing readable from ${servers.join(', ')} for ${minutes(now - since)} min`,
    sticky: true,
  };
}

function endPopup(input: OutageInput, since: number): Popup {
  const { messages, now, environmentName } = input;
  return {
    ...common(input),
    kind: 'regained',
    severity: 'info',
    title: oneLine(messages.popup.regainedTitle(environmentName), 150),
    body: oneLine(messages.popup.regainedBody(minutes(now - since)), 300),
    reason: `readable again after ${minutes(now - since)} min`,
    sticky: false,
  };
}

function common({ env, id, now }: OutageInput): Pick<Popup, 'id' | 'env' | 'alerts' | 'at'> {
  return { id: id(), env, alerts: [], at: now };
}

function minutes(ms: number): number {
  return Math.max(1, Math.round(ms / MINUTE_MS));
}
