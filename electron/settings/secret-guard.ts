import { endpointsOf, referredSecret, secretOrigins } from '../../shared/settings/secret-origins';
import type { EndpointSettings, Settings } from '../../shared/settings/settings';

/**
 * A stored secret goes to the server it was typed for and to no other: without this, a changed URL would carry it to a
 * stranger, be that a slip of the user's or a page that is not itself any more.
 */
export interface SecretGuard {
  /** The user typed it just now; the settings that use it follow. */
  typed(id: string): void;
  /** Ids of stored secrets that new settings would send elsewhere. */
  strayedIn(next: Settings): readonly string[];
  mayUse(endpoint: EndpointSettings): boolean;
  /** New settings are in force; what was typed belongs to their servers from now on. */
  settled(): void;
}

export interface SecretGuardParts {
  readonly saved: () => Settings;
  readonly stored: () => readonly string[];
}

export function createSecretGuard({ saved, stored }: SecretGuardParts): SecretGuard {
  const fresh = new Set<string>();

  function mayUse(endpoint: EndpointSettings): boolean {
    const id = referredSecret(endpoint);
    if (id === null || fresh.has(id) || !stored().includes(id)) return true;
    const origins = secretOrigins(saved()).get(id);
    return origins?.has(new URL(endpoint.url).origin) ?? false;
  }

  return {
    typed: (id) => void fresh.add(id),
    strayedIn: (next) =>
      next.environments
        .flatMap(endpointsOf)
        .flatMap((endpoint) => (mayUse(endpoint) ? [] : (referredSecret(endpoint) ?? []))),
    mayUse,
    settled: () => fresh.clear(),
  };
}
