import { type Dispatch, type RefObject, useEffect, useReducer, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
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
import { pageBehind, useSilencePanel } from '../../app/silence-panel';
import { useTexts } from '../../i18n/texts';
import { useActions, useApp } from '../../state/context';
import { tellCreated } from './tell-created';

interface SilenceFormHandle {
  readonly state: SilenceEditing;
  readonly dispatch: Dispatch<SilenceAction>;
  /** Call from a click only. Answers the problems that kept it from being sent. */
  submit(): readonly SilenceProblem[];
}

/** The stages of one silence. Sending happens in `submit` alone, never by an effect. */
export function useSilenceForm(env: string, initial: SilenceForm): SilenceFormHandle {
  const [state, dispatch] = useReducer(reduceSilence, initial, startEditing);
  const texts = useTexts();
  const actions = useActions();
  const settings = useApp((app) => app.settings);
  const navigate = useNavigate();
  const location = useLocation();
  const panel = useSilencePanel();
  const open = useOpen();
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
        const show = () => void navigate(paths.silence(env, id));
        tellCreated({ id, texts, onShow: show });
        // who left meanwhile is not called back
        if (!open.current) return;
        if (pageBehind(location)) panel.close();
        else void navigate(paths.silence(env, id), { replace: true });
      })
      .finally(() => {
        sending.current = false;
      });
    return problems;
  }

  return { state, dispatch, submit };
}

/** Whether the panel is still there. */
function useOpen(): RefObject<boolean> {
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  return open;
}
