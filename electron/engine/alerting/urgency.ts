import type { Alert, Severity } from '../../../shared/domain/alerts';
import { severityRank, worstFirst } from '../../../shared/domain/severity';

/**
 * As what an alert that tells somebody weighs: a rule without a severity this console knows still fires, and is taken for
 * a warning rather than for less than information.
 */
export function urgencyOf(severity: Severity): Exclude<Severity, 'none'> {
  return severity === 'none' ? 'warning' : severity;
}

/** Compares for `sort`; of the same urgency, alerts that say their severity come first. */
export function mostUrgentFirst(a: Alert, b: Alert): number {
  return (
    severityRank(urgencyOf(a.severity)) - severityRank(urgencyOf(b.severity)) || worstFirst(a, b)
  );
}
