import { readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { defaultSettings, parseSettings, type Settings } from '../../shared/settings/settings';
import { codeOf } from './atomic-file';
import { type Migration, migrate } from './migrations';

/** Why the settings file was not used. `keptAs`: where it was moved, so that the next save does not overwrite it. */
export type SettingsTrouble =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'broken'; readonly detail: string; readonly keptAs?: string }
  | { readonly kind: 'newer'; readonly version: number; readonly keptAs?: string };

export interface ReadSettings {
  readonly settings: Settings;
  readonly trouble?: SettingsTrouble;
}

/** Far more than twenty environments need. Bytes. */
const MAX_SIZE = 2 * 1024 * 1024;

/** Never throws: without usable settings the program starts with the defaults and says why. */
export async function readSettings(options: {
  readonly file: string;
  /** Named on the command line: must exist, and is never moved aside. */
  readonly given: boolean;
  readonly now: number;
  readonly migrations?: readonly Migration[];
}): Promise<ReadSettings> {
  const { file, given, now } = options;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT') return withDefaults({ kind: 'unreadable', detail: code || 'unknown' });
    return given ? withDefaults({ kind: 'missing' }) : { settings: defaultSettings() };
  }
  const parsed = parseText(text, options.migrations);
  if (parsed.kind === 'settings') return { settings: parsed.settings };
  const keptAs = given ? undefined : await keepAside(file, now);
  return withDefaults(keptAs === undefined ? parsed : { ...parsed, keptAs });
}

type Parsed =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'broken'; readonly detail: string }
  | { readonly kind: 'newer'; readonly version: number };

function parseText(text: string, migrations?: readonly Migration[]): Parsed {
  if (text.length > MAX_SIZE) return { kind: 'broken', detail: 'larger than 2 MiB' };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { kind: 'broken', detail: jsonProblem(text, error) };
  }
  const migrated = migrate(json, migrations);
  if (migrated.kind === 'newer') return migrated;
  const parsed = parseSettings(migrated.value);
  if (parsed.ok) return { kind: 'settings', settings: parsed.value };
  const [first] = parsed.error;
  return { kind: 'broken', detail: first ? `${first.field} ${first.message}` : 'unusable' };
}

/** Only the place: the engine's own message quotes the text, and somebody may have typed a password there. */
function jsonProblem(text: string, error: unknown): string {
  if (text.trim() === '') return 'empty';
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (position === undefined) return 'not JSON, or cut off';
  return `not JSON at line ${text.slice(0, Number(position)).split('\n').length}`;
}

/** Renames a file that cannot be used, so that it is not overwritten; gives its new name where that succeeded. */
export async function keepAside(file: string, now: number): Promise<string | undefined> {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const kept = join(dirname(file), `${basename(file, '.json')}.broken-${stamp}.json`);
  return rename(file, kept).then(
    () => kept,
    () => undefined,
  );
}

function withDefaults(trouble: SettingsTrouble): ReadSettings {
  return { settings: defaultSettings(), trouble };
}
