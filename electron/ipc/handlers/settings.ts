import type { Messages } from '../../../shared/i18n/messages';
import { err, ok } from '../../../shared/result';
import { parseSettings } from '../../../shared/settings/settings';
import { asProblem, type SaveFailure, type SettingsStore } from '../../settings/settings-store';
import type { Handlers } from '../answer';

export function settingsHandlers(parts: {
  readonly settings: Pick<SettingsStore, 'save' | 'file'>;
  readonly messages: () => Messages;
}): Pick<Handlers, 'settings.save'> {
  return {
    'settings.save': async ({ settings }) => {
      const parsed = parseSettings(settings);
      if (!parsed.ok) return ok(parsed);
      const saved = await parts.settings.save(parsed.value);
      if (saved.ok) return ok(saved);
      return ok(err(asProblem(whyNotSaved(saved.error, parts.settings.file, parts.messages()))));
    },
  };
}

function whyNotSaved(failure: SaveFailure, file: string, messages: Messages): string {
  const texts = messages.shell.settings;
  return failure.kind === 'protected' ? texts.fixFirst(file) : texts.unwritable(failure.detail);
}
