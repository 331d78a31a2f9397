import { useRef, useState } from 'react';
import type { SourceKind } from '../../../shared/domain/sources';
import type { ConnectionReport } from '../../../shared/ipc/api';
import { activeEndpoints, type EndpointDraft, endpointInput } from '../../../shared/settings/draft';
import { checkEndpoint, type FieldProblem } from '../../../shared/settings/draft-check';
import { assignSecretIds, secretOf } from '../../../shared/settings/draft-secrets';
import { useActions } from '../../state/context';
import type { SettingsForm } from './settings-form';

export type ConnectionTest =
  | { readonly kind: 'running'; readonly run: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'invalid' }
  | {
      readonly kind: 'done';
      readonly report: ConnectionReport;
      /** As it was when tested: a result says nothing about what was typed since. */
      readonly endpoint: EndpointDraft;
      readonly secret: string;
    }
  | { readonly kind: 'refused'; readonly message: string };

export interface ConnectionTests {
  readonly of: (endpoint: EndpointDraft) => ConnectionTest | undefined;
  /** Tests servers as typed, saved or not; those under test already are left alone. */
  readonly run: (endpointKeys: readonly string[]) => readonly FieldProblem[];
  /** Stops waiting: an answer that comes later is dropped. */
  readonly cancel: (endpoint: EndpointDraft) => void;
}

/** Whether a result still speaks of the server as typed now; ids of secrets are given at saving and change nothing. */
export function isCurrent(
  test: Extract<ConnectionTest, { kind: 'done' }>,
  endpoint: EndpointDraft,
  secret: string,
): boolean {
  const asked = (draft: EndpointDraft) =>
    JSON.stringify(
      endpointInput({
        ...draft,
        name: '',
        password: { ...draft.password, id: '' },
        token: { ...draft.token, id: '' },
      }),
    );
  return test.secret === secret && asked(test.endpoint) === asked(endpoint);
}

export function sourceOfSlot(slot: string): SourceKind {
  if (slot === 'prometheus' || slot === 'tempo') return slot;
  return 'alertmanager';
}

export function useConnectionTests(form: SettingsForm): ConnectionTests {
  const actions = useActions();
  const [tests, setTests] = useState<Readonly<Record<string, ConnectionTest>>>({});
  const runs = useRef(0);

  function set(key: string, test: ConnectionTest): void {
    setTests((before) => ({ ...before, [key]: test }));
  }

  async function ask(slot: string, draft: EndpointDraft): Promise<void> {
    const source = sourceOfSlot(slot);
    const secrets = { typed: form.typed, stored: form.secrets.stored };
    const checked = checkEndpoint(draft, slot, form.settings, secrets);
    if (!checked.ok) return set(draft.key, { kind: 'invalid' });
    const use = secretOf(draft);
    const secret = use ? (form.typed[use.typedKey] ?? '') : '';
    runs.current += 1;
    const run = runs.current;
    set(draft.key, { kind: 'running', run });
    const answer = await (secret === ''
      ? actions.testConnection(source, checked.value)
      : actions.testConnection(source, checked.value, secret));
    setTests((before) => {
      const test = before[draft.key];
      if (test?.kind !== 'running' || test.run !== run) return before;
      return {
        ...before,
        [draft.key]: answer.ok
          ? { kind: 'done', report: answer.value, endpoint: draft, secret }
          : { kind: 'refused', message: answer.error.message },
      };
    });
  }

  return {
    of: (endpoint) => tests[endpoint.key],
    run(endpointKeys) {
      const draft = assignSecretIds(form.draft, form.typed);
      const secrets = { typed: form.typed, stored: form.secrets.stored };
      const problems: FieldProblem[] = [];
      for (const [index, environment] of draft.environments.entries()) {
        for (const { slot, endpoint } of activeEndpoints(environment)) {
          if (!endpointKeys.includes(endpoint.key) || tests[endpoint.key]?.kind === 'running') {
            continue;
          }
          const prefix = `environments[${index}].${slot}`;
          const checked = checkEndpoint(endpoint, prefix, form.settings, secrets);
          if (!checked.ok) problems.push(...checked.error);
          void ask(slot, endpoint);
        }
      }
      form.touch(...problems.map((problem) => problem.field));
      return problems;
    },
    cancel: (endpoint) => set(endpoint.key, { kind: 'cancelled' }),
  };
}
