import type { AlertmanagerSource } from '../../../electron/engine/sources/alertmanager';
import type { Connections } from '../../../electron/engine/watch/connections';
import type { Endpoint } from '../../../electron/engine/watch/endpoint';
import { ok } from '../../../shared/result';

/** The same connections; `begun` is called before each request for an Alertmanager's alerts. */
export function countingAlertPolls(connections: Connections, begun: () => void): Connections {
  return {
    ...connections,
    alertmanagers: connections.alertmanagers.map((endpoint) => counting(endpoint, begun)),
  };
}

function counting(
  endpoint: Endpoint<AlertmanagerSource>,
  begun: () => void,
): Endpoint<AlertmanagerSource> {
  return {
    ...endpoint,
    async open() {
      const opened = await endpoint.open();
      if (!opened.ok) return opened;
      const source = opened.value;
      return ok({
        ...source,
        alerts: (signal) => {
          begun();
          return source.alerts(signal);
        },
      });
    },
  };
}
