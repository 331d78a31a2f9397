import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { codeOf } from '../settings/atomic-file';
import { keepAside } from '../settings/read-settings';

const fileSchema = v.object({
  version: v.literal(1),
  /** Encrypted by the OS, base64, by id. */
  secrets: v.record(v.string(), v.string()),
});

/** Why the stored secrets were not read. `keptAs`: where the file was moved, so that nothing overwrites it. */
export type SecretsTrouble =
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'broken'; readonly keptAs?: string };

export interface ReadSecrets {
  /** Still encrypted, by id. */
  readonly encrypted: Map<string, string>;
  readonly trouble: SecretsTrouble | undefined;
}

/** Never throws; a file that is not there yet is no trouble. */
export async function readSecretsFile(file: string, now: number): Promise<ReadSecrets> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return { encrypted: new Map(), trouble: undefined };
    return without({ kind: 'unreadable', detail: code || 'unknown error' });
  }
  const secrets = parse(text);
  if (secrets !== undefined) return { encrypted: secrets, trouble: undefined };
  const keptAs = await keepAside(file, now);
  return without(keptAs === undefined ? { kind: 'broken' } : { kind: 'broken', keptAs });
}

/** What it holds may be readable another time, or by somebody: writing would destroy it. */
export function mustNotOverwrite(trouble: SecretsTrouble | undefined): boolean {
  if (trouble === undefined) return false;
  return trouble.kind === 'unreadable' || trouble.keptAs === undefined;
}

export function secretsText(encrypted: ReadonlyMap<string, string>): string {
  return `${JSON.stringify({ version: 1, secrets: Object.fromEntries(encrypted) }, null, 2)}\n`;
}

function parse(text: string): Map<string, string> | undefined {
  try {
    const parsed = v.safeParse(fileSchema, JSON.parse(text));
    return parsed.success ? new Map(Object.entries(parsed.output.secrets)) : undefined;
  } catch {
    return undefined;
  }
}

function without(trouble: SecretsTrouble): ReadSecrets {
  return { encrypted: new Map(), trouble };
}
