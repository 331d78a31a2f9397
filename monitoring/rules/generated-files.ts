import { sglangProfile } from './profiles/sglang';
import { transformersProfile } from './profiles/transformers';
import { vllmProfile } from './profiles/vllm';
import { ruleGroups } from './rule-file';
import { ruleYaml } from './rule-yaml';
import type { RuleSettings } from './settings';

/** A file that the definition says, with its path from the project's folder. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export function generatedFiles(settings: RuleSettings): readonly GeneratedFile[] {
  const profiles = [transformersProfile(settings), vllmProfile(settings), sglangProfile(settings)];
  return profiles.map((profile) => ({
    path: `monitoring/prometheus/rules/${profile.name}.rules.yml`,
    text: ruleYaml(profile, ruleGroups(profile, settings), settings),
  }));
}
