import { Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useDeferredValue, useId, useMemo, useRef } from 'react';
import { validateDraft } from '../../../shared/domain/silence-check';
import { draftOf, lengthOf } from '../../../shared/domain/silence-draft';
import type { SilenceEditing } from '../../../shared/domain/silence-form';
import { preview } from '../../../shared/domain/silence-preview';
import type { SilenceProblem } from '../../../shared/domain/silences';
import { useSilencePanel } from '../../app/silence-panel';
import { useFormat, useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import { selectEnvironmentById } from '../../state/selectors';
import { useNow } from '../../state/use-now';
import { Button } from '../../ui/Button';
import type { DraftSubject } from './drafts';
import { FailureNote } from './FailureNote';
import { MatcherEditor } from './MatcherEditor';
import { PreviewBox } from './PreviewBox';
import { problemText, shownProblems } from './problem-text';
import { SilenceWarnings } from './SilenceWarnings';
import styles from './silences.module.css';
import { labelSuggestions } from './suggestions';
import { TimeFields } from './TimeFields';
import { useSilenceForm } from './use-silence-form';

interface SilenceEditorProps {
  readonly subject: DraftSubject;
  readonly start: SilenceEditing;
  /** Labels of the alert that are no matchers, to be said. */
  readonly leftOut: readonly string[];
}

/** The form, and beside it at all times what it would do. */
export function SilenceEditor({ subject, start, leftOut }: SilenceEditorProps) {
  const { env } = subject;
  const initial = start.form;
  const { app, silences: t } = useTexts();
  const format = useFormat();
  const panel = useSilencePanel();
  const now = useNow(5000);
  const environment = useApp(selectEnvironmentById(env));
  const { state, dispatch, submit, discard } = useSilenceForm(subject, start);
  const form = useRef<HTMLFormElement>(null);
  const leftOutId = useId();

  const draft = draftOf(state.form, now);
  const attempted = state.stage === 'failed' || (state.stage === 'editing' && state.attempted);
  const problems = shownProblems(validateDraft(draft, now), attempted);
  const textOf = (field: SilenceProblem['field']) => {
    const problem = problems.find((item) => item.field === field);
    return problem && problemText(problem, t.problem);
  };

  const alerts = environment?.alerts;
  const listed = useMemo(() => Object.values(alerts ?? {}), [alerts]);
  const suggestions = useMemo(() => labelSuggestions(listed), [listed]);
  const rows = useDeferredValue(state.form.rows);
  const found = useMemo(() => {
    const { matchers } = draftOf({ ...initial, rows }, 0);
    return matchers.some((matcher) => matcher.name === '')
      ? 'refused'
      : preview({ matchers }, listed);
  }, [rows, listed, initial]);

  const length = lengthOf(state.form, now);
  const lengthText = Number.isFinite(length) && length > 0 ? format.age(roundMinute(length)) : '';
  const freshness = environment?.alertsFreshness.kind;
  const countable = freshness === 'fresh' && found !== 'refused' && found.muted.length > 0;
  const busy = state.stage === 'submitting' || state.stage === 'done';

  function send(event: FormEvent): void {
    event.preventDefault();
    if (submit().length === 0) return;
    // after the problems are drawn
    window.requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    });
  }

  return (
    <form ref={form} className={styles.form} onSubmit={send} noValidate>
      <fieldset disabled={busy} className={styles.fields}>
        <MatcherEditor
          rows={state.form.rows}
          problems={problems}
          suggestions={suggestions}
          dispatch={dispatch}
        />
        {leftOut.length > 0 && (
          <p id={leftOutId} className={styles.fine}>
            {t.form.leftOut(leftOut.join(', '))}
          </p>
        )}
        <TimeFields form={state.form} now={now} error={textOf('endsAt')} dispatch={dispatch} />
        <div className={styles.people}>
          <TextInput
            label={t.form.author}
            value={state.form.createdBy}
            error={textOf('createdBy')}
            autoComplete="off"
            onChange={(event) => dispatch({ type: 'author', text: event.currentTarget.value })}
          />
          <Textarea
            label={t.form.comment}
            placeholder={t.form.commentPlaceholder}
            value={state.form.comment}
            error={textOf('comment')}
            data-autofocus={initial.rows[0]?.name !== '' ? true : undefined}
            required
            withAsterisk={false}
            autosize
            minRows={1}
            maxRows={6}
            onChange={(event) => dispatch({ type: 'comment', text: event.currentTarget.value })}
          />
        </div>
      </fieldset>
      {environment && (
        <>
          <PreviewBox
            found={found}
            environment={environment}
            later={state.form.startsAt !== null && state.form.startsAt > now}
          />
          <SilenceWarnings found={found} draft={draft} environment={environment} now={now} />
        </>
      )}
      {state.stage === 'failed' && <FailureNote failure={state.failure} env={env} />}
      <div className={styles.foot}>
        <Delivered found={found} />
        <Button
          onClick={() => {
            discard();
            panel.close();
          }}
          disabled={busy}
        >
          {app.cancel}
        </Button>
        <Button type="submit" look="primary" disabled={busy} aria-busy={busy}>
          {busy
            ? t.form.sending
            : state.stage === 'failed' && state.failure.kind === 'unknown'
              ? t.form.again
              : lengthText === ''
                ? t.form.submitUnknown
                : countable
                  ? t.form.submit(found.muted.length, lengthText)
                  : t.form.submitPlain(lengthText)}
        </Button>
      </div>
    </form>
  );
}

/** `2 h`, not `1 h 59 min`, for an end picked two hours from a minute's beginning. */
function roundMinute(ms: number): number {
  return ms < 60_000 ? ms : Math.round(ms / 60_000) * 60_000;
}

/** Who is told of these alerts as long as they are not silenced. */
function Delivered({ found }: { readonly found: ReturnType<typeof preview> }) {
  const { silences: t } = useTexts();
  if (found === 'refused') return <span className={styles.delivered} />;
  const receivers = [...new Set(found.muted.flatMap((alert) => alert.receivers))].sort();
  return (
    <span className={styles.delivered} title={receivers.join(', ')}>
      {receivers.length > 0 && t.form.delivered(receivers.join(', '))}
    </span>
  );
}
