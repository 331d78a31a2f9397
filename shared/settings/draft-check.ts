import { err, ok, type Result } from '../result';
import {
  activeEndpoints,
  type EndpointDraft,
  endpointInput,
  type SettingsDraft,
  settingsInput,
} from './draft';
import { secretOf, type TypedSecrets } from './draft-secrets';
import { referredSecrets, typedForElsewhere } from './secret-origins';
import {
  type EndpointSettings,
  isBaseUrl,
  parseEndpoint,
  parseSettings,
  type Settings,
  type SettingsProblem,
} from './settings';

/** Why a base URL is refused; the remedies differ. */
export type UrlFault = 'empty' | 'no-scheme' | 'scheme' | 'credentials' | 'query' | 'unreadable';

/** What is wrong with a field, as far as it can be said in the user's language; `other` carries the schema's words. */
export type FieldFault =
  | { readonly kind: 'url'; readonly fault: UrlFault }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'positive' }
  | { readonly kind: 'threshold-order' }
  | { readonly kind: 'name-empty' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'id-format' }
  | { readonly kind: 'id-taken' }
  | { readonly kind: 'header-name' }
  | { readonly kind: 'header-own' }
  | { readonly kind: 'header-value' }
  | { readonly kind: 'cert-pair' }
  | { readonly kind: 'secret-empty' }
  /** The stored one was typed for another server. */
  | { readonly kind: 'secret-elsewhere'; readonly origin: string }
  | { readonly kind: 'secret-refused'; readonly message: string }
  | { readonly kind: 'file-empty' }
  | { readonly kind: 'other'; readonly message: string };

/** `field` is the place in the settings, such as `environments[0].prometheus.url`: inputs carry it too. */
export interface FieldProblem {
  readonly field: string;
  readonly fault: FieldFault;
}

/** In the unit of the input: seconds, or what the name says. A test holds them against the schema. */
export const NUMBER_LIMITS = {
  alertsSeconds: { min: 1, max: 3600 },
  panelsSeconds: { min: 1, max: 3600 },
  rangesSeconds: { min: 5, max: 3600 },
  tracesSeconds: { min: 5, max: 3600 },
  timeoutMs: { min: 0.5, max: 120 },
  lostAfterMinutes: { min: 1, max: 1440 },
} as const;

/** What the keychain holds, and what was typed: a password that is nowhere cannot be saved. */
export interface SecretsAtHand {
  readonly typed: TypedSecrets;
  readonly stored: readonly string[];
}

/** Checks a whole draft, ids of secrets assigned. Problems come in the order of the form. */
export function checkDraft(
  draft: SettingsDraft,
  current: Settings,
  secrets: SecretsAtHand,
): Result<Settings, readonly FieldProblem[]> {
  const input = settingsInput(draft, current);
  const parsed = parseSettings(input);
  // A secret lost from the keychain is no reason to refuse another change; the page warns beside its field.
  const stored = [...secrets.stored, ...referredSecrets(current)];
  const problems = [
    ...(parsed.ok ? [] : fieldProblems(parsed.error, input)),
    ...draft.environments.flatMap((environment, index) =>
      activeEndpoints(environment).flatMap(({ slot, endpoint }) =>
        secretProblems(endpoint, current, { ...secrets, stored }, `environments[${index}].${slot}`),
      ),
    ),
  ];
  if (parsed.ok && problems.length === 0) return ok(parsed.value);
  return err(firstPerField(problems));
}

/** Checks one server for "Test connection", under the field names it has in the whole form. */
export function checkEndpoint(
  endpoint: EndpointDraft,
  prefix: string,
  current: Settings,
  secrets: SecretsAtHand,
): Result<EndpointSettings, readonly FieldProblem[]> {
  const input = endpointInput(endpoint);
  const parsed = parseEndpoint(input);
  const problems = [
    ...(parsed.ok ? [] : fieldProblems(parsed.error, input)).map((problem) => ({
      ...problem,
      field: `${prefix}.${problem.field}`,
    })),
    ...secretProblems(endpoint, current, secrets, prefix),
  ];
  if (parsed.ok && problems.length === 0) return ok(parsed.value);
  return err(firstPerField(problems));
}

function secretProblems(
  endpoint: EndpointDraft,
  current: Settings,
  secrets: SecretsAtHand,
  prefix: string,
): FieldProblem[] {
  const use = secretOf(endpoint);
  if (use === null) return [];
  const field = `${prefix}.auth.${use.part}`;
  if (use.secret.source === 'file') {
    return use.secret.file.trim() === '' ? [{ field, fault: { kind: 'file-empty' } }] : [];
  }
  if ((secrets.typed[use.typedKey] ?? '') !== '') return [];
  if (!secrets.stored.includes(use.secret.id)) return [{ field, fault: { kind: 'secret-empty' } }];
  const origin = typedForElsewhere(use.secret.id, endpoint.url.trim(), current);
  return origin === null ? [] : [{ field, fault: { kind: 'secret-elsewhere', origin } }];
}

function firstPerField(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ field }) => {
    const fresh = !seen.has(field);
    seen.add(field);
    return fresh;
  });
}

/** The schema's problems (ours or main's) at the fields of the form, in words that can be translated. */
export function fieldProblems(
  problems: readonly SettingsProblem[],
  input: unknown,
): readonly FieldProblem[] {
  return problems.flatMap((problem) => {
    const found = fieldProblem(problem, input);
    return found === null ? [] : [found];
  });
}

function fieldProblem({ field, message }: SettingsProblem, input: unknown): FieldProblem | null {
  const value = valueAt(input, field);
  if (/(^|\.)url$/.test(field)) {
    return {
      field,
      fault: { kind: 'url', fault: urlFault(typeof value === 'string' ? value : '') },
    };
  }
  const limits = limitsOf(field);
  if (limits) return { field, fault: { kind: 'number', ...limits } };
  if (/^thresholds\.kv\w+Bytes$/.test(field)) return { field, fault: { kind: 'positive' } };
  if (field === 'thresholds') {
    return { field: 'thresholds.kvWarnBytes', fault: { kind: 'threshold-order' } };
  }
  if (field === 'environments') return sameIdProblem(value, message);
  if (/^environments\[\d+\]\.id$/.test(field)) return { field, fault: { kind: 'id-format' } };
  if (/^environments\[\d+\]\.name$/.test(field) && isBlank(value)) {
    return { field, fault: { kind: 'name-empty' } };
  }
  if (/(^|\.)headers\[\d+\]\.name$/.test(field)) {
    const own = message.startsWith('may not be set here');
    return { field, fault: { kind: own ? 'header-own' : 'header-name' } };
  }
  if (/(^|\.)headers\[\d+\]\.value$/.test(field)) return { field, fault: { kind: 'header-value' } };
  if (/(^|\.)tls$/.test(field)) return certPairProblem(field, value);
  // Where the secret is missing is said by `secretProblems`, beside the input of its kind.
  if (/(^|\.)auth\.(password|token)(\.\w+)?$/.test(field)) return null;
  if (typeof value === 'string' && value.length > 60) return { field, fault: { kind: 'too-long' } };
  return { field, fault: { kind: 'other', message } };
}

function limitsOf(field: string): { readonly min: number; readonly max: number } | null {
  const name = /(?:^|\.)(\w+)$/.exec(field)?.[1] ?? '';
  return isLimited(name) ? NUMBER_LIMITS[name] : null;
}

function isLimited(name: string): name is keyof typeof NUMBER_LIMITS {
  return Object.hasOwn(NUMBER_LIMITS, name);
}

function sameIdProblem(environments: unknown, message: string): FieldProblem {
  const seen = new Set<string>();
  const list = Array.isArray(environments) ? environments : [];
  for (const [index, item] of list.entries()) {
    const id = String(valueAt(item, 'id'));
    if (seen.has(id)) return { field: `environments[${index}].id`, fault: { kind: 'id-taken' } };
    seen.add(id);
  }
  return { field: 'environments', fault: { kind: 'other', message } };
}

function certPairProblem(field: string, tls: unknown): FieldProblem {
  const missing = valueAt(tls, 'certFile') === undefined ? 'certFile' : 'keyFile';
  return { field: `${field}.${missing}`, fault: { kind: 'cert-pair' } };
}

/** Says why `isBaseUrl` refuses a text. */
export function urlFault(text: string): UrlFault {
  const url = text.trim();
  if (url === '') return 'empty';
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return 'no-scheme';
  if (!URL.canParse(url)) return 'unreadable';
  const parsed = new URL(url);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return 'scheme';
  if (parsed.username !== '' || parsed.password !== '') return 'credentials';
  if (!isBaseUrl(url)) return 'query';
  return 'unreadable';
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

/** What is at `environments[0].prometheus.url`; `undefined` where nothing is. */
function valueAt(input: unknown, field: string): unknown {
  let value = input;
  for (const key of field.split(/[.[\]]+/).filter((part) => part !== '')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}
