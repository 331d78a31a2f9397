import {
  type Dispatch,
  type RefObject,
  useEffect,
  useEffectEvent,
  useReducer,
  useRef,
} from 'react';
import { useLocation, useNavigate } from 'react-router';
import { validateDraft } from '../../../shared/domain/silence-check';
import { draftOf } from '../../../shared/domain/silence-draft';
import {
  reduceSilence,
  type SilenceAction,
  type SilenceEditing,
} from '../../../shared/domain/silence-form';
import type { SilenceProblem } from '../../../shared/domain/silences';
import { paths } from '../../app/paths';
import { behindNow, pageBehind, useSilencePanel } from '../../app/silence-panel';
import { useTexts } from '../../i18n/texts';
import { useActions, useApp } from '../../state/context';
import { type DraftSubject, useSilenceDrafts } from './drafts';
import { tellCreated } from './tell-created';
import { hideKept, tellKept } from './tell-kept';

interface SilenceFormHandle {
  readonly state: SilenceEditing;
  readonly dispatch: Dispatch<SilenceAction>;
  /** Call from a click only. Answers the problems that kept it from being sent. */
  submit(): readonly SilenceProblem[];
  /** Throws away what was typed; where the form is left otherwise it is kept. */
  discard(): void;
}

/** The stages of one silence. Sending happens in `submit` alone, never by an effect. */
export function useSilenceForm(subject: DraftSubject, start: SilenceEditing): SilenceFormHandle {
  const { env } = subject;
  const [state, dispatch] = useReducer(reduceSilence, start);
  const texts = useTexts();
  const actions = useActions();
  const settings = useApp((app) => app.settings);
  const navigate = useNavigate();
  const location = useLocation();
  const panel = useSilencePanel();
  const open = useOpen();
  const drafts = useSilenceDrafts();
  // two clicks in one frame see the same state: this is what the second one sees changed
  const sending = useRef(false);
  const goOn = () => {
    const behind = behindNow();
    void navigate(paths.draft(subject), behind ? { state: { behind } } : {});
  };
  useKeeping(subject, start, state, () => {
    if (!sending.current) tellKept({ subject, why: 'closed', texts, onContinue: goOn });
  });

  function submit(): readonly SilenceProblem[] {
    if (sending.current || state.stage === 'submitting' || state.stage === 'done') return [];
    const now = Date.now();
    const draft = draftOf(state.form, now);
    const problems = validateDraft(draft, now);
    dispatch({ type: 'submit', draft, problems });
    if (problems.length > 0) return problems;
    sending.current = true;
    const sent: SilenceEditing = { stage: 'submitting', form: state.form, draft };
    const settle = (action: SilenceAction) => {
      dispatch(action);
      const left = reduceSilence(sent, action);
      if (left.stage === 'done') drafts.drop(subject);
      if (left.stage !== 'failed' || open.current) return;
      drafts.keep(subject, left);
      tellKept({ subject, why: 'failed', texts, onContinue: goOn });
    };
    void actions
      .createSilence(env, draft)
      .then((answer) => {
        if (!answer.ok) {
          settle({ type: 'declined', message: answer.error.message });
          return;
        }
        settle({ type: 'answer', outcome: answer.value });
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

  return { state, dispatch, submit, discard: () => drafts.drop(subject) };
}

/** Keeps what is typed as it is typed, and tells when the form goes while there is something kept. */
function useKeeping(
  subject: DraftSubject,
  start: SilenceEditing,
  state: SilenceEditing,
  onLeft: () => void,
): void {
  const drafts = useSilenceDrafts();
  const keep = useEffectEvent(() => {
    if (state.stage === 'done') return;
    if (state.form !== start.form || state.stage === 'failed') drafts.keep(subject, state);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each state is kept
  useEffect(() => keep(), [state]);
  const arrive = useEffectEvent(() => hideKept(subject));
  const leave = useEffectEvent(() => {
    if (drafts.kept(subject) !== undefined) onLeft();
  });
  useEffect(() => {
    arrive();
    return () => leave();
  }, []);
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
