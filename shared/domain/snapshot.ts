import type { Alert } from './alerts';
import type { PanelSnapshot, ProfileState, RangeKey, RangeSnapshot } from './metrics';
import type { Popup } from './popups';
import type { Silence } from './silences';
import type { Freshness, Slice } from './slice';
import type { SourceStatus } from './sources';
import type { TraceSearch } from './traces';
import type { TrayModel } from './tray';

/** What is known of one environment. Alerts and silences are keyed, so that they travel as differences. */
export interface EnvironmentState {
  readonly id: string;
  readonly name: string;
  readonly demo: boolean;
  readonly sources: readonly SourceStatus[];
  readonly profile: ProfileState;
  readonly alerts: Readonly<Record<string, Alert>>;
  readonly alertsFreshness: Freshness;
  /** Pending alerts come from another server and age by themselves. */
  readonly rulesFreshness: Freshness;
  readonly silences: Readonly<Record<string, Silence>>;
  readonly silencesFreshness: Freshness;
  readonly panels: Slice<PanelSnapshot>;
  readonly ranges: Slice<RangeSnapshot>;
  readonly traces: Slice<TraceSearch>;
}

export interface EngineSnapshot {
  readonly revision: number;
  /** In the order of the settings. */
  readonly environments: readonly EnvironmentState[];
  /** The environment whose panels, ranges and traces are polled. */
  readonly selected: string;
  readonly range: RangeKey;
  readonly tray: TrayModel;
  /** Newest first, at most 100. */
  readonly popups: readonly Popup[];
}

export type EnvironmentChange = {
  readonly id: string;
  readonly alerts?: { readonly upsert: readonly Alert[]; readonly remove: readonly string[] };
  readonly silences?: { readonly upsert: readonly Silence[]; readonly remove: readonly string[] };
  /** Replaced whole: small, or new at every poll anyway. */
  readonly set?: Partial<Omit<EnvironmentState, 'id' | 'alerts' | 'silences'>>;
};

/** The difference between two revisions. A patch whose `from` is not one's own revision means: ask for a snapshot. */
export interface Patch {
  readonly from: number;
  readonly to: number;
  readonly environments: readonly EnvironmentChange[];
  readonly set?: Partial<Pick<EngineSnapshot, 'selected' | 'range' | 'tray' | 'popups'>>;
}

/** Applies a patch and keeps the references of everything it does not name. `gap`: a patch in between is missing. */
export function applyPatch(snapshot: EngineSnapshot, patch: Patch): EngineSnapshot | 'gap' | 'old' {
  if (patch.to <= snapshot.revision) return 'old';
  if (patch.from !== snapshot.revision) return 'gap';
  const changes = new Map(patch.environments.map((change) => [change.id, change]));
  const environments =
    changes.size === 0
      ? snapshot.environments
      : snapshot.environments.map((environment) => {
          const change = changes.get(environment.id);
          return change ? applyChange(environment, change) : environment;
        });
  return { ...snapshot, ...patch.set, environments, revision: patch.to };
}

function applyChange(state: EnvironmentState, change: EnvironmentChange): EnvironmentState {
  return {
    ...state,
    ...change.set,
    alerts: change.alerts ? applyKeyed(state.alerts, change.alerts) : state.alerts,
    silences: change.silences ? applyKeyed(state.silences, change.silences) : state.silences,
  };
}

function applyKeyed<T extends { readonly id: string }>(
  items: Readonly<Record<string, T>>,
  change: { readonly upsert: readonly T[]; readonly remove: readonly string[] },
): Readonly<Record<string, T>> {
  const next: Record<string, T> = { ...items };
  for (const id of change.remove) delete next[id];
  for (const item of change.upsert) next[item.id] = item;
  return next;
}
