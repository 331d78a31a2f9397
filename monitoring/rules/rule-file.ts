import { MEMORY_GROUP } from './alerts/memory';
import { REQUESTS_GROUP } from './alerts/requests';
import { SYSTEM_GROUP } from './alerts/system';
import { TELEMETRY_GROUP } from './alerts/telemetry';
import type { Profile } from './profile';
import { type AlertingRule, type GroupDefinition, isMissing } from './rule';
import type { RuleSettings } from './settings';

/** Every alert, once; profiles say how it is measured. */
const GROUPS: readonly GroupDefinition[] = [
  MEMORY_GROUP,
  REQUESTS_GROUP,
  SYSTEM_GROUP,
  TELEMETRY_GROUP,
];

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly AlertingRule[];
  /** One line for each alert that this profile cannot have. */
  readonly leftOut: readonly string[];
}

export function ruleGroups(profile: Profile, settings: RuleSettings): readonly RuleGroup[] {
  return GROUPS.map(({ name, alerts }) => {
    const rules: AlertingRule[] = [];
    const leftOut: string[] = [];
    for (const [alert, define] of Object.entries(alerts)) {
      const defined = define(profile, settings);
      if (isMissing(defined)) leftOut.push(`${alert}: ${defined.missing}`);
      else rules.push(...defined);
    }
    return { name: `${profile.name}.${name}`, rules, leftOut };
  });
}
