import { err, ok } from '../../../shared/result';
import { parseEndpoint } from '../../../shared/settings/settings';
import type { Watcher } from '../../shell/watcher';
import { type Handlers, refusal } from '../answer';

export function connectionHandlers(parts: {
  readonly watcher: Pick<Watcher, 'testConnection'>;
}): Pick<Handlers, 'connection.test'> {
  return {
    'connection.test': async ({ source, endpoint, secret }) => {
      const parsed = parseEndpoint(endpoint);
      if (parsed.ok) {
        return ok(await parts.watcher.testConnection(source, parsed.value, secret));
      }
      const [first] = parsed.error;
      return err(
        refusal('invalid-payload', first ? `${first.field} ${first.message}` : 'endpoint'),
      );
    },
  };
}
