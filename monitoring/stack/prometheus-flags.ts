import { parse } from 'yaml';

/** Flags that say where things are; here they are somewhere else. */
const PLACES = ['config.file', 'storage.tsdb.path', 'web.external-url', 'web.listen-address'];

export interface FlagChoice {
  readonly flags: readonly string[];
  /** Names of shipped flags that this build does not know. */
  readonly unknown: readonly string[];
}

/**
 * The flags that the compose file gives Prometheus, without those that name places, and without those that the build at
 * hand does not know: Debian's has no OTLP receiver.
 */
export function shippedFlags(composeText: string, helpText: string): FlagChoice {
  const flags: string[] = [];
  const unknown: string[] = [];
  for (const flag of commandOf(parse(composeText))) {
    const [, name = '', value = ''] = /^--([\w.-]+)(?:=(.*))?$/.exec(flag) ?? [];
    // Compose fills variables in; what they set here is compose's to say.
    if (PLACES.includes(name) || value.includes('${')) continue;
    if (knows(helpText, name)) flags.push(flag);
    else unknown.push(name);
  }
  return { flags, unknown };
}

/** The rule files that the shipped configuration names, relative to it. */
export function shippedRuleFiles(configText: string): readonly string[] {
  const files = property(parse(configText), 'rule_files');
  if (!Array.isArray(files)) throw new Error('prometheus.yml names no rule files');
  return files.map(String);
}

function knows(helpText: string, name: string): boolean {
  const escaped = name.replaceAll('.', '\\.');
  return new RegExp(`^\\s+--(\\[no-\\])?${escaped}(?![\\w.-])`, 'm').test(helpText);
}

function commandOf(compose: unknown): readonly string[] {
  const command = property(property(property(compose, 'services'), 'prometheus'), 'command');
  if (!Array.isArray(command)) throw new Error('compose.yaml: prometheus has no list of flags');
  return command.map(String);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
