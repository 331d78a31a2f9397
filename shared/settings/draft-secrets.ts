import {
  activeEndpoints,
  type EndpointDraft,
  type EnvironmentDraft,
  endpointsOf,
  type SecretDraft,
  type SettingsDraft,
} from './draft';
import { referredSecrets } from './secret-origins';
import type { Settings } from './settings';

export type SecretPart = 'password' | 'token';

/** Secrets typed and not yet stored, by `typedKey`. They live in the page alone, never in a draft or in settings. */
export type TypedSecrets = Readonly<Record<string, string>>;

/** One secret of a server that is in use: which part, where it is kept, and the field it is typed into. */
export interface SecretUse {
  readonly part: SecretPart;
  readonly secret: SecretDraft;
  readonly typedKey: string;
}

export function typedKey(endpoint: EndpointDraft, part: SecretPart): string {
  return `${endpoint.key}.${part}`;
}

/** The secret a server needs with its present kind of authentication, if any. */
export function secretOf(endpoint: EndpointDraft): SecretUse | null {
  if (endpoint.authKind === 'none') return null;
  const part = endpoint.authKind === 'basic' ? 'password' : 'token';
  return { part, secret: endpoint[part], typedKey: typedKey(endpoint, part) };
}

/**
 * Gives every secret typed for the keychain its id, `prod.prometheus.password` or `prod.alertmanager-2.token`. A secret stored
 * already keeps its id, so that renaming an environment needs no typing; typed anew it moves to the new name. Where nothing
 * was typed no id is made up: it might be that of a secret somebody forgot in the keychain.
 */
export function assignSecretIds(draft: SettingsDraft, typed: TypedSecrets): SettingsDraft {
  const taken = new Set<string>();
  const keeps = (environment: EnvironmentDraft, use: SecretUse) =>
    (typed[use.typedKey] ?? '') === '' ||
    (use.secret.id !== '' && use.secret.id.startsWith(`${environment.id.trim()}.`));
  for (const environment of draft.environments) {
    for (const { endpoint } of endpointsOf(environment)) {
      const use = secretOf(endpoint);
      if (use && keeps(environment, use)) taken.add(use.secret.id);
    }
  }
  return {
    ...draft,
    environments: draft.environments.map((environment) => {
      const assign = (slot: string) => (endpoint: EndpointDraft) => {
        const use = secretOf(endpoint);
        if (use === null || use.secret.source === 'file' || keeps(environment, use)) {
          return endpoint;
        }
        const id = freeId(environment.id.trim(), slot, use.part, taken);
        taken.add(id);
        return { ...endpoint, [use.part]: { ...use.secret, id } };
      };
      return {
        ...environment,
        prometheus: assign('prometheus')(environment.prometheus),
        alertmanagers: environment.alertmanagers.map(assign('alertmanager')),
        tempo: assign('tempo')(environment.tempo),
      };
    }),
  };
}

function freeId(env: string, slot: string, part: SecretPart, taken: ReadonlySet<string>): string {
  let id = `${env}.${slot}.${part}`;
  for (let n = 2; taken.has(id); n++) id = `${env}.${slot}-${n}.${part}`;
  return id;
}

/** One secret to store: its id, what was typed, and the field it was typed into. */
export interface SecretToStore {
  readonly id: string;
  readonly value: string;
  readonly typedKey: string;
  readonly field: string;
}

/** What has to be stored before the settings that refer to it are saved. Ids must be assigned. */
export function secretsToStore(
  draft: SettingsDraft,
  typed: TypedSecrets,
): readonly SecretToStore[] {
  return draft.environments.flatMap((environment, index) =>
    activeEndpoints(environment).flatMap(({ slot, endpoint }) => {
      const use = secretOf(endpoint);
      const value = use ? (typed[use.typedKey] ?? '') : '';
      if (use === null || use.secret.source === 'file' || value === '') return [];
      const field = `environments[${index}].${slot}.auth.${use.part}`;
      return [{ id: use.secret.id, value, typedKey: use.typedKey, field }];
    }),
  );
}

/**
 * Stored secrets that nothing refers to any more and this page knows of: what the settings referred to before, and what it
 * stored itself without a save that followed. Others stay: another settings file may share the keychain.
 */
export function abandonedSecrets(
  known: Iterable<string>,
  settings: Settings,
  stored: readonly string[],
): readonly string[] {
  const referred = referredSecrets(settings);
  const there = new Set(stored);
  return [...new Set(known)].filter((id) => there.has(id) && !referred.has(id));
}
