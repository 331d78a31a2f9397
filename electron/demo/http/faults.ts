/**
 * How a scripted server misbehaves.
 * - `refuse`: without a path nobody listens any more; with one the connection is cut before an answer
 * - `hang`: the request is read and never answered; `delay`: answered after so many ms
 * - `truncate`: half of the body, ended as if whole; `cut`: half of the body, then the connection breaks
 * - `garbage`: bytes that are no JSON, called JSON; `html`: a login page with status 200
 * - `status`: only a status, with headers and a body if given; `json`: this body in place of the real one
 * - `huge`: a well-formed JSON string of so many bytes
 */
export type Fault =
  | { readonly mode: 'ok' }
  | { readonly mode: 'refuse' }
  | { readonly mode: 'hang' }
  | { readonly mode: 'delay'; readonly ms: number }
  | { readonly mode: 'truncate' }
  | { readonly mode: 'cut' }
  | { readonly mode: 'garbage' }
  | { readonly mode: 'html' }
  | {
      readonly mode: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly mode: 'json'; readonly body: unknown }
  | { readonly mode: 'huge'; readonly bytes: number };

/** Where a fault applies: everywhere without a path; a string is the whole path. */
export type FaultRule = Fault & {
  readonly path?: string | RegExp;
  readonly method?: 'GET' | 'POST' | 'DELETE';
};

/** The rule set last among those that apply wins. */
export function faultFor(
  rules: readonly FaultRule[],
  method: string,
  path: string,
): FaultRule | undefined {
  return rules.findLast(
    (rule) =>
      (rule.method === undefined || rule.method === method) &&
      (rule.path === undefined ||
        (typeof rule.path === 'string' ? rule.path === path : rule.path.test(path))),
  );
}

/** A plain `ok` for everywhere forgets all faults; another rule takes the place of one for the same requests. */
export function withRule(rules: readonly FaultRule[], rule: FaultRule): readonly FaultRule[] {
  if (rule.mode === 'ok' && rule.path === undefined && rule.method === undefined) return [];
  const scope = (one: FaultRule) => `${one.method ?? ''} ${String(one.path ?? '')}`;
  return [...rules.filter((other) => scope(other) !== scope(rule)), rule];
}

/** Nobody shall listen at all. */
export function isSilent(rules: readonly FaultRule[]): boolean {
  return faultFor(rules, '', '')?.mode === 'refuse';
}
