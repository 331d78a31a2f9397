import type { Failure } from '../../../shared/domain/sources';
import type { RuleAlerts } from '../../../shared/wire/prometheus';
import { MESSAGE_MAX, oneLine } from '../../../shared/wire/text';
import { droppedFailure } from './source-watch';

/**
 * Why the quiet of these rules means nothing, or not all: some fail, some are unreadable, or there are none. Where rules
 * are evaluated elsewhere, an address that serves those as well (Thanos Query, Mimir, vmalert) is the remedy.
 */
export function rulesFailure(rules: RuleAlerts): Failure | undefined {
  const { alertingRules, failingRules, firstFailing } = rules;
  if (failingRules > 0 && firstFailing !== undefined) {
    const { rule, message } = firstFailing;
    const which = `${rule} (${failingRules}/${alertingRules})`;
    return {
      kind: 'rules-failing',
      message: oneLine(message === '' ? which : `${which}: ${message}`, MESSAGE_MAX),
    };
  }
  return (
    droppedFailure(rules) ?? (alertingRules === 0 ? { kind: 'no-rules', message: '' } : undefined)
  );
}
