import type { Route } from '../../shared/ipc/api';

const PAGES = ['overview', 'alerts', 'silences', 'traces', 'settings'] as const;
const NAME = /^[\w.:-]{1,100}$/;
const FINGERPRINT = /^[0-9a-f]{1,64}$/i;

/**
 * `batchwatch://alerts`, `batchwatch://alert/ENV/ID`, or `batchwatch://alert/ID` from a notification. Anybody can write such a link, so it only ever chooses what is
 * shown; an unknown one leads nowhere.
 */
export function routeOfLink(link: string): Route | undefined {
  const match = /^batchwatch:\/\/([^?#]{1,300})$/i.exec(link);
  const [page = '', env, id, ...rest] = (match?.[1] ?? '').replace(/\/$/, '').split('/');
  if (rest.length > 0) return undefined;
  if (page === 'alert' && env !== undefined && id !== undefined) {
    return NAME.test(env) && NAME.test(id) ? { page, env, id } : undefined;
  }
  if (page === 'alert' && env !== undefined) {
    return FINGERPRINT.test(env) ? { page: 'fingerprint', id: env.toLowerCase() } : undefined;
  }
  const known = PAGES.find((name) => name === page);
  return known !== undefined && env === undefined ? { page: known } : undefined;
}
