import type { Silence, SilenceState } from '../../../shared/domain/silences';
import type { AmSilence } from '../../../shared/wire/alertmanager';

/** Expired silences are kept in memory up to this many, the latest ended first: some servers hold tens of thousands. */
const MAX_EXPIRED = 1000;

interface PeerSilences {
  readonly source: string;
  readonly silences: readonly AmSilence[];
}

/** The union of what the peers list, by id; the newest word wins. Unchanged silences keep their reference. */
export function mergeSilences(
  previous: Readonly<Record<string, Silence>>,
  peers: readonly PeerSilences[],
): Readonly<Record<string, Silence>> {
  const byId = new Map<string, { silence: AmSilence; sources: string[] }>();
  for (const { source, silences } of peers) {
    for (const silence of silences) {
      const known = byId.get(silence.id);
      if (known === undefined) byId.set(silence.id, { silence, sources: [source] });
      else {
        known.sources.push(source);
        if (silence.updatedAt > known.silence.updatedAt) known.silence = silence;
      }
    }
  }
  const all = [...byId.values()];
  const expired = all.filter(({ silence }) => silence.state === 'expired');
  const kept = all.filter(({ silence }) => silence.state !== 'expired');
  kept.push(...expired.sort((a, b) => b.silence.endsAt - a.silence.endsAt).slice(0, MAX_EXPIRED));
  const merged: Record<string, Silence> = {};
  let changed = false;
  for (const { silence, sources } of kept) {
    const old = previous[silence.id];
    const same = old !== undefined && isSame(old, silence, sources);
    if (!same) changed = true;
    merged[silence.id] = same ? old : { ...silence, peers: sources };
  }
  return changed || Object.keys(previous).length !== kept.length ? merged : previous;
}

function isSame(old: Silence, silence: AmSilence, sources: readonly string[]): boolean {
  return (
    old.updatedAt === silence.updatedAt &&
    old.state === (silence.state satisfies SilenceState) &&
    old.startsAt === silence.startsAt &&
    old.endsAt === silence.endsAt &&
    old.comment === silence.comment &&
    old.createdBy === silence.createdBy &&
    old.peers.length === sources.length &&
    old.peers.every((peer, index) => peer === sources[index])
  );
}
