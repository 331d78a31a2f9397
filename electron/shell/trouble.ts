import type { Messages } from '../../shared/i18n/messages';
import type { FileProblem } from '../../shared/ipc/api';
import { assertNever } from '../../shared/result';
import type { SettingsTrouble } from '../settings/read-settings';
import type { SecretsTrouble } from './secrets-file';

/** What the user is told about a settings file that was not used. */
export function settingsProblem(
  trouble: SettingsTrouble | undefined,
  file: string,
  messages: Messages,
): FileProblem | undefined {
  if (trouble === undefined) return undefined;
  const message = messageOf(trouble, file, messages);
  return 'keptAs' in trouble && trouble.keptAs !== undefined
    ? { message, keptAs: trouble.keptAs }
    : { message };
}

/** What the user is told about stored secrets that were not read. */
export function secretsProblem(
  trouble: SecretsTrouble | undefined,
  file: string,
  messages: Messages,
): FileProblem | undefined {
  if (trouble === undefined) return undefined;
  const texts = messages.shell.secrets;
  if (trouble.kind === 'unreadable') return { message: texts.unreadable(file, trouble.detail) };
  return trouble.keptAs === undefined
    ? { message: texts.brokenInPlace(file) }
    : { message: texts.broken(file), keptAs: trouble.keptAs };
}

function messageOf(trouble: SettingsTrouble, file: string, messages: Messages): string {
  const texts = messages.shell.settings;
  switch (trouble.kind) {
    case 'missing':
      return texts.missing(file);
    case 'unreadable':
      return `${texts.unreadable(file, trouble.detail)} ${texts.fixFirst(file)}`;
    case 'broken':
      return withAdvice(texts.broken(file, trouble.detail), trouble.keptAs, file, messages);
    case 'newer':
      return withAdvice(texts.newer(file, trouble.version), trouble.keptAs, file, messages);
    default:
      return assertNever(trouble);
  }
}

/** A file that was not moved aside is not overwritten either. */
function withAdvice(
  message: string,
  keptAs: string | undefined,
  file: string,
  messages: Messages,
): string {
  return keptAs === undefined ? `${message} ${messages.shell.settings.fixFirst(file)}` : message;
}
