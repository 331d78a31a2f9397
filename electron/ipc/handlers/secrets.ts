import type { Messages } from '../../../shared/i18n/messages';
import type { Refusal, SecretStoreState } from '../../../shared/ipc/api';
import { err, ok, type Result } from '../../../shared/result';
import type { SecretGuard } from '../../settings/secret-guard';
import type { SecretFailure, SecretStore } from '../../shell/secrets';
import type { Watcher } from '../../shell/watcher';
import { type Handlers, refusal } from '../answer';

/** A secret goes in and never comes out again: the page learns only that it is kept. */
export function secretHandlers(parts: {
  readonly secrets: SecretStore;
  readonly guard: Pick<SecretGuard, 'typed'>;
  readonly watcher: Pick<Watcher, 'reconfigure'>;
  readonly messages: () => Messages;
}): Pick<Handlers, 'secrets.put' | 'secrets.remove'> {
  const answer = async (
    changed: Result<null, SecretFailure>,
  ): Promise<Result<SecretStoreState, Refusal>> => {
    if (!changed.ok) return err(refusal('failed', whyNot(changed.error, parts.messages())));
    await parts.watcher.reconfigure();
    return ok(parts.secrets.state());
  };
  return {
    'secrets.put': async ({ id, value }) => {
      const put = await parts.secrets.put(id, value);
      if (put.ok) parts.guard.typed(id);
      return answer(put);
    },
    'secrets.remove': async ({ id }) => answer(await parts.secrets.remove(id)),
  };
}

function whyNot(failure: SecretFailure, messages: Messages): string {
  const { shell } = messages;
  return failure.kind === 'unwritable'
    ? shell.settings.unwritable(failure.detail)
    : shell.secrets[failure.kind];
}
