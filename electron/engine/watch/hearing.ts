import type { Freshness } from '../../../shared/domain/slice';
import type { SourceWatch } from './source-watch';

type Listened = Pick<SourceWatch<unknown>, 'attempted' | 'delivers' | 'freshness'>;

/** The last good answer before a moment, epoch ms: from then on it is old news. By server. */
export type OldNews = ReadonlyMap<Listened, number>;

/** What is known of one part of a server: a new answer, that it fails, or nothing new yet. */
export type Hearing = 'heard' | 'failed' | 'waiting';

/** From now on only what is answered after this counts. Each server is listened to for one part. */
export function listenAnew(servers: readonly Listened[], part: string): OldNews {
  return new Map(
    servers.flatMap((server) => {
      const at = goodAt(server.freshness(part));
      return at === undefined ? [] : [[server, at] as const];
    }),
  );
}

export function hearingOf(server: Listened, part: string, old: OldNews): Hearing {
  if (!server.attempted(part)) return 'waiting';
  if (!server.delivers(part)) return 'failed';
  return goodAt(server.freshness(part)) === old.get(server) ? 'waiting' : 'heard';
}

function goodAt(freshness: Freshness): number | undefined {
  return 'at' in freshness ? freshness.at : undefined;
}
