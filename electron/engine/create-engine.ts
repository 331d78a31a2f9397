import type { Popup } from '../../shared/domain/popups';
import type { SourceStatus } from '../../shared/domain/sources';
import type { TrayModel } from '../../shared/domain/tray';
import { messagesFor } from '../../shared/i18n/messages';
import type { ToldLedger } from './alerting/ledger';
import { NO_OUTAGES, type Outages } from './alerting/outages';
import { trayModel } from './alerting/tray-model';
import type { Clock } from './clock';
import type { Engine, EngineConfig, EngineEvent, WatchedEnvironment } from './engine';
import { testConnection } from './sources/connection-test';
import type { Unrevised } from './state/difference';
import { createPublisher } from './state/publisher';
import type { Connections } from './watch/connections';
import { type EnvironmentWatch, watchEnvironment } from './watch/environment';
import { signatureOf } from './watch/signature';

export interface EngineDeps {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly connect: (
    environment: WatchedEnvironment,
    secrets: Readonly<Record<string, string>>,
    clock: Clock,
  ) => Connections;
  /** What was told before this process started. */
  readonly ledger: ToldLedger;
  /** A defect inside a job: reported, and polling goes on. */
  readonly onDefect: (where: string, error: unknown) => void;
}

/** Sources become overdue and pauses end by time alone. */
const RECHECK_MS = 2_000;
const POPUPS_KEPT = 100;
/** A kept popup names so many of its alerts: a summary of thousands would travel to the page again and again. */
const ALERTS_KEPT = 50;

interface Watched {
  readonly watch: EnvironmentWatch;
  /** What it was built from; another signature means building it anew. */
  readonly signature: string;
}

export function createEngine(deps: EngineDeps): Engine {
  const { clock } = deps;
  const listeners = new Set<(event: EngineEvent) => void>();
  let config: EngineConfig | undefined;
  let watched: readonly Watched[] = [];
  let visible = false;
  let suspended = false;
  let stopped = false;
  let pausedUntil: number | undefined;
  let popups: readonly Popup[] = [];
  let popupCount = 0;
  let remembered = deps.ledger.told;
  let toldChanged = false;
  let cancelRecheck: () => void = () => {};
  /** Configurations are applied one after the other. */
  let configuring: Promise<void> = Promise.resolve();

  function emit(event: EngineEvent): void {
    for (const listener of listeners) listener(event);
  }

  function required(): EngineConfig {
    return config ?? fail('the engine is not configured yet');
  }

  const publisher = createPublisher({
    clock,
    current,
    emit,
    beforeFlush: rememberTold,
  });

  function current(): Unrevised | undefined {
    if (config === undefined) return undefined;
    const { selected, range } = config;
    const environments = watched.map(({ watch }) => watch.state());
    return { environments, selected, range, tray: tray(environments), popups };
  }

  function tray(environments: Unrevised['environments']): TrayModel {
    const model = trayModel({
      environments,
      pausedUntil,
      messages: messagesFor(required().language),
      time: clockTime,
    });
    const before = publisher.last()?.tray;
    return before !== undefined && JSON.stringify(before) === JSON.stringify(model)
      ? before
      : model;
  }

  function recheck(): void {
    cancelRecheck();
    if (stopped) return;
    endPauseIfOver();
    for (const { watch } of watched) watch.recheck();
    cancelRecheck = clock.after(RECHECK_MS, recheck);
  }

  function endPauseIfOver(): void {
    if (pausedUntil !== undefined && pausedUntil <= clock.now()) pausedUntil = undefined;
  }

  function build(
    environment: WatchedEnvironment,
    secrets: EngineConfig['secrets'],
    outages: Outages,
  ): EnvironmentWatch {
    const env = environment.id;
    return watchEnvironment({
      environment,
      connections: deps.connect(environment, secrets, clock),
      context: {
        clock,
        random: deps.random,
        onDefect: (where, error) => deps.onDefect(`${env} ${where}`, error),
      },
      config: required,
      paused: () => pausedUntil !== undefined && pausedUntil > clock.now(),
      remembered: remembered.filter((episode) => episode.env === env),
      outages,
      popupId: () => {
        popupCount += 1;
        return `${clock.now()}-${popupCount}`;
      },
      events: {
        changed: publisher.schedule,
        source: (status) => emit(sourceEvent(env, status)),
        transition: ({ event, alert }) =>
          emit({
            type: 'alert',
            env,
            id: alert.id,
            event,
            labels: alert.labels,
            startsAt: alert.startsAt,
          }),
        popup: (popup) => {
          const kept = { ...popup, alerts: popup.alerts.slice(0, ALERTS_KEPT) };
          popups = [kept, ...popups].slice(0, POPUPS_KEPT);
          emit({ type: 'popup', popup });
          publisher.schedule();
        },
        panels: (profile, value) =>
          emit({ type: 'panels', env, profile, ...(value === undefined ? {} : { value }) }),
        told: () => {
          toldChanged = true;
          publisher.schedule();
        },
      },
    });
  }

  function rememberTold(): void {
    if (!toldChanged) return;
    toldChanged = false;
    // An environment that has not been built yet keeps what the ledger said of it.
    const ids = new Set(watched.map(({ watch }) => watch.id));
    const told = [
      ...watched.flatMap(({ watch }) => watch.told()),
      ...remembered.filter((episode) => !ids.has(episode.env)),
    ];
    remembered = told;
    emit({ type: 'ledger', ledger: { version: 1, told } });
  }

  async function apply(next: EngineConfig): Promise<void> {
    const previous = config;
    config = next;
    const old = new Map(watched.map((item) => [item.watch.id, item]));
    rememberTold();
    const gone: EnvironmentWatch[] = [];
    const list: Watched[] = [];
    const fresh: EnvironmentWatch[] = [];
    for (const environment of next.environments) {
      const signature = signatureOf(environment, next.secrets);
      const known = old.get(environment.id);
      if (known !== undefined && known.signature === signature) {
        old.delete(environment.id);
        list.push(known);
        if (previous !== undefined && !samePolling(previous, next)) known.watch.hasten();
        continue;
      }
      const watch = build(environment, next.secrets, known?.watch.outages() ?? NO_OUTAGES);
      fresh.push(watch);
      list.push({ watch, signature });
    }
    for (const { watch } of old.values()) gone.push(watch);
    watched = list;
    for (const { watch } of watched) {
      watch.setRange(next.range);
      watch.setActive(isActive(watch));
    }
    for (const watch of fresh) {
      if (suspended) watch.suspend();
      else watch.resume();
    }
    if (gone.length > 0 || fresh.length > 0 || previous === undefined) {
      // Built anew under the same id is another environment too: its keyed items must not be mixed with the old ones.
      publisher.reset();
    }
    publisher.schedule();
    recheck();
    await Promise.all(gone.map((watch) => watch.stop()));
  }

  function isActive(watch: EnvironmentWatch): boolean {
    return visible && watch.id === required().selected;
  }

  function find(env: string): EnvironmentWatch | undefined {
    return watched.find(({ watch }) => watch.id === env)?.watch;
  }

  return {
    configure(next) {
      configuring = configuring.then(() => apply(next));
      return configuring;
    },
    async setVisible(next) {
      visible = next;
      if (config === undefined) return;
      for (const { watch } of watched) watch.setActive(isActive(watch));
    },
    async suspend() {
      suspended = true;
      for (const { watch } of watched) watch.suspend();
    },
    async resume() {
      suspended = false;
      endPauseIfOver();
      for (const { watch } of watched) watch.resume();
    },
    async refresh() {
      for (const { watch } of watched) watch.refresh();
    },
    async pausePopups(until) {
      pausedUntil = until !== null && until > clock.now() ? until : undefined;
      for (const { watch } of watched) watch.recheck();
      publisher.schedule();
    },
    async snapshot() {
      await configuring;
      publisher.flush();
      return publisher.last() ?? fail('the engine is not configured yet');
    },
    async createSilence(env, draft) {
      const watch = find(env);
      if (watch === undefined) return unknownEnvironment(env);
      return watch.createSilence(draft);
    },
    async expireSilence(env, id) {
      const watch = find(env);
      if (watch === undefined) return unknownEnvironment(env);
      return watch.expireSilence(id);
    },
    testConnection(source, endpoint, secret) {
      const signal = new AbortController().signal;
      return testConnection(source, endpoint, config?.secrets ?? {}, secret, clock, signal);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      await configuring;
      rememberTold();
      stopped = true;
      publisher.stop();
      cancelRecheck();
      await Promise.all(watched.map(({ watch }) => watch.stop()));
    },
  };
}

function fail(message: string): never {
  throw new Error(message);
}

function samePolling(a: EngineConfig, b: EngineConfig): boolean {
  return JSON.stringify(a.polling) === JSON.stringify(b.polling);
}

function unknownEnvironment(env: string): { kind: 'refused'; source: string; message: string } {
  return { kind: 'refused', source: env, message: 'this environment is not watched any more' };
}

function sourceEvent(env: string, status: SourceStatus): EngineEvent {
  const [first] = status.failing;
  return {
    type: 'source',
    env,
    source: status.kind,
    name: status.name,
    state: status.state,
    since: status.since,
    ...(first === undefined
      ? {}
      : {
          failure: first.failure,
          reason: `${first.part}: ${first.failure.message || first.failure.kind}`,
        }),
  };
}

function clockTime(at: number): string {
  const date = new Date(at);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
