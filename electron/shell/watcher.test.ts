import { describe, expect, it } from 'vitest';
import type { EngineSnapshot } from '../../shared/domain/snapshot';
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
  constructor(readonly die: (error: Error) => void) {}
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
    onDied: (outcome) => deaths.push(outcome),
    now: () => now,
  });
  return {
    watcher,
    engines,
    events,
    deaths,
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
    engines[0]?.die(new Error('out of memory'));
    await settle();
    expect(deaths).toEqual(['restarted']);
    expect(engines[1]?.calls).toEqual(['pause 42', 'configure', 'visible true']);
    expect(events).toEqual(['reset']);
  });

  it('hears nothing of a dead engine', async () => {
    const { engines, events } = setup();
    engines[0]?.die(new Error('x'));
    await settle();
    engines[0]?.emit({ type: 'reset' });
    engines[1]?.emit({ type: 'ledger', ledger: { version: 1, told: [] } });
    expect(events).toEqual(['reset', 'ledger']);
  });

  it('gives up and says so when the deaths follow each other', async () => {
    const { engines, deaths, later } = setup();
    for (let n = 0; n < 4; n += 1) {
      engines.at(-1)?.die(new Error('x'));
      later(1000);
      await settle();
    }
    expect(deaths).toEqual(['restarted', 'restarted', 'restarted', 'gone']);
    expect(engines).toHaveLength(4);
  });

  it('forgives deaths that lie long apart', async () => {
    const { engines, deaths, later } = setup();
    for (let n = 0; n < 6; n += 1) {
      engines.at(-1)?.die(new Error('x'));
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
    engines[0]?.die(new Error('terminated'));
    expect(deaths).toEqual([]);
    expect(engines).toHaveLength(1);
  });
});
