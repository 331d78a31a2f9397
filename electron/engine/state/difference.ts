import type {
  EngineSnapshot,
  EnvironmentChange,
  EnvironmentState,
  Patch,
} from '../../../shared/domain/snapshot';

type Rest = Pick<EngineSnapshot, 'selected' | 'range' | 'tray' | 'popups'>;

export type Unrevised = Omit<EngineSnapshot, 'revision'>;

/**
 * The difference from one published snapshot to the next, found by reference: whatever is unchanged was kept by the
 * reducers. `null`: nothing changed. `reset`: the environments themselves changed, no difference would do.
 */
export function difference(before: EngineSnapshot, after: Unrevised): Patch | null | 'reset' {
  if (!sameIds(before.environments, after.environments)) return 'reset';
  const environments: EnvironmentChange[] = [];
  for (const [index, next] of after.environments.entries()) {
    const previous = before.environments[index];
    if (previous === undefined || previous === next) continue;
    const change = environmentChange(previous, next);
    if (change !== null) environments.push(change);
  }
  const set: { -readonly [K in keyof Rest]?: Rest[K] } = {};
  if (before.selected !== after.selected) set.selected = after.selected;
  if (before.range !== after.range) set.range = after.range;
  if (before.tray !== after.tray) set.tray = after.tray;
  if (before.popups !== after.popups) set.popups = after.popups;
  const changedRest = Object.keys(set).length > 0;
  if (environments.length === 0 && !changedRest) return null;
  return {
    from: before.revision,
    to: before.revision + 1,
    environments,
    ...(changedRest ? { set } : {}),
  };
}

function sameIds(a: readonly EnvironmentState[], b: readonly EnvironmentState[]): boolean {
  return a.length === b.length && a.every((item, index) => item.id === b[index]?.id);
}

function environmentChange(
  previous: EnvironmentState,
  next: EnvironmentState,
): EnvironmentChange | null {
  const set: Record<string, unknown> = {};
  for (const key of Object.keys(next) as (keyof EnvironmentState)[]) {
    if (key === 'id' || key === 'alerts' || key === 'silences') continue;
    if (previous[key] !== next[key]) set[key] = next[key];
  }
  const alerts = keyedDifference(previous.alerts, next.alerts);
  const silences = keyedDifference(previous.silences, next.silences);
  const nothing = Object.keys(set).length === 0 && alerts === null && silences === null;
  if (nothing) return null;
  return {
    id: next.id,
    ...(alerts === null ? {} : { alerts }),
    ...(silences === null ? {} : { silences }),
    ...(Object.keys(set).length === 0 ? {} : { set }),
  };
}

export function keyedDifference<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): { readonly upsert: readonly T[]; readonly remove: readonly string[] } | null {
  if (before === after) return null;
  const upsert: T[] = [];
  const remove: string[] = [];
  for (const [id, item] of Object.entries(after)) if (before[id] !== item) upsert.push(item);
  for (const id of Object.keys(before)) if (!Object.hasOwn(after, id)) remove.push(id);
  return upsert.length === 0 && remove.length === 0 ? null : { upsert, remove };
}
