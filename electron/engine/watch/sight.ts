import type { Sight, SightNow } from '../alerting/outages';
import { type Hearing, hearingOf, type OldNews } from './hearing';
import type { SourceWatch } from './source-watch';

/** Whether anything is seen of one kind of thing; one server of several is enough. */
export function sightOf(
  sight: Sight,
  servers: readonly SourceWatch<unknown>[],
  oldNews: OldNews,
): SightNow {
  const hearing = servers.map((server) => hearingOf(server, sight, oldNews));
  const failures = servers.map((server) => server.freshness(sight));
  const [failing] = failures.filter((freshness) => 'failure' in freshness);
  return {
    sight,
    state: stateOfSight(hearing),
    servers: servers.map((server) => server.endpoint.name),
    ...(failing === undefined ? {} : { failure: failing.failure }),
  };
}

function stateOfSight(hearing: readonly Hearing[]): SightNow['state'] {
  if (hearing.includes('heard')) return 'seen';
  return hearing.includes('waiting') ? 'unknown' : 'lost';
}
