import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { SecretStoreState } from '../../../shared/ipc/api';
import {
  draftOf,
  rebaseDraft,
  type SettingsDraft,
  sameDraft,
} from '../../../shared/settings/draft';
import {
  checkDraft,
  type FieldFault,
  type FieldProblem,
} from '../../../shared/settings/draft-check';
import {
  abandonedSecrets,
  assignSecretIds,
  type TypedSecrets,
} from '../../../shared/settings/draft-secrets';
import type { Settings } from '../../../shared/settings/settings';
import { useActions, useApp } from '../../state/context';
import { type SaveOutcome, saveSettings } from './save-settings';

export type SaveStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | SaveOutcome;

export interface SettingsForm {
  readonly draft: SettingsDraft;
  /** As saved. */
  readonly settings: Settings;
  readonly secrets: SecretStoreState;
  /** Passwords and tokens typed here; they exist nowhere else and end with the page. */
  readonly typed: TypedSecrets;
  readonly edit: (change: (draft: SettingsDraft) => SettingsDraft) => void;
  readonly type: (typedKey: string, value: string) => void;
  /** From now on the problems of these fields are shown, before any attempt to save. */
  readonly touch: (...fields: readonly string[]) => void;
  /** Those shown, in the order of the settings. */
  readonly problems: readonly FieldProblem[];
  readonly faultOf: (field: string) => FieldFault | undefined;
  readonly changed: boolean;
  readonly status: SaveStatus;
  readonly save: () => Promise<SaveOutcome>;
  readonly discard: () => void;
}

const Context = createContext<SettingsForm | null>(null);

export function SettingsFormProvider(props: {
  readonly form: SettingsForm;
  readonly children: ReactNode;
}) {
  return <Context value={props.form}>{props.children}</Context>;
}

export function useForm(): SettingsForm {
  const form = useContext(Context);
  if (!form) throw new Error('SettingsFormProvider is missing');
  return form;
}

const NONE: readonly FieldProblem[] = [];

/** The state of the page: one draft of all settings, beside it what must not be in a draft. */
export function useSettingsForm(): SettingsForm {
  const actions = useActions();
  const settings = useApp((state) => state.settings);
  const secrets = useApp((state) => state.secrets);
  const [{ base, draft }, setForm] = useState(() => ({ base: settings, draft: draftOf(settings) }));
  const [typed, setTyped] = useState<TypedSecrets>({});
  const [storedBefore, setStoredBefore] = useState<ReadonlySet<string>>(new Set());
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [attempted, setAttempted] = useState(false);
  const [status, setStatus] = useState<SaveStatus>({ kind: 'idle' });

  // Saved here or changed elsewhere (the author of a silence is remembered): what is not edited follows.
  if (base !== settings) {
    setForm({ base: settings, draft: rebaseDraft(draft, base, settings) });
  }

  const problems = useMemo(() => {
    const checked = checkDraft(assignSecretIds(draft, typed), settings, {
      typed,
      stored: secrets.stored,
    });
    const all = checked.ok ? NONE : checked.error;
    const own = attempted ? all : all.filter((problem) => touched.has(problem.field));
    const refused = 'problems' in status ? status.problems : NONE;
    const fields = new Set(own.map((problem) => problem.field));
    return [...own, ...refused.filter((problem) => !fields.has(problem.field))];
  }, [draft, typed, settings, secrets.stored, attempted, touched, status]);

  const faults = useMemo(
    () => new Map(problems.map((problem) => [problem.field, problem.fault])),
    [problems],
  );
  const saved = useMemo(() => draftOf(settings), [settings]);
  const changed = !sameDraft(draft, saved) || Object.values(typed).some((value) => value !== '');

  function settle(): void {
    setStatus((before) => (before.kind === 'saving' ? before : { kind: 'idle' }));
  }

  async function save(): Promise<SaveOutcome> {
    setStatus({ kind: 'saving' });
    const sent = assignSecretIds(draft, typed);
    setForm((form) => ({ ...form, draft: assignSecretIds(form.draft, typed) }));
    const outcome = await saveSettings(actions, {
      draft: sent,
      typed,
      settings,
      stored: secrets.stored,
      storedBefore,
      onStored: (id) => setStoredBefore((ids) => new Set([...ids, id])),
    });
    if (outcome.kind === 'saved') {
      setStoredBefore(new Set());
      setTyped((now) =>
        Object.fromEntries(Object.entries(now).filter(([key, value]) => typed[key] !== value)),
      );
      setForm((form) =>
        sameDraft(form.draft, draftOf(outcome.settings))
          ? { ...form, draft: draftOf(outcome.settings, form.draft) }
          : form,
      );
      setTouched(new Set());
    }
    setAttempted(outcome.kind === 'invalid');
    setStatus(outcome);
    return outcome;
  }

  function discard(): void {
    for (const id of abandonedSecrets(storedBefore, settings, secrets.stored)) {
      void actions.removeSecret(id);
    }
    setStoredBefore(new Set());
    setForm((form) => ({ ...form, draft: draftOf(settings, form.draft) }));
    setTyped({});
    setTouched(new Set());
    setAttempted(false);
    setStatus({ kind: 'idle' });
  }

  return {
    draft,
    settings,
    secrets,
    typed,
    edit(change) {
      setForm((form) => ({ ...form, draft: change(form.draft) }));
      settle();
    },
    type(typedKey, value) {
      setTyped((before) => ({ ...before, [typedKey]: value }));
      settle();
    },
    touch: (...fields) => setTouched((before) => new Set([...before, ...fields])),
    problems,
    faultOf: (field) => faults.get(field),
    changed,
    status,
    save,
    discard,
  };
}
