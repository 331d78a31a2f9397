import {
  defaultSettings,
  type EndpointSettings,
  type EnvironmentSettings,
  type SecretRef,
  type Settings,
  suggestedEnvironment,
} from './settings';

const GIB = 1024 ** 3;

/** `keychain`: the console keeps it under `id` (empty: none assigned yet). `file`: somebody else manages it. */
export interface SecretDraft {
  readonly source: 'keychain' | 'file';
  readonly id: string;
  readonly file: string;
}

export interface HeaderDraft {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** One server as typed. Numbers stay text and both kinds of credentials stay, so that nothing typed is lost on the way. */
export interface EndpointDraft {
  /** Stable while the page is open; fields, typed secrets and test results hang on it. */
  readonly key: string;
  readonly name: string;
  readonly url: string;
  readonly authKind: EndpointSettings['auth']['kind'];
  readonly username: string;
  readonly password: SecretDraft;
  readonly token: SecretDraft;
  readonly headers: readonly HeaderDraft[];
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly skipVerify: boolean;
  readonly timeoutSeconds: string;
}

export interface EnvironmentDraft {
  readonly key: string;
  readonly id: string;
  /** A new environment's id is made from its name until the user writes one. */
  readonly idFollowsName: boolean;
  readonly name: string;
  readonly prometheus: EndpointDraft;
  readonly alertmanagers: readonly EndpointDraft[];
  readonly tempo: EndpointDraft;
  readonly hasTempo: boolean;
  readonly traceService: string;
}

export interface SettingsDraft {
  readonly environments: readonly EnvironmentDraft[];
  readonly language: Settings['language'];
  readonly theme: Settings['theme'];
  /** Seconds, as typed. */
  readonly polling: Readonly<Record<keyof Settings['polling'], string>>;
  readonly kvWarnGib: string;
  readonly kvCriticalGib: string;
  readonly popupsEnabled: boolean;
  readonly popupSeverities: Settings['popups']['severities'];
  readonly lostTold: boolean;
  /** Minutes, as typed; kept while it does not apply. */
  readonly lostAfterMinutes: string;
  readonly author: string;
  readonly startAtLogin: boolean;
  /** Number of the next key. */
  readonly nextKey: number;
}

const NO_SECRET: SecretDraft = { source: 'keychain', id: '', file: '' };

/** The settings as a form. `like` lends the keys of environments with the same id, so that a page keeps its place. */
export function draftOf(settings: Settings, like?: SettingsDraft): SettingsDraft {
  const keys = keysFrom(like?.nextKey ?? 1);
  return {
    environments: settings.environments.map((environment) =>
      environmentDraft(
        environment,
        keys,
        like?.environments.find((item) => item.id.trim() === environment.id),
      ),
    ),
    language: settings.language,
    theme: settings.theme,
    polling: {
      alertsSeconds: String(settings.polling.alertsSeconds),
      panelsSeconds: String(settings.polling.panelsSeconds),
      rangesSeconds: String(settings.polling.rangesSeconds),
      tracesSeconds: String(settings.polling.tracesSeconds),
    },
    // Dividing by a power of two is exact, so bytes survive the way there and back.
    kvWarnGib: String(settings.thresholds.kvWarnBytes / GIB),
    kvCriticalGib: String(settings.thresholds.kvCriticalBytes / GIB),
    popupsEnabled: settings.popups.enabled,
    popupSeverities: settings.popups.severities,
    lostTold: settings.popups.lostAfterMinutes !== null,
    lostAfterMinutes: String(
      settings.popups.lostAfterMinutes ??
        like?.lostAfterMinutes ??
        defaultSettings().popups.lostAfterMinutes,
    ),
    author: settings.author,
    startAtLogin: settings.startAtLogin,
    nextKey: keys.count(),
  };
}

/** Hands out `k1`, `k2`, …; `count` is the number of the next one. */
export interface Keys {
  next(): string;
  count(): number;
}

export function keysFrom(first: number): Keys {
  let number = first;
  return { next: () => `k${number++}`, count: () => number };
}

/** One environment as a form; `old` lends its keys. */
export function environmentDraft(
  environment: EnvironmentSettings,
  keys: Keys,
  old?: EnvironmentDraft,
): EnvironmentDraft {
  return {
    key: old?.key ?? keys.next(),
    id: environment.id,
    idFollowsName: false,
    name: environment.name,
    prometheus: endpointDraft(environment.prometheus, keys, old?.prometheus),
    alertmanagers: environment.alertmanagers.map((item, peer) =>
      endpointDraft(item, keys, old?.alertmanagers[peer]),
    ),
    tempo: endpointDraft(environment.tempo ?? suggestedTempo(), keys, old?.tempo),
    hasTempo: environment.tempo !== undefined,
    traceService: environment.traceService,
  };
}

function suggestedTempo(): EndpointSettings {
  const { tempo, prometheus } = suggestedEnvironment('x', 'x');
  return tempo ?? prometheus;
}

/** One server as a form; `old` lends its keys. */
export function endpointDraft(
  settings: EndpointSettings,
  keys: Keys,
  old?: EndpointDraft,
): EndpointDraft {
  const { auth, tls } = settings;
  return {
    key: old?.key ?? keys.next(),
    name: settings.name,
    url: settings.url,
    authKind: auth.kind,
    username: auth.kind === 'basic' ? auth.username : '',
    password: auth.kind === 'basic' ? secretDraft(auth.password) : NO_SECRET,
    token: auth.kind === 'bearer' ? secretDraft(auth.token) : NO_SECRET,
    headers: settings.headers.map((header, index) => ({
      key: old?.headers[index]?.key ?? keys.next(),
      name: header.name,
      value: header.value,
    })),
    caFile: tls.caFile ?? '',
    certFile: tls.certFile ?? '',
    keyFile: tls.keyFile ?? '',
    skipVerify: tls.skipVerify,
    timeoutSeconds: String(settings.timeoutMs / 1000),
  };
}

function secretDraft(ref: SecretRef): SecretDraft {
  return 'file' in ref
    ? { source: 'file', id: '', file: ref.file }
    : { source: 'keychain', id: ref.secret, file: '' };
}

/** What a text means as a number: a decimal comma is read too; anything else is `NaN`, which no setting accepts. */
export function numberFrom(text: string): number {
  const plain = text.trim().replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** Settings as `parseSettings` reads them, not checked yet; what this page does not edit comes from `current`. */
export function settingsInput(draft: SettingsDraft, current: Settings): unknown {
  const environments = draft.environments.map(environmentInput);
  return {
    version: 1,
    environments,
    selected: environments.some((item) => item.id === current.selected) ? current.selected : '',
    range: current.range,
    language: draft.language,
    theme: draft.theme,
    polling: {
      alertsSeconds: numberFrom(draft.polling.alertsSeconds),
      panelsSeconds: numberFrom(draft.polling.panelsSeconds),
      rangesSeconds: numberFrom(draft.polling.rangesSeconds),
      tracesSeconds: numberFrom(draft.polling.tracesSeconds),
    },
    thresholds: {
      kvWarnBytes: numberFrom(draft.kvWarnGib) * GIB,
      kvCriticalBytes: numberFrom(draft.kvCriticalGib) * GIB,
    },
    popups: {
      enabled: draft.popupsEnabled,
      severities: draft.popupSeverities,
      lostAfterMinutes: draft.lostTold ? numberFrom(draft.lostAfterMinutes) : null,
    },
    author: draft.author.trim(),
    startAtLogin: draft.startAtLogin,
  };
}

function environmentInput(draft: EnvironmentDraft) {
  return {
    id: draft.id.trim(),
    name: draft.name.trim(),
    prometheus: endpointInput(draft.prometheus),
    alertmanagers: draft.alertmanagers.map(endpointInput),
    ...(draft.hasTempo ? { tempo: endpointInput(draft.tempo) } : {}),
    traceService: draft.traceService.trim(),
  };
}

/** One server as `parseEndpoint` reads it, not checked yet. */
export function endpointInput(draft: EndpointDraft) {
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    auth: authInput(draft),
    headers: draft.headers.map((header) => ({ name: header.name.trim(), value: header.value })),
    tls: {
      ...fileInput('caFile', draft.caFile),
      ...fileInput('certFile', draft.certFile),
      ...fileInput('keyFile', draft.keyFile),
      skipVerify: draft.skipVerify,
    },
    timeoutMs: Math.round(numberFrom(draft.timeoutSeconds) * 1000),
  };
}

function authInput(draft: EndpointDraft) {
  if (draft.authKind === 'basic') {
    return { kind: 'basic', username: draft.username, password: secretInput(draft.password) };
  }
  if (draft.authKind === 'bearer') return { kind: 'bearer', token: secretInput(draft.token) };
  return { kind: 'none' };
}

function secretInput(draft: SecretDraft) {
  return draft.source === 'file' ? { file: draft.file.trim() } : { secret: draft.id };
}

function fileInput(name: 'caFile' | 'certFile' | 'keyFile', path: string) {
  return path.trim() === '' ? {} : { [name]: path.trim() };
}

/** Whether two drafts would be saved differently. */
export function sameDraft(a: SettingsDraft, b: SettingsDraft): boolean {
  const base = defaultSettings();
  return (
    a === b || JSON.stringify(settingsInput(a, base)) === JSON.stringify(settingsInput(b, base))
  );
}

/** Settings changed elsewhere while this page was open: parts not edited here follow, edited ones stay as typed. */
export function rebaseDraft(draft: SettingsDraft, from: Settings, to: Settings): SettingsDraft {
  const before = draftOf(from);
  const after = draftOf(to, draft);
  if (sameDraft(draft, before)) return after;
  const untouched = (part: (value: SettingsDraft) => Partial<SettingsDraft>) =>
    sameDraft({ ...before, ...part(draft) }, before) ? part(after) : {};
  return {
    ...draft,
    ...untouched(({ environments }) => ({ environments })),
    ...untouched(({ language }) => ({ language })),
    ...untouched(({ theme }) => ({ theme })),
    ...untouched(({ polling }) => ({ polling })),
    ...untouched(({ kvWarnGib, kvCriticalGib }) => ({ kvWarnGib, kvCriticalGib })),
    ...untouched(({ popupsEnabled, popupSeverities }) => ({ popupsEnabled, popupSeverities })),
    ...untouched(({ lostTold, lostAfterMinutes }) => ({ lostTold, lostAfterMinutes })),
    ...untouched(({ author }) => ({ author })),
    ...untouched(({ startAtLogin }) => ({ startAtLogin })),
    nextKey: Math.max(draft.nextKey, after.nextKey),
  };
}

export type EndpointSlot = 'prometheus' | 'tempo' | `alertmanagers[${number}]`;

/** The servers of an environment in the order shown, with their place in the settings. A Tempo switched off is included. */
export function endpointsOf(
  environment: EnvironmentDraft,
): readonly { readonly slot: EndpointSlot; readonly endpoint: EndpointDraft }[] {
  return [
    { slot: 'prometheus', endpoint: environment.prometheus },
    ...environment.alertmanagers.map((endpoint, index) => ({
      slot: `alertmanagers[${index}]` as const,
      endpoint,
    })),
    { slot: 'tempo', endpoint: environment.tempo },
  ];
}

/** The same without a Tempo that is switched off: the servers that are saved and asked. */
export function activeEndpoints(environment: EnvironmentDraft): ReturnType<typeof endpointsOf> {
  return endpointsOf(environment).filter(({ slot }) => slot !== 'tempo' || environment.hasTempo);
}
