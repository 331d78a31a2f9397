import { WATCHING, type Watching } from '../../shared/domain/watching';
import type { Engine, EngineConfig, EngineEvent } from '../engine/engine';

/** A watcher that keeps dying would take the machine with it; past this the user is told instead. */
const MAX_DEATHS = 3;
const DEATH_WINDOW_MS = 10 * 60_000;

export interface WatcherOptions {
  /** Starts a fresh engine that calls back when its thread dies, with when it was last known to watch (epoch ms). */
  readonly start: (onDied: (error: Error, at: number) => void) => Engine;
  readonly config: () => EngineConfig;
  readonly onEvent: (event: EngineEvent) => void;
  /** Of `watching` again it is told before the reset that brings the page what the new engine sees. */
  readonly onWatching: (watching: Watching) => void;
  /** `restarted`: another is being started. `gone`: nothing is watched any more. */
  readonly onDied: (outcome: 'restarted' | 'gone', error: Error) => void;
  readonly now: () => number;
}

/** The engine as the rest of the program sees it: the same object over the deaths of its thread. */
export type Watcher = Omit<Engine, 'configure' | 'subscribe'> & {
  /** Hands the present configuration on. */
  reconfigure(): Promise<void>;
  watching(): Watching;
  /** Starts another engine where the last one was given up; does nothing elsewhere. */
  restart(): void;
};

/**
 * Keeps an engine running: when its thread dies a new one takes over configuration, visibility and pause. What the old
 * one was doing at that moment is rejected, never silently lost.
 */
export function createWatcher(options: WatcherOptions): Watcher {
  let deaths: number[] = [];
  let visible = false;
  let pausedUntil: number | null = null;
  let stopped = false;
  let watching = WATCHING;
  let engine = launch();

  function launch(): Engine {
    let alive = true;
    const started = options.start((error, at) => {
      if (!alive) return;
      alive = false;
      died(error, at);
    });
    started.subscribe((event) => {
      // What was told is kept to the end, or the next start tells it again; all else has nobody left to hear it.
      if (alive && (!stopped || event.type === 'ledger')) options.onEvent(event);
    });
    return started;
  }

  function tell(next: Watching): void {
    watching = next;
    options.onWatching(next);
  }

  function died(error: Error, at: number): void {
    if (stopped) return;
    const now = options.now();
    deaths = [...deaths.filter((one) => now - one < DEATH_WINDOW_MS), now];
    const since = watching.kind === 'watching' ? at : watching.since;
    if (deaths.length > MAX_DEATHS) {
      tell({ kind: 'gone', since });
      options.onDied('gone', error);
      return;
    }
    options.onDied('restarted', error);
    takeOver(since);
  }

  function takeOver(since: number): void {
    tell({ kind: 'restarting', since });
    engine = launch();
    const next = engine;
    // A second death meanwhile rejects these too and is handled by itself.
    void Promise.all([
      next.pausePopups(pausedUntil),
      next.configure(options.config()),
      next.setVisible(visible),
    ]).then(
      () => {
        if (stopped || engine !== next || watching.kind !== 'restarting') return;
        tell(WATCHING);
        options.onEvent({ type: 'reset' });
      },
      () => undefined,
    );
  }

  return {
    reconfigure: () => engine.configure(options.config()),
    setVisible(next) {
      visible = next;
      return engine.setVisible(next);
    },
    pausePopups(until) {
      pausedUntil = until;
      return engine.pausePopups(until);
    },
    suspend: () => engine.suspend(),
    resume: () => engine.resume(),
    refresh: () => engine.refresh(),
    snapshot: () => engine.snapshot(),
    createSilence: (env, draft) => engine.createSilence(env, draft),
    expireSilence: (env, id) => engine.expireSilence(env, id),
    testConnection: (source, endpoint, secret) => engine.testConnection(source, endpoint, secret),
    watching: () => watching,
    restart() {
      if (stopped || watching.kind !== 'gone') return;
      deaths = [];
      takeOver(watching.since);
    },
    stop() {
      stopped = true;
      return engine.stop();
    },
  };
}
