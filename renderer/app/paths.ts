import type { AlertState } from '../../shared/domain/alerts';
import type { Route } from '../../shared/ipc/api';
import { assertNever } from '../../shared/result';

/** Every address inside the window. Ids come from servers, so they are always encoded. */
export const paths = {
  overview: '/overview',
  alerts: '/alerts',
  /** The list of alerts at a tab, filtered; what is left out stays as the user left it. */
  alertList: (tab: AlertState, filter?: string) => {
    const query = new URLSearchParams({ tab, ...(filter !== undefined && { filter }) });
    return `/alerts?${query}`;
  },
  alert: (env: string, id: string) =>
    `/alerts/${encodeURIComponent(env)}/${encodeURIComponent(id)}`,
  /** An alert by its fingerprint: which environment has it is to be found out. */
  find: (id: string) => `/find/${encodeURIComponent(id)}`,
  silences: '/silences',
  /** The list of silences, with this one in view. */
  silence: (env: string, id: string) => `/silences?${new URLSearchParams({ env, show: id })}`,
  /** The panel for a new silence: of an alert, or empty. Opens over the page one is on. */
  newSilence: (env?: string, alert?: string, durationMs?: number) => {
    const query = new URLSearchParams();
    if (env !== undefined) query.set('env', env);
    if (alert !== undefined) query.set('alert', alert);
    if (durationMs !== undefined) query.set('for', String(durationMs));
    const text = query.toString();
    return text === '' ? '/silences/new' : `/silences/new?${text}`;
  },
  /** The panel with the draft of this alert, of this silence to write again, or of neither. */
  draft: (of: {
    readonly env: string;
    readonly alert: string | undefined;
    readonly from: string | undefined;
  }) => {
    const from = of.from === undefined ? '' : `&from=${encodeURIComponent(of.from)}`;
    return `${paths.newSilence(of.env, of.alert)}${from}`;
  },
  traces: '/traces',
  settings: '/settings',
} as const;

export function pathOfRoute(route: Route): string {
  switch (route.page) {
    case 'overview':
    case 'alerts':
    case 'silences':
    case 'traces':
    case 'settings':
      return paths[route.page];
    case 'alert':
      return paths.alert(route.env, route.id);
    case 'fingerprint':
      return paths.find(route.id);
    case 'silence':
      return paths.newSilence(route.env, route.alert, route.durationMs);
    default:
      return assertNever(route);
  }
}
