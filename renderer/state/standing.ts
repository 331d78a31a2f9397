import type { Severity } from '../../shared/domain/alerts';
import type { Freshness } from '../../shared/domain/slice';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import { isRemark } from '../../shared/domain/sources';
import { burningIn, SEVERITY_RANK } from './selectors';

/** How an environment stands, told in one line. */
export interface Standing {
  /** Alerts that fire, delivered or not, as far as they are known. */
  readonly firing: number;
  readonly worst: Severity | null;
  /** Alerts or rules were not read, or not lately: more may fire. */
  readonly unseen: boolean;
}

export function standingOf(environment: EnvironmentState): Standing {
  const { count, worst } = burningIn(environment.alerts);
  const lists = [environment.alertsFreshness, environment.rulesFreshness];
  const seen = lists.some(isRead) && lists.every((list) => isRead(list) || list.kind === 'off');
  return { firing: count, worst, unseen: !seen };
}

/** Now, and all of it: a remark takes nothing away. */
function isRead(freshness: Freshness): boolean {
  return freshness.kind === 'fresh' || (freshness.kind === 'stale' && isRemark(freshness.failure));
}

/** The worst of several; `null` where all are calm and seen. What is not seen is worse than a warning, as in the tray. */
export function worstStanding(standings: readonly Standing[]): Severity | 'unseen' | null {
  const worst = standings.reduce<Severity | null>(
    (found, standing) =>
      standing.worst !== null &&
      (found === null || SEVERITY_RANK[standing.worst] < SEVERITY_RANK[found])
        ? standing.worst
        : found,
    null,
  );
  if (worst === 'critical') return worst;
  return standings.some(({ unseen }) => unseen) ? 'unseen' : worst;
}
