import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyPatch, type EngineSnapshot, type Patch } from '../../shared/domain/snapshot';
import { NOTHING_SEEN, WATCHING, type Watching } from '../../shared/domain/watching';
import type { AppInfo, BatchwatchApi, Route, SecretStoreState } from '../../shared/ipc/api';
import { defaultSettings, type Settings } from '../../shared/settings/settings';
import { type Actions, createActions } from './actions';
import { outOfSight } from './out-of-sight';

export interface AppState {
  /** `starting`: nothing from main yet; what the other fields hold then are empty placeholders. */
  readonly phase: 'starting' | 'ready' | 'failed';
  readonly failure?: string;
  /** While nobody watches, the last one with nothing in it passing for current. */
  readonly snapshot: EngineSnapshot;
  readonly watching: Watching;
  readonly settings: Settings;
  readonly info: AppInfo;
  readonly secrets: SecretStoreState;
  /** Where main asked to go, until the router went there. */
  readonly requestedRoute: Route | null;
}

export interface AppStore {
  readonly store: StoreApi<AppState>;
  readonly actions: Actions;
  /** Subscribes to main and loads everything. Returns the unsubscribe. */
  start(): () => void;
}

/** The page's mirror of what main owns. It only ever holds what main sent, marked as old while nobody watches. */
export function createAppStore(bridge: BatchwatchApi): AppStore {
  const store = createStore<AppState>(initialState);
  const { getState, setState } = store;

  /** Patches that came while a snapshot was under way; `null` when none is. */
  let waiting: Patch[] | null = [];
  /** The environments changed while a snapshot was under way: it may be of before. */
  let outdated = false;
  let generation = 0;
  /** What main sent last, as it sent it. */
  let mirror = NOTHING_SEEN;
  /** What main said last of the watcher; shown as `watching` only together with what the new one sees. */
  let said: Watching | undefined;
  /** Another engine counts its revisions anew: its patches may seem to fit what an old one sent. */
  let unusable = false;

  function show(snapshot: EngineSnapshot, watching = getState().watching): void {
    mirror = snapshot;
    setState({
      watching,
      snapshot: watching.kind === 'watching' ? snapshot : outOfSight(snapshot, watching.since),
    });
  }

  function receive(patch: Patch): void {
    if (waiting) {
      waiting.push(patch);
      return;
    }
    const next = unusable ? 'gap' : applyPatch(mirror, patch);
    if (next === 'gap') void resync([patch]);
    else if (next !== 'old') show(next);
  }

  function hear(watching: Watching): void {
    said = watching;
    if (getState().phase === 'failed' && watching.kind === 'watching') void load();
    else if (getState().phase === 'ready' && watching.kind !== 'watching') show(mirror, watching);
  }

  function adopt(snapshot: EngineSnapshot, watching: Watching): void {
    const queued = waiting ?? [];
    waiting = null;
    unusable = false;
    show(snapshot, watching);
    if (outdated) {
      outdated = false;
      void resync(queued);
      return;
    }
    for (const patch of queued) {
      // still ahead of the whole truth: of an engine that is gone; the next patch of this one asks again
      const next = applyPatch(mirror, patch);
      if (next !== 'gap' && next !== 'old') show(next);
    }
  }

  /** Asks for the whole truth. Patches wait meanwhile; where it is refused the next patch asks again. */
  async function resync(queued: Patch[]): Promise<void> {
    if (waiting) return;
    waiting = queued;
    const mine = generation;
    const answer = await settled(bridge.snapshot());
    if (mine !== generation) return;
    if (answer.ok) {
      adopt(answer.value, said ?? getState().watching);
      return;
    }
    waiting = null;
    unusable = true;
  }

  async function load(): Promise<void> {
    waiting = [];
    said = undefined;
    const mine = ++generation;
    setState({ phase: 'starting' });
    const answer = await settled(bridge.bootstrap());
    if (mine !== generation) return;
    if (!answer.ok) {
      setState({ phase: 'failed', failure: answer.error.message });
      return;
    }
    const { snapshot, watching, settings, info, secrets, route } = answer.value;
    setState({ phase: 'ready', settings, info, secrets, ...(route && { requestedRoute: route }) });
    adopt(snapshot, said ?? watching);
  }

  return {
    store,
    actions: createActions(bridge, setState, load),
    start() {
      const ends = [
        bridge.onPatch(receive),
        bridge.onReset(() => {
          if (waiting) outdated = true;
          else void resync([]);
        }),
        bridge.onWatching(hear),
        bridge.onSettings((settings) => setState({ settings })),
        bridge.onNavigate((route) => setState({ requestedRoute: route })),
      ];
      void load();
      return () => {
        generation += 1;
        for (const end of ends) end();
      };
    },
  };
}

/** A door that breaks is answered like one that refuses. */
async function settled<T>(
  answer: Promise<
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly message: string } }
  >,
): Promise<
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly message: string } }
> {
  try {
    return await answer;
  } catch (error) {
    return { ok: false, error: { message: error instanceof Error ? error.message : 'failed' } };
  }
}

function initialState(): AppState {
  return {
    phase: 'starting',
    snapshot: NOTHING_SEEN,
    watching: WATCHING,
    settings: defaultSettings(),
    info: { version: '', runtime: 'electron', platform: '', locale: '', demo: false },
    secrets: { available: false, reason: 'unavailable', backend: '', stored: [] },
    requestedRoute: null,
  };
}
