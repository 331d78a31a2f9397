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
}

const VERSION_INTERVAL_MS = 5 * 60_000;

/** One Alertmanager: alerts first, then silences, then what it is; one request at a time. */
export function createAlertmanagerWatch(
  endpoint: Endpoint<AlertmanagerSource>,
  intervalMs: () => number,
  context: WatchContext,
  onChange: () => void,
): AlertmanagerWatch {
  let alerts: readonly AmAlert[] = [];
  let silences: readonly AmSilence[] = [];
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
        ask: (source, signal) => source.silences(signal),
        keep: (value) => {
          silences = value.items;
          return droppedFailure(value);
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
  return { ...watch, alerts: () => alerts, silences: () => silences };
}
