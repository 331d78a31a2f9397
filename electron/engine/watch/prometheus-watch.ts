import type {
  PanelSnapshot,
  ProfileState,
  RangeKey,
  RangeSnapshot,
} from '../../../shared/domain/metrics';
import type { Slice } from '../../../shared/domain/slice';
import type { RuleAlert } from '../../../shared/wire/prometheus';
import {
  askPanels,
  askProfile,
  askRanges,
  type Detected,
  type KvTrends,
  trendOf,
} from '../panels/ask';
import { latencyFloorMs, panelSnapshot } from '../panels/panel-snapshot';
import { rangeSnapshot } from '../panels/range-snapshot';
import type { PrometheusSource } from '../sources/prometheus';
import type { Endpoint } from './endpoint';
import { rulesFailure } from './rules-failure';
import { createSourceWatch, part, type SourceWatch, type WatchContext } from './source-watch';

export interface PrometheusWatch extends SourceWatch<PrometheusSource> {
  ruleAlerts(): readonly RuleAlert[];
  profile(): ProfileState;
  panels(): Slice<PanelSnapshot>;
  ranges(): Slice<RangeSnapshot>;
  /** p95 of request latency, ms; 0 where it is not known. */
  latencyFloorMs(): number;
  /** Panels and ranges are polled only while somebody can see them. */
  setActive(active: boolean): void;
  setRange(range: RangeKey): void;
}

export interface PrometheusWatchOptions {
  readonly alertsMs: () => number;
  readonly panelsMs: () => number;
  readonly rangesMs: () => number;
  readonly range: RangeKey;
  readonly onChange: () => void;
  /** The floor for slow traces became known, or is not known any more. */
  readonly onFloor: () => void;
  /** A panel poll ended, well or not. */
  readonly onPanels: (profile: string | null, value: PanelSnapshot | undefined) => void;
}

const VERSION_INTERVAL_MS = 5 * 60_000;
const PROFILE_INTERVAL_MS = 5 * 60_000;
/** Until a profile is found, and while there is none, somebody may be starting the service just now. */
const PROFILE_SEARCH_MS = 15_000;
/** Panels older than this are not shown again when the window comes back; they are loaded anew. */
const PANELS_KEEP_MS = 30_000;

export function createPrometheusWatch(
  endpoint: Endpoint<PrometheusSource>,
  context: WatchContext,
  options: PrometheusWatchOptions,
): PrometheusWatch {
  const { clock } = context;
  let detected: Detected | undefined;
  let rules: readonly RuleAlert[] = [];
  let panels: PanelSnapshot | undefined;
  let ranges: RangeSnapshot | undefined;
  let trends: KvTrends = new Map();
  let floorMs = 0;
  let active = false;
  let range = options.range;

  const profileOf = () => detected?.profile ?? null;
  const canPoll = () => active && profileOf() !== null;

  const watch: SourceWatch<PrometheusSource> = createSourceWatch<PrometheusSource>(
    endpoint,
    [
      part({
        part: 'rules',
        intervalMs: options.alertsMs,
        ask: (source, signal) => source.rules(signal),
        keep: (value) => {
          rules = value.alerts;
          return rulesFailure(value);
        },
      }),
      part({
        part: 'profile',
        intervalMs: () => (profileOf() === null ? PROFILE_SEARCH_MS : PROFILE_INTERVAL_MS),
        enabled: () => active,
        ask: askProfile,
        keep: (value) => {
          const found = profileOf() === null && value.profile !== null;
          detected = value;
          if (found) watch.loop.poke(['panels', 'ranges']);
          if (value.profile === null) {
            panels = undefined;
            ranges = undefined;
            options.onPanels(null, undefined);
          }
          return undefined;
        },
      }),
      part({
        part: 'panels',
        intervalMs: options.panelsMs,
        enabled: canPoll,
        ask: (source, signal) => askPanels(source, required(profileOf()), signal),
        keep: (results) => {
          const known = floorMs > 0;
          floorMs = latencyFloorMs(results);
          if (floorMs > 0 !== known) options.onFloor();
          panels = panelSnapshot(required(profileOf()), results, clock.now(), (key, used, free) =>
            trendOf(trends, key, used, free),
          );
          options.onPanels('transformers', panels);
          return undefined;
        },
        onFailed: () => options.onPanels('transformers', undefined),
      }),
      part({
        part: 'ranges',
        intervalMs: options.rangesMs,
        enabled: canPoll,
        ask: (source, signal) =>
          askRanges(source, required(profileOf()), range, watch.serverNow(), signal),
        keep: (value) => {
          trends = value.trends;
          if (value.range === range) {
            const { grid, answers } = value;
            const bounds = detected?.bounds ?? {};
            ranges = rangeSnapshot(range, grid, answers, bounds, ranges, clock.now());
          }
          return undefined;
        },
      }),
      part({
        part: 'status',
        intervalMs: () => VERSION_INTERVAL_MS,
        ask: (source, signal) => source.buildInfo(signal),
        keep: (value) => {
          watch.setVersion(value.version);
          return undefined;
        },
      }),
    ],
    context,
    () => options.alertsMs() * 3 + endpoint.timeoutMs,
    options.onChange,
  );

  function slice<T>(name: 'panels' | 'ranges', value: T | undefined): Slice<T> {
    if (!canPoll() && detected !== undefined) return { freshness: { kind: 'off' } };
    const freshness = watch.freshness(name);
    return value === undefined ? { freshness } : { freshness, value };
  }

  return {
    ...watch,
    ruleAlerts: () => rules,
    profile() {
      if (detected === undefined) return { kind: 'detecting' };
      const { profile } = detected;
      return profile === null
        ? { kind: 'none' }
        : { kind: 'found', profile: 'transformers', jobs: profile.jobs };
    },
    panels: () => slice('panels', panels),
    ranges: () => slice('ranges', ranges),
    latencyFloorMs: () => floorMs,
    setActive(next) {
      if (next === active) return;
      active = next;
      if (!next) {
        // Nobody looks: what would go on failing unseen must not colour the tray.
        for (const name of ['panels', 'ranges', 'profile']) dropIfFailing(name);
      } else if (panels !== undefined && clock.now() - panels.at > PANELS_KEEP_MS) {
        panels = undefined;
        ranges = undefined;
        watch.forget('panels');
        watch.forget('ranges');
      }
      watch.loop.poke(['panels', 'ranges', 'profile']);
    },
    setRange(next) {
      if (next === range) return;
      range = next;
      ranges = undefined;
      watch.forget('ranges');
      watch.loop.poke(['ranges']);
    },
  };

  function dropIfFailing(name: string): void {
    const { kind } = watch.freshness(name);
    if (kind === 'stale' || kind === 'failed') watch.forget(name);
  }
}

/** The jobs run only while a profile is known; anything else is a defect of this file. */
function required<T>(value: T | null): T {
  if (value === null) throw new Error('polled without a profile');
  return value;
}
