import { notifications } from '@mantine/notifications';
import { type Dispatch, useReducer, useRef } from 'react';
import { useNavigate } from 'react-router';
import { validateDraft } from '../../../shared/domain/silence-check';
import { draftOf, type SilenceForm } from '../../../shared/domain/silence-draft';
import {
  reduceSilence,
  type SilenceAction,
  type SilenceEditing,
  startEditing,
} from '../../../shared/domain/silence-form';
import type { SilenceProblem } from '../../../shared/domain/silences';
import { paths } from '../../app/paths';
import { useTexts } from '../../i18n/texts';
import { useActions, useApp } from '../../state/context';

interface SilenceFormHandle {
  readonly state: SilenceEditing;
  readonly dispatch: Dispatch<SilenceAction>;
  /** Call from a click only. Answers the problems that kept it from being sent. */
  submit(): readonly SilenceProblem[];
}

/** The stages of one silence. Sending happens in `submit` alone, never by an effect. */
export function useSilenceForm(env: string, initial: SilenceForm): SilenceFormHandle {
  const [state, dispatch] = useReducer(reduceSilence, initial, startEditing);
  const { app, silences: t } = useTexts();
  const actions = useActions();
  const settings = useApp((app) => app.settings);
  const navigate = useNavigate();
  // two clicks in one frame see the same state: this is what the second one sees changed
  const sending = useRef(false);

  function submit(): readonly SilenceProblem[] {
    if (sending.current || state.stage === 'submitting' || state.stage === 'done') return [];
    const now = Date.now();
    const draft = draftOf(state.form, now);
    const problems = validateDraft(draft, now);
    dispatch({ type: 'submit', draft, problems });
    if (problems.length > 0) return problems;
    sending.current = true;
    void actions
      .createSilence(env, draft)
      .then((answer) => {
        if (!answer.ok) {
          dispatch({ type: 'declined', message: answer.error.message });
          return;
        }
        dispatch({ type: 'answer', outcome: answer.value });
        if (answer.value.kind !== 'done') return;
        const { id } = answer.value;
        if (settings.author !== draft.createdBy) {
          void actions.saveSettings({ ...settings, author: draft.createdBy });
        }
        notifications.show({
          color: 'teal',
          title: t.waiting.title,
          message: t.waiting.body(id.slice(0, 8)),
          closeButtonProps: { 'aria-label': app.close },
        });
        void navigate(paths.silences, { replace: true, state: { created: id } });
      })
      .finally(() => {
        sending.current = false;
      });
    return problems;
  }

  return { state, dispatch, submit };
}
