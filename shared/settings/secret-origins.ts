import type { EndpointSettings, Settings } from './settings';

/** Ids of the keychain entries that settings refer to. */
export function referredSecrets(settings: Settings): ReadonlySet<string> {
  return new Set(secretOrigins(settings).keys());
}

/** The keychain entry that a server's credentials are in, if they are. */
export function referredSecret({ auth }: EndpointSettings): string | null {
  const ref = auth.kind === 'basic' ? auth.password : auth.kind === 'bearer' ? auth.token : null;
  return ref !== null && 'secret' in ref ? ref.secret : null;
}

/** Origins that settings send each stored secret to, by the secret's id. */
export function secretOrigins(settings: Settings): ReadonlyMap<string, ReadonlySet<string>> {
  const origins = new Map<string, Set<string>>();
  for (const endpoint of settings.environments.flatMap(endpointsOf)) {
    const id = referredSecret(endpoint);
    if (id === null) continue;
    origins.set(id, (origins.get(id) ?? new Set()).add(new URL(endpoint.url).origin));
  }
  return origins;
}

/**
 * Where a stored secret was typed for, when this URL is somewhere else: it has to be typed again then. `null` where it may
 * be used, and where the URL or the saved settings say nothing.
 */
export function typedForElsewhere(id: string, url: string, saved: Settings): string | null {
  const origins = secretOrigins(saved).get(id);
  if (origins === undefined || !URL.canParse(url) || origins.has(new URL(url).origin)) return null;
  return [...origins].join(', ');
}

export function endpointsOf(
  environment: Settings['environments'][number],
): readonly EndpointSettings[] {
  const { prometheus, alertmanagers, tempo } = environment;
  return [prometheus, ...alertmanagers, ...(tempo ? [tempo] : [])];
}
