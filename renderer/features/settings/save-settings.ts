import type { SettingsDraft } from '../../../shared/settings/draft';
import { checkDraft, type FieldProblem, fieldProblems } from '../../../shared/settings/draft-check';
import {
  abandonedSecrets,
  assignSecretIds,
  secretsToStore,
  type TypedSecrets,
} from '../../../shared/settings/draft-secrets';
import { referredSecrets } from '../../../shared/settings/secret-origins';
import type { Settings } from '../../../shared/settings/settings';
import type { Actions } from '../../state/actions';
import { isOnPage } from './places';

export type SaveOutcome =
  /** `leftBehind`: secrets nobody needs any more that could not be removed. */
  | {
      readonly kind: 'saved';
      readonly settings: Settings;
      readonly leftBehind: { readonly count: number; readonly message: string } | null;
    }
  /** Fields to correct, found here or by main. */
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  /** The keychain would not take one of them; those before it are stored, the settings are not. */
  | { readonly kind: 'secret-refused'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'refused'; readonly message: string };

export type SaveDoor = Pick<Actions, 'putSecret' | 'removeSecret' | 'saveSettings'>;

interface SaveInput {
  readonly draft: SettingsDraft;
  readonly typed: TypedSecrets;
  /** The settings as saved now. */
  readonly settings: Settings;
  /** Ids the keychain holds. */
  readonly stored: readonly string[];
  /** Ids stored by earlier attempts whose settings were never saved. */
  readonly storedBefore: ReadonlySet<string>;
  /** Called for each secret once the keychain has it. */
  readonly onStored: (id: string) => void;
}

/**
 * Secrets first, then the settings that refer to them, then those nothing refers to any more: at no moment do saved settings
 * name a secret that is not there, and whatever fails, nothing typed is lost.
 */
export async function saveSettings(door: SaveDoor, input: SaveInput): Promise<SaveOutcome> {
  const { typed, settings } = input;
  const draft = assignSecretIds(input.draft, typed);
  const checked = checkDraft(draft, settings, { typed, stored: input.stored });
  if (!checked.ok) return { kind: 'invalid', problems: checked.error };

  let stored = input.stored;
  for (const secret of secretsToStore(draft, typed)) {
    const answer = await door.putSecret(secret.id, secret.value);
    if (!answer.ok) {
      const fault = { kind: 'secret-refused', message: answer.error.message } as const;
      return { kind: 'secret-refused', problems: [{ field: secret.field, fault }] };
    }
    stored = answer.value.stored;
    input.onStored(secret.id);
  }

  const saved = await door.saveSettings(checked.value);
  if (!saved.ok) return { kind: 'refused', message: saved.error.message };
  if (!saved.value.ok) {
    // Some stand at no field: the file cannot be written, or must be mended by hand first.
    const elsewhere = saved.value.error.filter(({ field }) => !isOnPage(field));
    if (elsewhere.length > 0) {
      return { kind: 'refused', message: elsewhere.map(({ message }) => message).join(' ') };
    }
    return { kind: 'invalid', problems: fieldProblems(saved.value.error, checked.value) };
  }

  const known = [...referredSecrets(settings), ...input.storedBefore];
  const abandoned = abandonedSecrets(known, saved.value.value, stored);
  return {
    kind: 'saved',
    settings: saved.value.value,
    leftBehind: await removeAll(door, abandoned),
  };
}

async function removeAll(door: SaveDoor, ids: readonly string[]) {
  let count = 0;
  let message = '';
  for (const id of ids) {
    const answer = await door.removeSecret(id);
    if (!answer.ok) {
      count += 1;
      message = answer.error.message;
    }
  }
  return count === 0 ? null : { count, message };
}
