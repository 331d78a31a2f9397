import type { Popup } from '../../shared/domain/popups';
import type { EngineSnapshot } from '../../shared/domain/snapshot';
import type { SourceStatus } from '../../shared/domain/sources';
import type { TrayModel } from '../../shared/domain/tray';
import { messagesFor } from '../../shared/i18n/messages';
import { assertNever } from '../../shared/result';
import type { ToldLedger } from './alerting/ledger';
import { trayModel } from './alerting/tray-model';
import type { Clock } from './clock';
import type { Engine, EngineConfig, EngineEvent, WatchedEnvironment } from './engine';
import { testConnection } from './sources/connection-test';
import { difference, type Unrevised } from './state/publisher';
import type { Connections } from './watch/connections';
import { type EnvironmentWatch, watchEnvironment } from './watch/environment';

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

/** Patches leave at most this often. */
const PUBLISH_MS = 200;
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
  let published: EngineSnapshot | undefined;
  let cancelPublish: (() => void) | undefined;
  let cancelRecheck: () => void = () => {};
  /** Configurations are applied one after the other. */
  let configuring: Promise<void> = Promise.resolve();

  function emit(event: EngineEvent): void {
    for (const listener of listeners) listener(event);
  }

  function required(): EngineConfig {
    if (config === undefined) throw new Error('the engine is not configured yet');
    return config;
  }

  function current(): Unrevised {
    const { selected, range } = required();
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
    const before = published?.tray;
    return before !== undefined && JSON.stringify(before) === JSON.stringify(model)
      ? before
      : model;
  }

  function schedulePublish(): void {
    if (cancelPublish !== undefined || stopped) return;
    cancelPublish = clock.after(PUBLISH_MS, publish);
  }

  function publish(): void {
    cancelPublish?.();
    cancelPublish = undefined;
    if (config === undefined || stopped) return;
    rememberTold();
    const next = current();
    const before = published;
    if (before === undefined) {
      published = { ...next, revision: 1 };
      emit({ type: 'reset' });
      emit({ type: 'tray', tray: next.tray });
      return;
    }
    const patch = difference(before, next);
    if (patch === null) return;
    published = { ...next, revision: before.revision + 1 };
    if (patch === 'reset') emit({ type: 'reset' });
    else emit({ type: 'patch', patch });
    if (before.tray !== next.tray) emit({ type: 'tray', tray: next.tray });
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
      popupId: () => {
        popupCount += 1;
        return `${clock.now()}-${popupCount}`;
      },
      events: {
        changed: schedulePublish,
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
          schedulePublish();
        },
        panels: (profile, value) =>
          emit({ type: 'panels', env, profile, ...(value === undefined ? {} : { value }) }),
        told: () => {
          toldChanged = true;
          schedulePublish();
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
        continue;
      }
      const watch = build(environment, next.secrets);
      fresh.push(watch);
      list.push({ watch, signature });
    }
    for (const { watch } of old.values()) gone.push(watch);
    watched = list;
    for (const { watch } of watched) {
      watch.setRange(next.range);
      watch.setActive(isActive(watch));
    }
    if (!suspended) for (const watch of fresh) watch.resume();
    if (gone.length > 0 || fresh.length > 0 || previous === undefined) {
      publishReset();
    }
    schedulePublish();
    recheck();
    await Promise.all(gone.map((watch) => watch.stop()));
  }

  /** Built anew under the same id is another environment too: its keyed items must not be mixed with the old ones. */
  function publishReset(): void {
    const revision = (published?.revision ?? 0) + 1;
    const next = current();
    const trayChanged = published?.tray !== next.tray;
    published = { ...next, revision };
    emit({ type: 'reset' });
    if (trayChanged) emit({ type: 'tray', tray: next.tray });
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
      schedulePublish();
    },
    async snapshot() {
      await configuring;
      publish();
      if (published === undefined) throw new Error('the engine is not configured yet');
      return published;
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
      cancelPublish?.();
      cancelRecheck();
      await Promise.all(watched.map(({ watch }) => watch.stop()));
    },
  };
}

function unknownEnvironment(env: string): { kind: 'refused'; source: string; message: string } {
  return { kind: 'refused', source: env, message: 'this environment is not watched any more' };
}

function signatureOf(
  environment: WatchedEnvironment,
  secrets: Readonly<Record<string, string>>,
): string {
  const endpoints = [environment.prometheus, ...environment.alertmanagers, environment.tempo];
  const used = endpoints.flatMap((endpoint) => {
    const auth = endpoint?.auth;
    if (auth === undefined) return [];
    switch (auth.kind) {
      case 'none':
        return [];
      case 'basic':
        return 'secret' in auth.password ? [secrets[auth.password.secret]] : [];
      case 'bearer':
        return 'secret' in auth.token ? [secrets[auth.token.secret]] : [];
      default:
        return assertNever(auth);
    }
  });
  return JSON.stringify([environment, used]);
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
      : { failure: first.failure, reason: `${first.part}: ${first.failure.message}` }),
  };
}

function clockTime(at: number): string {
  const date = new Date(at);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
