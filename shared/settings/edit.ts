import {
  type EndpointDraft,
  type EnvironmentDraft,
  endpointDraft,
  endpointsOf,
  environmentDraft,
  type HeaderDraft,
  keysFrom,
  type SettingsDraft,
} from './draft';
import { suggestedEnvironment } from './settings';

/** A changed draft and the key of what was added. */
export interface Added {
  readonly draft: SettingsDraft;
  readonly key: string;
}

/** An environment with the default ports of the three servers on this machine, ready to be saved. */
export function addEnvironment(draft: SettingsDraft, name: string): Added {
  const keys = keysFrom(draft.nextKey);
  const fresh = environmentDraft(suggestedEnvironment('new', name), keys);
  return append(draft, fresh, name, keys.count());
}

/** A copy beside the original. What is in the keychain is not copied: nobody can read it back. */
export function duplicateEnvironment(draft: SettingsDraft, key: string, name: string): Added {
  const original = draft.environments.find((item) => item.key === key);
  if (original === undefined) return { draft, key };
  const keys = keysFrom(draft.nextKey);
  const copyEndpoint = (endpoint: EndpointDraft): EndpointDraft => ({
    ...endpoint,
    key: keys.next(),
    headers: endpoint.headers.map((header) => ({ ...header, key: keys.next() })),
    password: { ...endpoint.password, id: '' },
    token: { ...endpoint.token, id: '' },
  });
  const copy: EnvironmentDraft = {
    ...original,
    key: keys.next(),
    prometheus: copyEndpoint(original.prometheus),
    alertmanagers: original.alertmanagers.map(copyEndpoint),
    tempo: copyEndpoint(original.tempo),
  };
  return append(draft, copy, name, keys.count());
}

function append(
  draft: SettingsDraft,
  environment: EnvironmentDraft,
  name: string,
  nextKey: number,
): Added {
  const id = environmentId(name, draft.environments);
  const added = { ...environment, id, name, idFollowsName: true };
  return {
    draft: { ...draft, environments: [...draft.environments, added], nextKey },
    key: environment.key,
  };
}

/** An id made from a name: `GPU pool A` gives `gpu-pool-a`; a name without latin letters gives `env`. Never one of `taken`. */
export function environmentId(name: string, taken: readonly { readonly id: string }[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 36);
  const base = plain === '' ? 'env' : plain;
  const ids = new Set(taken.map((item) => item.id));
  let id = base;
  for (let n = 2; ids.has(id); n++) id = `${base}-${n}`;
  return id;
}

export function removeEnvironment(draft: SettingsDraft, key: string): SettingsDraft {
  return { ...draft, environments: draft.environments.filter((item) => item.key !== key) };
}

/** Moves an environment up (-1) or down (1); at the end of the list nothing happens. */
export function moveEnvironment(draft: SettingsDraft, key: string, by: -1 | 1): SettingsDraft {
  const at = draft.environments.findIndex((item) => item.key === key);
  const item = draft.environments[at];
  const other = draft.environments[at + by];
  if (item === undefined || other === undefined) return draft;
  const environments = [...draft.environments];
  environments[at] = other;
  environments[at + by] = item;
  return { ...draft, environments };
}

export function updateEnvironment(
  draft: SettingsDraft,
  key: string,
  change: Partial<Omit<EnvironmentDraft, 'key'>>,
): SettingsDraft {
  return {
    ...draft,
    environments: draft.environments.map((item) =>
      item.key === key ? { ...item, ...change } : item,
    ),
  };
}

/** Renames it; the id of an environment that was never saved follows. */
export function renameEnvironment(draft: SettingsDraft, key: string, name: string): SettingsDraft {
  const environment = draft.environments.find((item) => item.key === key);
  if (environment === undefined) return draft;
  const others = draft.environments.filter((item) => item.key !== key);
  const id = environment.idFollowsName ? environmentId(name, others) : environment.id;
  return updateEnvironment(draft, key, { name, id });
}

/** A further peer of the same cluster, its URL still empty. */
export function addAlertmanager(draft: SettingsDraft, key: string): SettingsDraft {
  const environment = draft.environments.find((item) => item.key === key);
  if (environment === undefined) return draft;
  const keys = keysFrom(draft.nextKey);
  const { prometheus } = suggestedEnvironment('new', 'new');
  const peer = { ...endpointDraft(prometheus, keys), url: '' };
  const alertmanagers = [...environment.alertmanagers, peer];
  return { ...updateEnvironment(draft, key, { alertmanagers }), nextKey: keys.count() };
}

/** Removes a peer; the last one stays, because alerts have to come from somewhere. */
export function removeAlertmanager(draft: SettingsDraft, endpointKey: string): SettingsDraft {
  return {
    ...draft,
    environments: draft.environments.map((item) =>
      item.alertmanagers.length < 2 || !item.alertmanagers.some((peer) => peer.key === endpointKey)
        ? item
        : { ...item, alertmanagers: item.alertmanagers.filter((peer) => peer.key !== endpointKey) },
    ),
  };
}

export function updateEndpoint(
  draft: SettingsDraft,
  endpointKey: string,
  change: (endpoint: EndpointDraft) => EndpointDraft,
): SettingsDraft {
  const apply = (endpoint: EndpointDraft) =>
    endpoint.key === endpointKey ? change(endpoint) : endpoint;
  return {
    ...draft,
    environments: draft.environments.map((item) =>
      endpointsOf(item).some(({ endpoint }) => endpoint.key === endpointKey)
        ? {
            ...item,
            prometheus: apply(item.prometheus),
            alertmanagers: item.alertmanagers.map(apply),
            tempo: apply(item.tempo),
          }
        : item,
    ),
  };
}

export function addHeader(draft: SettingsDraft, endpointKey: string, name = ''): SettingsDraft {
  const header: HeaderDraft = { key: `k${draft.nextKey}`, name, value: '' };
  const changed = updateEndpoint(draft, endpointKey, (endpoint) => ({
    ...endpoint,
    headers: [...endpoint.headers, header],
  }));
  return { ...changed, nextKey: draft.nextKey + 1 };
}
