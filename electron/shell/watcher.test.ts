import { describe, expect, it } from 'vitest';
import type { EngineSnapshot } from '../../shared/domain/snapshot';
import type { Watching } from '../../shared/domain/watching';
import { defaultSettings } from '../../shared/settings/settings';
import type { Engine, EngineConfig, EngineEvent } from '../engine/engine';
import { engineConfig } from './engine-config';
import { createWatcher } from './watcher';

const snapshot: EngineSnapshot = {
  revision: 1,
  environments: [],
  selected: '',
  range: '1h',
  tray: { state: 'unknown', firing: 0, critical: 0, tooltip: '', worst: [] },
  popups: [],
};

class FakeEngine implements Engine {
  readonly calls: string[] = [];
  /** Said while it stops. */
  lastWords: readonly EngineEvent[] = [];
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  constructor(readonly die: (error: Error, at: number) => void) {}
  async configure(_config: EngineConfig) {
    this.calls.push('configure');
  }
  async setVisible(visible: boolean) {
    this.calls.push(`visible ${visible}`);
  }
  async pausePopups(until: number | null) {
    this.calls.push(`pause ${until}`);
  }
  async suspend() {}
  async resume() {}
  async refresh() {}
  async snapshot() {
    return snapshot;
  }
  async createSilence() {
    return { kind: 'rejected' as const, problems: [] };
  }
  async expireSilence() {
    return { kind: 'gone' as const };
  }
  async testConnection() {
    return { kind: 'ok' as const, version: '1', latencyMs: 1, notes: [] };
  }
  subscribe(listener: (event: EngineEvent) => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  async stop() {
    this.calls.push('stop');
    for (const event of this.lastWords) this.emit(event);
  }
  emit(event: EngineEvent) {
    for (const listener of this.#listeners) listener(event);
  }
}

function setup() {
  const engines: FakeEngine[] = [];
  const events: string[] = [];
  const deaths: string[] = [];
  const states: Watching[] = [];
  let now = 0;
  const watcher = createWatcher({
    start: (onDied) => {
      const engine = new FakeEngine(onDied);
      engines.push(engine);
      return engine;
    },
    config: () =>
      engineConfig({
        settings: defaultSettings(),
        demo: undefined,
        secrets: {},
        language: 'en',
        selected: undefined,
      }),
    onEvent: (event) => events.push(event.type),
    onWatching: (watching) => states.push(watching),
    onDied: (outcome) => deaths.push(outcome),
    now: () => now,
  });
  return {
    watcher,
    engines,
    events,
    deaths,
    states,
    later: (ms: number) => {
      now += ms;
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('watcher', () => {
  it('starts a new engine with configuration, visibility and pause, and resets the page', async () => {
    const { watcher, engines, events, deaths } = setup();
    await watcher.setVisible(true);
    await watcher.pausePopups(42);
    engines[0]?.die(new Error('out of memory'), 0);
    await settle();
    expect(deaths).toEqual(['restarted']);
    expect(engines[1]?.calls).toEqual(['pause 42', 'configure', 'visible true']);
    expect(events).toEqual(['reset']);
  });

  it('hears nothing of a dead engine', async () => {
    const { engines, events } = setup();
    engines[0]?.die(new Error('x'), 0);
    await settle();
    engines[0]?.emit({ type: 'reset' });
    engines[1]?.emit({ type: 'ledger', ledger: { version: 1, told: [] } });
    expect(events).toEqual(['reset', 'ledger']);
  });

  it('gives up and says so when the deaths follow each other', async () => {
    const { engines, deaths, later } = setup();
    for (let n = 0; n < 4; n += 1) {
      engines.at(-1)?.die(new Error('x'), 0);
      later(1000);
      await settle();
    }
    expect(deaths).toEqual(['restarted', 'restarted', 'restarted', 'gone']);
    expect(engines).toHaveLength(4);
  });

  it('says since when nothing is watched, over all attempts to start again', async () => {
    const { watcher, engines, states } = setup();
    expect(watcher.watching()).toEqual({ kind: 'watching' });
    // The second engine dies before it took over.
    engines[0]?.die(new Error('hung'), 70);
    engines[1]?.die(new Error('x'), 100);
    await settle();
    engines[2]?.die(new Error('x'), 200);
    engines[3]?.die(new Error('x'), 300);
    await settle();
    expect(states).toEqual([
      { kind: 'restarting', since: 70 },
      { kind: 'restarting', since: 70 },
      { kind: 'watching' },
      { kind: 'restarting', since: 200 },
      { kind: 'gone', since: 200 },
    ]);
    expect(watcher.watching()).toEqual({ kind: 'gone', since: 200 });
  });

  it('starts again on demand once it gave up, and only then', async () => {
    const { watcher, engines, states, events } = setup();
    watcher.restart();
    expect(engines).toHaveLength(1);
    await watcher.setVisible(true);
    for (let n = 0; n < 4; n += 1) engines.at(-1)?.die(new Error('x'), 50);
    watcher.restart();
    expect(watcher.watching()).toEqual({ kind: 'restarting', since: 50 });
    watcher.restart();
    await settle();
    expect(engines).toHaveLength(5);
    expect(engines[4]?.calls).toEqual(['pause null', 'configure', 'visible true']);
    expect(states.at(-1)).toEqual({ kind: 'watching' });
    expect(events).toEqual(['reset']);
    // Its earlier deaths are forgiven.
    engines[4]?.die(new Error('x'), 60);
    expect(watcher.watching().kind).toBe('restarting');
  });

  it('forgives deaths that lie long apart', async () => {
    const { engines, deaths, later } = setup();
    for (let n = 0; n < 6; n += 1) {
      engines.at(-1)?.die(new Error('x'), 0);
      later(3_600_000);
      await settle();
    }
    expect(deaths.every((outcome) => outcome === 'restarted')).toBe(true);
  });

  it('keeps what was told up to the end: a popup of the last moment is not told again', async () => {
    const { watcher, engines, events } = setup();
    const [engine] = engines;
    if (engine === undefined) throw new Error('no engine was started');
    engine.lastWords = [
      { type: 'tray', tray: snapshot.tray },
      { type: 'ledger', ledger: { version: 1, told: [] } },
    ];
    await watcher.stop();
    expect(events).toEqual(['ledger']);
  });

  it('starts nothing while stopping', async () => {
    const { watcher, engines, deaths } = setup();
    await watcher.stop();
    engines[0]?.die(new Error('terminated'), 0);
    expect(deaths).toEqual([]);
    expect(engines).toHaveLength(1);
  });
});
