import type { EngineSnapshot, Patch } from '../../../shared/domain/snapshot';
import type { Watching } from '../../../shared/domain/watching';
import type { BatchwatchApi, Bootstrap, Route } from '../../../shared/ipc/api';
import type { Settings } from '../../../shared/settings/settings';

/** What a test reads and drives from outside, at `window.fakeMain`. */
export interface FakeMain {
  /** Every verb called, oldest first. */
  readonly calls: readonly { readonly verb: string; readonly args: readonly unknown[] }[];
  snapshot(): EngineSnapshot;
  patch(patch: Patch): void;
  navigate(route: Route): void;
  reset(snapshot: EngineSnapshot): void;
  watching(watching: Watching): void;
}

/**
 * Runs in the page before its scripts. Self-contained, because it travels as text: puts `window.batchwatch` there, which
 * answers from scripted data and remembers what it was asked.
 */
export function installFakeBridge(json: string): void {
  const bootstrap: Bootstrap = JSON.parse(json, (_key, item) =>
    item !== null && typeof item === 'object' && '$number' in item ? Number(item.$number) : item,
  );
  let { snapshot, watching, settings, secrets } = bootstrap;
  const calls: { verb: string; args: unknown[] }[] = [];
  const patches = new Set<(patch: Patch) => void>();
  const resets = new Set<() => void>();
  const watchings = new Set<(watching: Watching) => void>();
  const changes = new Set<(settings: Settings) => void>();
  const routes = new Set<(route: Route) => void>();

  function answer<T>(verb: string, args: unknown[], value: T) {
    calls.push({ verb, args });
    return Promise.resolve({ ok: true as const, value });
  }

  function listen<T>(listeners: Set<T>, listener: T): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function push(set: NonNullable<Patch['set']>): void {
    const from = snapshot.revision;
    snapshot = { ...snapshot, ...set, revision: from + 1 };
    for (const listener of patches) listener({ from, to: from + 1, environments: [], set });
  }

  const bridge: BatchwatchApi = {
    bootstrap: () =>
      answer('bootstrap', [], { ...bootstrap, snapshot, watching, settings, secrets }),
    snapshot: () => answer('snapshot', [], snapshot),
    refresh: () => answer('refresh', [], null),
    restartWatcher: () => answer('restartWatcher', [], null),
    selectEnvironment(env) {
      push({ selected: env });
      return answer('selectEnvironment', [env], null);
    },
    setRange(range) {
      push({ range });
      return answer('setRange', [range], null);
    },
    createSilence: (env, draft) =>
      answer('createSilence', [env, draft], {
        kind: 'done',
        id: 'new-silence',
        source: 'alertmanager:0',
      }),
    expireSilence: (env, id) => answer('expireSilence', [env, id], { kind: 'done' }),
    pausePopups(until) {
      const { pausedUntil: _old, ...tray } = snapshot.tray;
      push({ tray: until === null ? tray : { ...tray, pausedUntil: until } });
      return answer('pausePopups', [until], null);
    },
    saveSettings(next) {
      settings = next;
      for (const listener of changes) listener(next);
      return answer('saveSettings', [next], { ok: true as const, value: next });
    },
    putSecret(id) {
      secrets = { ...secrets, stored: [...secrets.stored, id] };
      return answer('putSecret', [id], secrets);
    },
    removeSecret(id) {
      secrets = { ...secrets, stored: secrets.stored.filter((item) => item !== id) };
      return answer('removeSecret', [id], secrets);
    },
    testConnection: (source, endpoint) =>
      answer('testConnection', [source, endpoint], {
        kind: 'ok',
        version: '3.5.0',
        latencyMs: 12,
        notes: [],
      }),
    openLink: (url) => answer('openLink', [url], null),
    pickFile: (purpose) => answer('pickFile', [purpose], null),
    onPatch: (listener) => listen(patches, listener),
    onReset: (listener) => listen(resets, listener),
    onWatching: (listener) => listen(watchings, listener),
    onSettings: (listener) => listen(changes, listener),
    onNavigate: (listener) => listen(routes, listener),
  };
  const fakeMain: FakeMain = {
    calls,
    snapshot: () => snapshot,
    patch(patch) {
      for (const listener of patches) listener(patch);
    },
    navigate(route) {
      for (const listener of routes) listener(route);
    },
    reset(next) {
      snapshot = next;
      for (const listener of resets) listener();
    },
    watching(next) {
      watching = next;
      for (const listener of watchings) listener(next);
    },
  };
  Object.assign(window, { batchwatch: bridge, fakeMain });
}
