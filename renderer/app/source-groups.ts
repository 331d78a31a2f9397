import type { SourceKind, SourceState, SourceStatus } from '../../shared/domain/sources';

/** The sources of one kind, shown as one: HA Alertmanagers are peers. */
export interface SourceGroup {
  readonly kind: SourceKind;
  /** The worst of its members' states. */
  readonly state: SourceState;
  /** The member that state is taken from. */
  readonly worst: SourceStatus;
  readonly sources: readonly SourceStatus[];
  readonly good: number;
  readonly insecure: boolean;
}

const RANK: Readonly<Record<SourceState, number>> = {
  unreachable: 0,
  unauthorized: 1,
  invalid: 2,
  stale: 3,
  unknown: 4,
  never: 5,
  ok: 6,
};

/** In the order the environment lists them; a kind without a source has no group. */
export function groupSources(sources: readonly SourceStatus[]): readonly SourceGroup[] {
  const byKind = new Map<SourceKind, SourceStatus[]>();
  for (const source of sources) {
    const group = byKind.get(source.kind);
    if (group) group.push(source);
    else byKind.set(source.kind, [source]);
  }
  const groups: SourceGroup[] = [];
  for (const [kind, members] of byKind) {
    const [first, ...others] = members;
    if (!first) continue;
    const worst = others.reduce((a, b) => (RANK[b.state] < RANK[a.state] ? b : a), first);
    groups.push({
      kind,
      state: worst.state,
      worst,
      sources: members,
      good: members.filter((source) => source.state === 'ok').length,
      insecure: members.some((source) => source.insecure),
    });
  }
  return groups;
}

/** When the next poll of any source is planned; `null` while none is. */
export function nextPollAt(sources: readonly SourceStatus[]): number | null {
  const planned = sources.flatMap((source) => source.nextPollAt ?? []);
  return planned.length === 0 ? null : Math.min(...planned);
}
