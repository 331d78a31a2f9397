import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/result';
import { parseSettings, type Settings } from '../../shared/settings/settings';
import { oneLine } from '../../shared/wire/text';

/** Reads a settings file for the command line; the error is one line that names the field. */
export async function readConfig(file: string): Promise<Result<Settings, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return err(oneLine(`cannot read ${file}: ${messageOf(error)}`, 400));
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return err(oneLine(`${file} is not JSON: ${messageOf(error)}`, 400));
  }
  const settings = parseSettings(json);
  if (!settings.ok) {
    const [first] = settings.error;
    const more = settings.error.length > 1 ? ` (and ${settings.error.length - 1} more)` : '';
    return err(oneLine(`${first?.field ?? file}: ${first?.message ?? 'is wrong'}${more}`, 400));
  }
  if (settings.value.environments.length === 0) {
    return err('environments: must name at least one environment to watch');
  }
  const keychain = usesKeychain(settings.value);
  if (keychain !== undefined) {
    return err(
      `${keychain}: is in the desktop's keychain; on the command line use {"file": "/path"}`,
    );
  }
  return ok(settings.value);
}

/** The field of the first secret that only the desktop program can read. */
function usesKeychain(settings: Settings): string | undefined {
  for (const [index, environment] of settings.environments.entries()) {
    const endpoints = [
      ['prometheus', environment.prometheus],
      ...environment.alertmanagers.map((item, peer) => [`alertmanagers[${peer}]`, item] as const),
      ...(environment.tempo === undefined ? [] : [['tempo', environment.tempo] as const]),
    ] as const;
    for (const [name, { auth }] of endpoints) {
      const field = auth.kind === 'basic' ? 'password' : 'token';
      const ref =
        auth.kind === 'basic' ? auth.password : auth.kind === 'bearer' ? auth.token : null;
      if (ref !== null && 'secret' in ref) return `environments[${index}].${name}.auth.${field}`;
    }
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
