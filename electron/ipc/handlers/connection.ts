import type { Messages } from '../../../shared/i18n/messages';
import { err, ok } from '../../../shared/result';
import { referredSecret } from '../../../shared/settings/secret-origins';
import { parseEndpoint } from '../../../shared/settings/settings';
import type { SecretGuard } from '../../settings/secret-guard';
import type { Watcher } from '../../shell/watcher';
import { type Handlers, refusal } from '../answer';

export function connectionHandlers(parts: {
  readonly watcher: Pick<Watcher, 'testConnection'>;
  readonly guard: Pick<SecretGuard, 'mayUse'>;
  readonly messages: () => Messages;
}): Pick<Handlers, 'connection.test'> {
  return {
    'connection.test': async ({ source, endpoint, secret }) => {
      const parsed = parseEndpoint(endpoint);
      if (parsed.ok) {
        if (secret === undefined && !parts.guard.mayUse(parsed.value)) {
          const id = referredSecret(parsed.value) ?? '';
          return err(refusal('failed', parts.messages().shell.secrets.elsewhere(id)));
        }
        return ok(await parts.watcher.testConnection(source, parsed.value, secret));
      }
      const [first] = parsed.error;
      return err(
        refusal('invalid-payload', first ? `${first.field} ${first.message}` : 'endpoint'),
      );
    },
  };
}
