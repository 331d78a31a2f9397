import type { Popup } from '../../../shared/domain/popups';
import type { Failure } from '../../../shared/domain/sources';
import { failureWords } from '../../../shared/i18n/failure-words';
import type { Messages } from '../../../shared/i18n/messages';
import { assertNever } from '../../../shared/result';
import { oneLine } from '../../../shared/wire/text';

/** What the console sees alerts by: Alertmanager's list, and Prometheus' rules. Without either it misses new ones. */
export type Sight = 'alerts' | 'rules';

export interface SightNow {
  readonly sight: Sight;
  /** `lost`: no server of its kind delivers it. `unknown`: nobody has said since watching began, or began again. */
  readonly state: 'seen' | 'lost' | 'unknown';
  /** The servers it comes from, as the user knows them. */
  readonly servers: readonly string[];
  /** Why it is lost. */
  readonly failure?: Failure;
}

/** Times are ticks of the clock, in ms: neither a clock that is set nor (on Linux) sleep makes an outage longer. */
interface Outage {
  readonly since: number;
  readonly told: boolean;
  /** It can be seen again since then, not long enough yet to be over. */
  readonly seenSince?: number;
}

/** What of one environment cannot be seen now, or could not until a moment ago. `followOutages` makes the next one. */
export interface Outages {
  readonly lost: ReadonlyMap<Sight, Outage>;
  /** Beginning of what a popup told of, until everything is seen again. */
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
  readonly ticks: number;
  readonly id: () => string;
}

const MINUTE_MS = 60_000;
/** A server that comes and goes is one outage, not a popup each time. */
const STEADY_MS = MINUTE_MS;

/**
 * Tells once that watching fails, after a while of failing, and once that it works again, after a while of working, where
 * the first was told. In a pause neither is told; what was told before it is told to be over after it.
 */
export function followOutages(
  before: Outages,
  input: OutageInput,
): { readonly outages: Outages; readonly popup?: Popup } {
  const { toldSince } = before;
  const states = new Map(input.sights.map(({ sight, state }) => [sight, state]));
  const followed = input.sights.flatMap(({ sight, state }) => {
    const outage = followSight(before.lost.get(sight), state, toldSince !== undefined, input.ticks);
    return outage === undefined ? [] : [[sight, outage] as const];
  });
  const isSteady = ([sight, { seenSince }]: readonly [Sight, Outage]) =>
    states.get(sight) === 'seen' && seenSince !== undefined && input.ticks - seenSince >= STEADY_MS;
  if (toldSince !== undefined && followed.every(isSteady)) {
    if (!isWanted(input)) return { outages: NO_OUTAGES };
    if (input.paused) return { outages: { lost: new Map(followed), toldSince } };
    const end = Math.max(...followed.map(([, { seenSince }]) => seenSince ?? input.ticks));
    return { outages: NO_OUTAGES, popup: endPopup(input, minutes(end - toldSince)) };
  }
  const lost = new Map(followed.filter((entry) => !isSteady(entry)));
  const kept = { lost, ...(toldSince === undefined ? {} : { toldSince }) };
  const untold = [...lost].filter(([sight, { told }]) => !told && states.get(sight) === 'lost');
  if (input.paused || !untold.some(([, { since }]) => isLong(since, input))) {
    return { outages: kept };
  }
  // What was lost a little later goes with it: one network, one popup.
  const since = Math.min(...untold.map(([, outage]) => outage.since));
  const sights = untold.map(([sight]) => sight);
  const told = untold.map(([sight, outage]) => [sight, { ...outage, told: true }] as const);
  return {
    outages: { lost: new Map([...lost, ...told]), toldSince: Math.min(since, toldSince ?? since) },
    popup: beginPopup(input, sights, minutes(input.ticks - since)),
  };
}

/** `lingers`: something was told, so that what is seen again has to stay so before it is over. */
function followSight(
  before: Outage | undefined,
  state: SightNow['state'],
  lingers: boolean,
  ticks: number,
): Outage | undefined {
  switch (state) {
    case 'unknown':
      return before;
    case 'lost':
      return { since: before?.since ?? ticks, told: before?.told ?? false };
    case 'seen':
      return before && lingers ? { ...before, seenSince: before.seenSince ?? ticks } : undefined;
    default:
      return assertNever(state);
  }
}

/** The machine slept: what was failing before has all its time again to come back. */
export function afterSleep(outages: Outages, ticks: number): Outages {
  const lost = new Map(
    [...outages.lost].map(([sight, outage]) => [
      sight,
      outage.told ? outage : { ...outage, since: ticks },
    ]),
  );
  return { ...outages, lost };
}

function isWanted({ popups }: OutageInput): boolean {
  return popups.enabled && popups.lostAfterMinutes !== null;
}

function isLong(since: number, { popups, ticks }: OutageInput): boolean {
  const { enabled, lostAfterMinutes } = popups;
  if (!enabled || lostAfterMinutes === null) return false;
  return ticks - since >= lostAfterMinutes * MINUTE_MS;
}

function beginPopup(input: OutageInput, untold: readonly Sight[], forMinutes: number): Popup {
  const { messages, environmentName } = input;
  const lost = input.sights.filter(({ sight }) => untold.includes(sight));
  const servers = lost.flatMap((sight) => sight.servers);
  const why = lost.flatMap(({ failure }) => (failure ? [failureWords(messages, failure)] : []))[0];
  return {
    ...common(input),
    kind: 'lost',
    severity: 'warning',
    title: oneLine(messages.popup.lostTitle(environmentName), 150),
    body: oneLine(messages.popup.lostBody(servers, forMinutes, why ?? ''), 300),
    reason: `nothing readable from ${servers.join(', ')} for ${forMinutes} min`,
    sticky: true,
  };
}

function endPopup(input: OutageInput, forMinutes: number): Popup {
  const { messages, environmentName } = input;
  return {
    ...common(input),
    kind: 'regained',
    severity: 'info',
    title: oneLine(messages.popup.regainedTitle(environmentName), 150),
    body: oneLine(messages.popup.regainedBody(forMinutes), 300),
    reason: `readable again after ${forMinutes} min`,
    sticky: false,
  };
}

function common({ env, id, now }: OutageInput): Pick<Popup, 'id' | 'env' | 'alerts' | 'at'> {
  return { id: id(), env, alerts: [], at: now };
}

function minutes(ms: number): number {
  return Math.max(1, Math.round(ms / MINUTE_MS));
}
