import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { SecretStoreState } from '../../../shared/ipc/api';
import {
  draftOf,
  type EnvironmentDraft,
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
import { addEnvironment, removeEnvironment } from '../../../shared/settings/edit';
import type { Settings } from '../../../shared/settings/settings';
import { useTexts } from '../../i18n/texts';
import { useActions, useApp } from '../../state/context';
import { type SaveOutcome, saveSettings } from './save-settings';

export type SaveStatus = { readonly kind: 'idle' } | { readonly kind: 'saving' } | SaveOutcome;

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
  /** Something typed would be lost by leaving. */
  readonly changed: boolean;
  /** The environment offered for a start, as long as nobody touched it. It is saved only where it can be seen. */
  readonly offered: string | null;
  readonly status: SaveStatus;
  readonly save: (withOffered: boolean) => Promise<SaveOutcome>;
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

interface FormState {
  /** The settings the draft was made from. */
  readonly base: Settings;
  readonly draft: SettingsDraft;
  /** The environment offered, as it was: another object means that it was touched. */
  readonly offer: EnvironmentDraft | null;
}

const NONE: readonly FieldProblem[] = [];

/** Where nothing is configured the usual three servers of this machine are filled in. */
function startOf(settings: Settings, name: string, like?: SettingsDraft): FormState {
  const draft = draftOf(settings, like);
  if (settings.environments.length > 0) return { base: settings, draft, offer: null };
  const added = addEnvironment(draft, name);
  return { base: settings, draft: added.draft, offer: added.draft.environments[0] ?? null };
}

/** The state of the page: one draft of all settings, beside it what must not be in a draft. */
export function useSettingsForm(): SettingsForm {
  const actions = useActions();
  const settings = useApp((state) => state.settings);
  const secrets = useApp((state) => state.secrets);
  const { settings: t } = useTexts();
  const [{ base, draft, offer }, setForm] = useState(() =>
    startOf(settings, t.environments.newName),
  );
  const [typed, setTyped] = useState<TypedSecrets>({});
  const [storedBefore, setStoredBefore] = useState<ReadonlySet<string>>(new Set());
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [attempted, setAttempted] = useState(false);
  const [status, setStatus] = useState<SaveStatus>({ kind: 'idle' });

  // Saved here or changed elsewhere (the author of a silence is remembered): what is not edited follows.
  if (base !== settings) {
    setForm({ base: settings, draft: rebaseDraft(draft, base, settings), offer });
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
  const offered = offer !== null && draft.environments.includes(offer) ? offer.key : null;
  const edited = offered === null ? draft : removeEnvironment(draft, offered);
  const changed = !sameDraft(edited, saved) || Object.values(typed).some((value) => value !== '');

  function settle(): void {
    setStatus((before) => (before.kind === 'saving' ? before : { kind: 'idle' }));
  }

  async function save(withOffered: boolean): Promise<SaveOutcome> {
    setStatus({ kind: 'saving' });
    const sent = assignSecretIds(withOffered ? draft : edited, typed);
    const assign = Object.values(typed).some((value) => value !== '');
    if (assign) setForm((form) => ({ ...form, draft: assignSecretIds(form.draft, typed) }));
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
    setForm((form) => startOf(settings, t.environments.newName, form.draft));
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
    offered,
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
