import type { Messages } from '../../../shared/i18n/messages';
import { err, ok } from '../../../shared/result';
import { parseSettings } from '../../../shared/settings/settings';
import type { SecretGuard } from '../../settings/secret-guard';
import { asProblem, type SaveFailure, type SettingsStore } from '../../settings/settings-store';
import type { Handlers } from '../answer';

export function settingsHandlers(parts: {
  readonly settings: Pick<SettingsStore, 'save' | 'file'>;
  readonly guard: Pick<SecretGuard, 'strayedIn' | 'settled'>;
  readonly messages: () => Messages;
}): Pick<Handlers, 'settings.save'> {
  return {
    'settings.save': async ({ settings }) => {
      const parsed = parseSettings(settings);
      if (!parsed.ok) return ok(parsed);
      const strayed = parts.guard.strayedIn(parsed.value);
      if (strayed.length > 0) {
        return ok(err(asProblem(parts.messages().shell.secrets.elsewhere(strayed.join(', ')))));
      }
      const saved = await parts.settings.save(parsed.value);
      if (saved.ok) {
        parts.guard.settled();
        return ok(saved);
      }
      return ok(err(asProblem(whyNotSaved(saved.error, parts.settings.file, parts.messages()))));
    },
  };
}

function whyNotSaved(failure: SaveFailure, file: string, messages: Messages): string {
  const texts = messages.shell.settings;
  return failure.kind === 'protected' ? texts.fixFirst(file) : texts.unwritable(failure.detail);
}
