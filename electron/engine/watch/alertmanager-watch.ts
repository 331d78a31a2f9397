import { ok } from '../../../shared/result';
import type { AmAlert, AmSilence } from '../../../shared/wire/alertmanager';
import type { AlertmanagerSource } from '../sources/alertmanager';
import type { Endpoint } from './endpoint';
import {
  createSourceWatch,
  droppedFailure,
  part,
  type SourceWatch,
  type WatchContext,
} from './source-watch';

export interface AlertmanagerWatch extends SourceWatch<AlertmanagerSource> {
  /** As last read; kept while the server fails. */
  alerts(): readonly AmAlert[];
  silences(): readonly AmSilence[];
  /** Reads both lists now, the expired silences too: something was written. */
  readAgain(): void;
}

const VERSION_INTERVAL_MS = 5 * 60_000;
/** Expired silences are history: servers that can leave them out are asked for them once in so many polls. */
const EXPIRED_EVERY = 6;

/** One Alertmanager: alerts first, then silences, then what it is; one request at a time. */
export function createAlertmanagerWatch(
  endpoint: Endpoint<AlertmanagerSource>,
  intervalMs: () => number,
  context: WatchContext,
  onChange: () => void,
): AlertmanagerWatch {
  let alerts: readonly AmAlert[] = [];
  let silences: readonly AmSilence[] = [];
  let untilExpired = 0;
  const watch = createSourceWatch<AlertmanagerSource>(
    endpoint,
    [
      part({
        part: 'alerts',
        intervalMs,
        ask: (source, signal) => source.alerts(signal),
        keep: (value) => {
          alerts = value.items;
          return droppedFailure(value);
        },
      }),
      part({
        part: 'silences',
        intervalMs,
        ask: async (source, signal) => {
          const expired = untilExpired === 0;
          const answer = await source.silences(signal, { expired, nowMs: context.clock.now() });
          if (!answer.ok) return answer;
          return ok({ ...answer.value, value: { expired, list: answer.value.value } });
        },
        keep: ({ expired, list }) => {
          silences = expired ? list.items : withKnownExpired(list.items, silences);
          untilExpired = expired ? EXPIRED_EVERY - 1 : untilExpired - 1;
          return droppedFailure(list);
        },
      }),
      part({
        part: 'status',
        intervalMs: () => VERSION_INTERVAL_MS,
        ask: (source, signal) => source.status(signal),
        keep: (value) => {
          watch.setVersion(value.version);
          return undefined;
        },
      }),
    ],
    context,
    () => intervalMs() * 3 + endpoint.timeoutMs,
    onChange,
  );
  return {
    ...watch,
    alerts: () => alerts,
    silences: () => silences,
    readAgain() {
      untilExpired = 0;
      watch.loop.poke(['alerts', 'silences']);
    },
  };
}

function withKnownExpired(
  now: readonly AmSilence[],
  before: readonly AmSilence[],
): readonly AmSilence[] {
  const ids = new Set(now.map(({ id }) => id));
  const kept = before.filter(({ id, state }) => state === 'expired' && !ids.has(id));
  return kept.length === 0 ? now : [...now, ...kept];
}
