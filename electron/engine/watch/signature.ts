import { assertNever } from '../../../shared/result';
import type { EndpointSettings, SecretRef } from '../../../shared/settings/settings';
import type { WatchedEnvironment } from '../engine';

/** All that a watch is built from, as text: another signature means building it anew. Holds secrets; never leaves memory. */
export function signatureOf(
  environment: WatchedEnvironment,
  secrets: Readonly<Record<string, string>>,
): string {
  const endpoints = [environment.prometheus, ...environment.alertmanagers, environment.tempo];
  const used = endpoints.map((endpoint) => {
    const ref = endpoint && secretOf(endpoint.auth);
    return ref && 'secret' in ref ? secrets[ref.secret] : undefined;
  });
  return JSON.stringify([environment, used]);
}

function secretOf(auth: EndpointSettings['auth']): SecretRef | undefined {
  switch (auth.kind) {
    case 'none':
      return undefined;
    case 'basic':
      return auth.password;
    case 'bearer':
      return auth.token;
    default:
      return assertNever(auth);
  }
}
