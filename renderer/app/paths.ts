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
  traces: '/traces',
  settings: '/settings',
} as const;

/** A fingerprint's address is known only with the environment that has it. */
export function pathOfRoute(route: Exclude<Route, { page: 'fingerprint' }>): string {
  switch (route.page) {
    case 'overview':
    case 'alerts':
    case 'silences':
    case 'traces':
    case 'settings':
      return paths[route.page];
    case 'alert':
      return paths.alert(route.env, route.id);
    case 'silence':
      return paths.newSilence(route.env, route.alert, route.durationMs);
    default:
      return assertNever(route);
  }
}
