import type { Alert } from '../../../shared/domain/alerts';
import type { PanelSnapshot, RangeKey } from '../../../shared/domain/metrics';
import type { Popup } from '../../../shared/domain/popups';
import type { SilenceDraft, SilenceOutcome } from '../../../shared/domain/silences';
import type { Freshness } from '../../../shared/domain/slice';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import type { SourceStatus } from '../../../shared/domain/sources';
import { messagesFor } from '../../../shared/i18n/messages';
import type { ExpireOutcome } from '../../../shared/ipc/api';
import type { AlertTransition } from '../alerting/episodes';
import type { ToldEpisode } from '../alerting/ledger';
import { mergeAlerts } from '../alerting/merge';
import { afterSleep, followOutages, type Outages, type Sight } from '../alerting/outages';
import { beginTelling, sameTold, tell, toldEpisodes } from '../alerting/teller';
import { expireSilence, writeSilence } from '../commands/write-silence';
import type { EngineConfig, WatchedEnvironment } from '../engine';
import { createAlertmanagerWatch } from './alertmanager-watch';
import type { Connections } from './connections';
import { emptyState, joinFreshness } from './environment-state';
import { hearingOf, listenAnew, type OldNews } from './hearing';
import { keep, sameList } from './keep';
import { createPrometheusWatch } from './prometheus-watch';
import { sightOf } from './sight';
import { mergeSilences } from './silences';
import type { SourceWatch, WatchContext } from './source-watch';
import { createTempoWatch } from './tempo-watch';

export interface EnvironmentEvents {
  /** Something in `state()` may have changed. */
  readonly changed: () => void;
  readonly source: (status: SourceStatus) => void;
  readonly transition: (transition: AlertTransition) => void;
  readonly popup: (popup: Popup) => void;
  readonly panels: (profile: string | null, value: PanelSnapshot | undefined) => void;
  /** `told()` changed: an episode was told, is gone, or goes on under another start. */
  readonly told: () => void;
}

export interface EnvironmentOptions {
  readonly environment: WatchedEnvironment;
  readonly connections: Connections;
  readonly context: WatchContext;
  /** The configuration in force, asked whenever it matters. */
  readonly config: () => EngineConfig;
  readonly paused: () => boolean;
  readonly remembered: readonly ToldEpisode[];
  /** How the watch before this one, of the same environment, stood. */
  readonly outages: Outages;
  readonly popupId: () => string;
  readonly events: EnvironmentEvents;
}

export interface EnvironmentWatch {
  readonly id: string;
  state(): EnvironmentState;
  /** Looks again at what time alone changes: overdue sources, the end of a pause. */
  recheck(): void;
  told(): readonly ToldEpisode[];
  outages(): Outages;
  setActive(active: boolean): void;
  setRange(range: RangeKey): void;
  suspend(): void;
  resume(): void;
  refresh(): void;
  /** The polling intervals of the configuration changed. */
  hasten(): void;
  createSilence(draft: SilenceDraft): Promise<SilenceOutcome>;
  expireSilence(id: string): Promise<ExpireOutcome>;
  stop(): Promise<void>;
}

/** Watches the servers of one environment and keeps what is known of it. */
export function watchEnvironment(options: EnvironmentOptions): EnvironmentWatch {
  const { environment, connections, context, config, events } = options;
  const { clock } = context;
  const seconds = (key: keyof EngineConfig['polling']) => () => config().polling[key] * 1000;
  let telling = beginTelling(options.remembered);
  let told = options.remembered;
  let { outages } = options;
  let power: 'new' | 'awake' | 'asleep' = 'new';
  let paused = options.paused();
  let alerts: Readonly<Record<string, Alert>> = {};
  let state: EnvironmentState = emptyState(environment);
  let alertInputs: readonly unknown[] = [];
  let silenceInputs: readonly unknown[] = [];

  const prometheus = createPrometheusWatch(connections.prometheus, context, {
    alertsMs: seconds('alertsSeconds'),
    panelsMs: seconds('panelsSeconds'),
    rangesMs: seconds('rangesSeconds'),
    range: config().range,
    onChange: update,
    onFloor: () => tempo?.loop.poke(['traces']),
    onPanels: events.panels,
  });
  const peers = connections.alertmanagers.map((endpoint) =>
    createAlertmanagerWatch(endpoint, seconds('alertsSeconds'), context, update),
  );
  const tempo =
    connections.tempo &&
    createTempoWatch(connections.tempo, context, {
      service: environment.traceService,
      tracesMs: seconds('tracesSeconds'),
      healthMs: seconds('alertsSeconds'),
      latencyFloorMs: () => prometheus.latencyFloorMs(),
      onChange: update,
    });
  const watches: readonly SourceWatch<unknown>[] = [
    prometheus,
    ...peers,
    ...(tempo ? [tempo] : []),
  ];
  const sights = [
    { sight: 'alerts', servers: peers },
    { sight: 'rules', servers: [prometheus] },
  ] as const;
  /** What was read before the machine slept or a pause ended. */
  let oldNews: Readonly<Record<Sight, OldNews>> = { alerts: new Map(), rules: new Map() };
  let stopped = false;

  function update(): void {
    if (stopped) return;
    followPause();
    followSources();
    followAlerts();
    tellOutages();
    state = {
      ...state,
      profile: keep(state.profile, prometheus.profile()),
      alerts,
      alertsFreshness: peersFreshness('alerts'),
      rulesFreshness: prometheus.freshness('rules'),
      silences: followSilences(),
      silencesFreshness: peersFreshness('silences'),
      panels: keep(state.panels, prometheus.panels()),
      ranges: keep(state.ranges, prometheus.ranges()),
      traces: keep(state.traces, tempo ? tempo.traces() : { freshness: { kind: 'off' } }),
    };
    events.changed();
  }

  function followSources(): void {
    const before = new Map(state.sources.map((source) => [source.id, source.state]));
    const sources = watches.map((watch) => watch.status());
    state = { ...state, sources };
    for (const source of sources) {
      if (before.get(source.id) !== source.state) events.source(source);
    }
  }

  function forgetNews(): void {
    oldNews = { alerts: listenAnew(peers, 'alerts'), rules: listenAnew([prometheus], 'rules') };
  }

  /** The machine may have slept into the pause: at its end everything is read anew, whether or not it said so. */
  function followPause(): void {
    const before = paused;
    paused = options.paused();
    if (!before || paused) return;
    forgetNews();
    for (const { sight, servers } of sights) {
      for (const server of servers) server.loop.poke([sight]);
    }
  }

  function followAlerts(): void {
    const hearing = peers.map((peer) => hearingOf(peer, 'alerts', oldNews.alerts));
    const known = !hearing.includes('waiting') && hearing.includes('heard');
    const complete = hearing.every((one) => one === 'heard');
    const held = peers.map((peer) => ({
      source: peer.endpoint.id,
      healthy: peer.delivers('alerts'),
      alerts: peer.alerts(),
    }));
    const rules = {
      healthy: prometheus.delivers('rules'),
      alerts: prometheus.ruleAlerts(),
    };
    const someFail = held.some((peer) => !peer.healthy);
    const inputs = [
      ...held.flatMap((peer) => [peer.healthy, peer.alerts]),
      known,
      complete,
      rules.healthy,
      rules.alerts,
      paused,
      config(),
      // Only then does time alone change the list: a failing peer's alerts run out.
      someFail ? clock.now() : 0,
    ];
    if (sameList(alertInputs, inputs)) return;
    alertInputs = inputs;
    const merged = mergeAlerts(alerts, held, rules, clock.now());
    const { popups, language } = config();
    const step = tell(telling, {
      env: environment.id,
      environmentName: environment.name,
      alerts: merged,
      known,
      complete,
      paused,
      popups,
      messages: messagesFor(language),
      now: clock.now(),
      id: options.popupId,
    });
    alerts = merged;
    telling = step.telling;
    for (const transition of step.transitions) events.transition(transition);
    for (const popup of step.popups) events.popup(popup);
    const next = toldEpisodes(environment.id, telling);
    if (sameTold(told, next)) return;
    told = next;
    events.told();
  }

  function tellOutages(): void {
    if (power !== 'awake') return;
    const { popups, language } = config();
    const followed = followOutages(outages, {
      env: environment.id,
      environmentName: environment.name,
      sights: sights.map(({ sight, servers }) => sightOf(sight, servers, oldNews[sight])),
      paused,
      popups,
      messages: messagesFor(language),
      now: clock.now(),
      ticks: clock.ticks(),
      id: options.popupId,
    });
    outages = followed.outages;
    if (followed.popup !== undefined) events.popup(followed.popup);
  }

  function followSilences(): EnvironmentState['silences'] {
    const inputs = peers.map((peer) => peer.silences());
    if (sameList(silenceInputs, inputs)) return state.silences;
    silenceInputs = inputs;
    return mergeSilences(
      state.silences,
      peers.map((peer) => ({ source: peer.endpoint.id, silences: peer.silences() })),
    );
  }

  function peersFreshness(name: 'alerts' | 'silences'): Freshness {
    return joinFreshness(peers.map((peer) => peer.freshness(name)));
  }

  function pokePeers(): void {
    for (const peer of peers) peer.readAgain();
  }

  update();

  return {
    id: environment.id,
    state: () => state,
    recheck: update,
    told: () => told,
    outages: () => outages,
    setActive(active) {
      prometheus.setActive(active);
      tempo?.setActive(active);
      update();
    },
    setRange(range) {
      prometheus.setRange(range);
      update();
    },
    suspend() {
      power = 'asleep';
      for (const watch of watches) watch.loop.suspend();
      update();
    },
    resume() {
      if (power !== 'new') {
        outages = afterSleep(outages, clock.ticks());
        forgetNews();
      }
      power = 'awake';
      for (const watch of watches) watch.loop.resume();
      update();
    },
    refresh() {
      for (const watch of watches) watch.loop.poke();
    },
    hasten() {
      for (const watch of watches) watch.loop.hasten();
    },
    async createSilence(draft) {
      const outcome = await writeSilence(peers, draft, clock.now());
      pokePeers();
      return outcome;
    },
    async expireSilence(id) {
      const outcome = await expireSilence(peers, id);
      pokePeers();
      return outcome;
    },
    async stop() {
      stopped = true;
      await Promise.all(watches.map((watch) => watch.stop()));
    },
  };
}
