import { describe, expect, it } from 'vitest';
import type { EngineSnapshot, Patch } from '../../shared/domain/snapshot';
import { NOTHING_SEEN, WATCHING, type Watching } from '../../shared/domain/watching';
import type { BatchwatchApi, Bootstrap, Route } from '../../shared/ipc/api';
import { defaultSettings, type Settings } from '../../shared/settings/settings';
import { createAppStore } from './store';

function snapshot(revision: number): EngineSnapshot {
  return {
    revision,
    environments: [],
    selected: '',
    range: '1h',
    tray: { state: 'ok', firing: revision, critical: 0, tooltip: '', worst: [] },
    popups: [],
  };
}

function patch(from: number): Patch {
  const { tray } = snapshot(from + 1);
  return { from, to: from + 1, environments: [], set: { tray } };
}

type Deferred<T> = { promise: Promise<T>; resolve: (value: T) => void };

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Main, with answers given by hand. */
function fakeMain() {
  const bootstraps: Deferred<Awaited<ReturnType<BatchwatchApi['bootstrap']>>>[] = [];
  const snapshots: Deferred<Awaited<ReturnType<BatchwatchApi['snapshot']>>>[] = [];
  const on = {
    patch: new Set<(patch: Patch) => void>(),
    reset: new Set<() => void>(),
    watching: new Set<(watching: Watching) => void>(),
    settings: new Set<(settings: Settings) => void>(),
    navigate: new Set<(route: Route) => void>(),
  };
  const listen = <T>(set: Set<T>, listener: T) => {
    set.add(listener);
    return () => set.delete(listener);
  };
  const done = { ok: true, value: null } as const;
  const bridge: BatchwatchApi = {
    bootstrap() {
      const answer = deferred<Awaited<ReturnType<BatchwatchApi['bootstrap']>>>();
      bootstraps.push(answer);
      return answer.promise;
    },
    snapshot() {
      const answer = deferred<Awaited<ReturnType<BatchwatchApi['snapshot']>>>();
      snapshots.push(answer);
      return answer.promise;
    },
    restartWatcher: () => Promise.resolve(done),
    refresh: () => Promise.reject(new Error('the door is broken')),
    selectEnvironment: () => Promise.resolve(done),
    setRange: () => Promise.resolve(done),
    createSilence: () =>
      Promise.resolve({ ok: true, value: { kind: 'done', id: '1', source: 'a' } }),
    expireSilence: () => Promise.resolve({ ok: true, value: { kind: 'gone' } }),
    pausePopups: () => Promise.resolve(done),
    saveSettings: (settings) =>
      Promise.resolve({ ok: true, value: { ok: true, value: { ...settings, author: 'saved' } } }),
    putSecret: (id) =>
      Promise.resolve({
        ok: true,
        value: { available: true, reason: 'ok', backend: 'test', stored: [id] },
      }),
    removeSecret: () =>
      Promise.resolve({
        ok: true,
        value: { available: true, reason: 'ok', backend: 'test', stored: [] },
      }),
    testConnection: () =>
      Promise.resolve({ ok: true, value: { kind: 'wrong-server', found: 'x', latencyMs: 1 } }),
    openLink: () => Promise.resolve(done),
    pickFile: () => Promise.resolve(done),
    onPatch: (listener) => listen(on.patch, listener),
    onReset: (listener) => listen(on.reset, listener),
    onWatching: (listener) => listen(on.watching, listener),
    onSettings: (listener) => listen(on.settings, listener),
    onNavigate: (listener) => listen(on.navigate, listener),
  };
  return {
    bridge,
    bootstraps,
    snapshots,
    on,
    push(item: Patch) {
      for (const listener of on.patch) listener(item);
    },
    watching(state: Watching) {
      for (const listener of on.watching) listener(state);
    },
    reset() {
      for (const listener of on.reset) listener();
    },
  };
}

function bootstrap(revision: number, change: Partial<Bootstrap> = {}): Bootstrap {
  return {
    snapshot: snapshot(revision),
    watching: WATCHING,
    settings: defaultSettings(),
    info: { version: '1', runtime: 'chromium', platform: 'linux', locale: 'en', demo: false },
    secrets: { available: true, reason: 'ok', backend: 'test', stored: [] },
    ...change,
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

async function started(revision: number) {
  const main = fakeMain();
  const app = createAppStore(main.bridge);
  const stop = app.start();
  main.bootstraps[0]?.resolve({ ok: true, value: bootstrap(revision) });
  await settle();
  return { main, app, stop, revision: () => app.store.getState().snapshot.revision };
}

describe('the mirror', () => {
  it('is starting until main answered, then ready with everything', async () => {
    const main = fakeMain();
    const app = createAppStore(main.bridge);
    app.start();
    expect(app.store.getState().phase).toBe('starting');
    const route = { page: 'alert', env: 'a', id: 'b' } as const;
    main.bootstraps[0]?.resolve({ ok: true, value: bootstrap(3, { route }) });
    await settle();
    expect(app.store.getState()).toMatchObject({
      phase: 'ready',
      snapshot: { revision: 3 },
      requestedRoute: route,
    });
    app.actions.routeTaken();
    expect(app.store.getState().requestedRoute).toBeNull();
  });

  it('says why a start failed and starts again on demand', async () => {
    const main = fakeMain();
    const app = createAppStore(main.bridge);
    app.start();
    main.bootstraps[0]?.resolve({
      ok: false,
      error: { kind: 'failed', message: 'the engine died' },
    });
    await settle();
    expect(app.store.getState()).toMatchObject({ phase: 'failed', failure: 'the engine died' });
    void app.actions.retry();
    main.bootstraps[1]?.resolve({ ok: true, value: bootstrap(1) });
    await settle();
    expect(app.store.getState().phase).toBe('ready');
  });

  it('applies patches in order and drops old ones', async () => {
    const { main, revision } = await started(5);
    main.push(patch(5));
    main.push(patch(5));
    main.push(patch(2));
    expect(revision()).toBe(6);
    main.push(patch(6));
    expect(revision()).toBe(7);
    expect(main.snapshots).toHaveLength(0);
  });

  it('applies what came while it was starting', async () => {
    const main = fakeMain();
    const app = createAppStore(main.bridge);
    app.start();
    main.push(patch(4));
    main.push(patch(5));
    main.bootstraps[0]?.resolve({ ok: true, value: bootstrap(5) });
    await settle();
    expect(app.store.getState().snapshot.revision).toBe(6);
  });

  it('asks once for a snapshot on a gap and applies what came meanwhile', async () => {
    const { main, revision } = await started(5);
    main.push(patch(8));
    main.push(patch(9));
    main.push(patch(10));
    expect(main.snapshots).toHaveLength(1);
    expect(revision()).toBe(5);
    main.snapshots[0]?.resolve({ ok: true, value: snapshot(10) });
    await settle();
    expect(revision()).toBe(11);
    main.push(patch(11));
    expect(revision()).toBe(12);
  });

  it('does not go round in circles over patches of an engine that was replaced', async () => {
    const { main, revision } = await started(50);
    main.push(patch(70));
    main.snapshots[0]?.resolve({ ok: true, value: snapshot(2) });
    await settle();
    expect(main.snapshots).toHaveLength(1);
    main.push(patch(2));
    expect(revision()).toBe(3);
  });

  it('asks again at the next patch where the snapshot was refused', async () => {
    const { main, revision } = await started(5);
    main.push(patch(8));
    main.snapshots[0]?.resolve({ ok: false, error: { kind: 'failed', message: 'busy' } });
    await settle();
    main.push(patch(9));
    expect(main.snapshots).toHaveLength(2);
    main.snapshots[1]?.resolve({ ok: true, value: snapshot(10) });
    await settle();
    expect(revision()).toBe(10);
  });

  it('asks for a snapshot when the environments changed, also while another is under way', async () => {
    const { main, revision } = await started(5);
    main.reset();
    main.reset();
    expect(main.snapshots).toHaveLength(1);
    main.snapshots[0]?.resolve({ ok: true, value: snapshot(6) });
    await settle();
    expect(main.snapshots).toHaveLength(2);
    main.snapshots[1]?.resolve({ ok: true, value: snapshot(7) });
    await settle();
    expect(revision()).toBe(7);
  });

  it('asks again too where the patches of another engine seem to fit what it has', async () => {
    const { main, revision } = await started(5);
    main.reset();
    main.snapshots[0]?.resolve({ ok: false, error: { kind: 'failed', message: 'it died' } });
    await settle();
    main.push(patch(5));
    expect(main.snapshots).toHaveLength(2);
    main.snapshots[1]?.resolve({ ok: true, value: snapshot(6) });
    await settle();
    expect(revision()).toBe(6);
  });

  it('ends every subscription', async () => {
    const { main, stop } = await started(1);
    stop();
    expect(Object.values(main.on).map((set) => set.size)).toEqual([0, 0, 0, 0, 0]);
  });

  it('ignores an answer that comes after its end', async () => {
    const main = fakeMain();
    const app = createAppStore(main.bridge);
    app.start()();
    main.bootstraps[0]?.resolve({ ok: true, value: bootstrap(3) });
    await settle();
    expect(app.store.getState().phase).toBe('starting');
  });
});

describe('the mirror of a watcher that died', () => {
  const tray = (app: ReturnType<typeof createAppStore>) => app.store.getState().snapshot.tray.state;

  it('shows nothing as current until what the next one sees is there', async () => {
    const { main, app } = await started(5);
    main.watching({ kind: 'restarting', since: 9 });
    expect(app.store.getState().watching).toEqual({ kind: 'restarting', since: 9 });
    expect(tray(app)).toBe('unknown');
    main.watching({ kind: 'watching' });
    main.reset();
    expect(tray(app)).toBe('unknown');
    main.snapshots[0]?.resolve({ ok: true, value: snapshot(1) });
    await settle();
    expect(app.store.getState().watching).toEqual({ kind: 'watching' });
    expect(tray(app)).toBe('ok');
  });

  it('keeps saying so while what the next one sees cannot be had', async () => {
    const { main, app } = await started(5);
    main.watching({ kind: 'restarting', since: 9 });
    main.watching({ kind: 'watching' });
    main.reset();
    main.snapshots[0]?.resolve({ ok: false, error: { kind: 'failed', message: 'it died' } });
    await settle();
    main.watching({ kind: 'gone', since: 9 });
    expect(app.store.getState().watching).toEqual({ kind: 'gone', since: 9 });
    expect(tray(app)).toBe('unknown');
  });

  it('takes over the first patches of the next one as old as the rest', async () => {
    const { main, app } = await started(5);
    main.watching({ kind: 'restarting', since: 9 });
    main.push(patch(5));
    expect(app.store.getState().snapshot.tray).toMatchObject({ state: 'unknown', firing: 6 });
  });

  it('knows it from the start, and by what was said last', async () => {
    const main = fakeMain();
    const app = createAppStore(main.bridge);
    app.start();
    main.watching({ kind: 'restarting', since: 9 });
    main.watching({ kind: 'gone', since: 9 });
    const answer = { snapshot: NOTHING_SEEN, watching: { kind: 'restarting', since: 9 } } as const;
    main.bootstraps[0]?.resolve({ ok: true, value: bootstrap(1, answer) });
    await settle();
    expect(app.store.getState()).toMatchObject({
      phase: 'ready',
      snapshot: { revision: -1 },
      watching: { kind: 'gone', since: 9 },
    });
  });

  it('starts by itself once somebody watches again', async () => {
    const main = fakeMain();
    const app = createAppStore(main.bridge);
    app.start();
    main.bootstraps[0]?.resolve({ ok: false, error: { kind: 'failed', message: 'it died' } });
    await settle();
    main.watching({ kind: 'watching' });
    main.bootstraps[1]?.resolve({ ok: true, value: bootstrap(1) });
    await settle();
    expect(app.store.getState().phase).toBe('ready');
  });
});

describe('actions', () => {
  it('take over stored settings and secrets', async () => {
    const { app } = await started(1);
    await app.actions.saveSettings(defaultSettings());
    await app.actions.putSecret('token', 'hush');
    expect(app.store.getState().settings.author).toBe('saved');
    expect(app.store.getState().secrets.stored).toEqual(['token']);
    expect(JSON.stringify(app.store.getState())).not.toContain('hush');
  });

  it('answer a broken door as a refusal with a reason', async () => {
    const { app } = await started(1);
    await expect(app.actions.refresh()).resolves.toEqual({
      ok: false,
      error: { kind: 'failed', message: 'the door is broken' },
    });
  });
});
