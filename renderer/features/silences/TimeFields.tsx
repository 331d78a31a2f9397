import { TextInput } from '@mantine/core';
import 'dayjs/locale/zh-cn';
import { DateTimePicker, type DateTimePickerProps } from '@mantine/dates';
import { type Dispatch, useId, useState } from 'react';
import {
  DURATION_PRESETS,
  endOf,
  lengthOf,
  type SilenceForm,
} from '../../../shared/domain/silence-draft';
import type { SilenceAction } from '../../../shared/domain/silence-form';
import { formatDuration, parseDuration } from '../../../shared/duration';
import { useFormat, useTexts } from '../../i18n/texts';
import { fromLocalTime, toLocalTime } from './local-time';
import styles from './silences.module.css';

interface TimeFieldsProps {
  readonly form: SilenceForm;
  readonly now: number;
  readonly error: string | undefined;
  readonly dispatch: Dispatch<SilenceAction>;
}

const FORMAT = 'YYYY-MM-DD HH:mm';

/** Start, end and length of the silence: the end and the length are two ways to say the same. */
export function TimeFields({ form, now, error, dispatch }: TimeFieldsProps) {
  const { silences: t } = useTexts();
  const format = useFormat();
  const end = endOf(form, now);
  const calendar = useCalendarProps();
  return (
    <div>
      <div className={styles.times}>
        <DateTimePicker
          {...calendar}
          label={<TimeLabel text={t.form.starts} zone={format.zone(form.startsAt ?? now)} />}
          placeholder={t.form.now}
          value={form.startsAt === null ? null : toLocalTime(form.startsAt)}
          clearable
          clearButtonProps={{ 'aria-label': t.form.calendar.clear }}
          onChange={(value) =>
            dispatch({ type: 'start', at: value === null ? null : fromLocalTime(value) })
          }
        />
        <DateTimePicker
          {...calendar}
          label={
            <TimeLabel text={t.form.ends} zone={Number.isFinite(end) ? format.zone(end) : ''} />
          }
          value={Number.isFinite(end) ? toLocalTime(end) : null}
          error={error !== undefined}
          onChange={(value) => {
            if (value !== null) dispatch({ type: 'end', at: fromLocalTime(value) });
          }}
        />
        <DurationField form={form} now={now} dispatch={dispatch} />
      </div>
      {error !== undefined && <p className={styles.error}>{error}</p>}
    </div>
  );
}

function TimeLabel({ text, zone }: { readonly text: string; readonly zone: string }) {
  return (
    <>
      {text} <span className={styles.fine}>{zone}</span>
    </>
  );
}

/** Everything in the calendar that a screen reader needs a name for. */
function useCalendarProps() {
  const { language, silences } = useTexts();
  const { calendar } = silences.form;
  return {
    valueFormat: FORMAT,
    hideOutsideDates: true,
    highlightToday: true,
    locale: language === 'zh' ? 'zh-cn' : 'en',
    ariaLabels: {
      previousMonth: calendar.previousMonth,
      nextMonth: calendar.nextMonth,
    },
    submitButtonProps: { 'aria-label': calendar.accept },
    timePickerProps: { hoursInputLabel: calendar.hour, minutesInputLabel: calendar.minute },
    weekendDays: [],
    // inside the panel's dialog, which has a name, instead of a nameless dialog of its own
    popoverProps: { withinPortal: false, withRoles: false },
  } satisfies Partial<DateTimePickerProps>;
}

function DurationField({ form, now, dispatch }: Omit<TimeFieldsProps, 'error'>) {
  const { silences: t } = useTexts();
  const id = useId();
  // what is being typed; null: show what the form holds
  const [typed, setTyped] = useState<string | null>(null);
  const length = lengthOf(form, now);
  const held = Number.isFinite(length) && length > 0 ? formatDuration(wholeMinutes(length)) : '';
  const text = typed ?? held;
  const bad = typed !== null && !parseDuration(typed).ok;

  function choose(ms: number): void {
    setTyped(null);
    dispatch({ type: 'duration', ms });
  }

  function type(value: string): void {
    setTyped(value);
    const parsed = parseDuration(value);
    dispatch({ type: 'duration', ms: parsed.ok ? parsed.value : Number.NaN });
  }

  return (
    <fieldset className={styles.duration} aria-describedby={bad ? id : undefined}>
      <legend>{t.form.duration}</legend>
      <div className={styles.durationRow}>
        <div className={styles.presets}>
          {DURATION_PRESETS.map((ms) => (
            <button
              key={ms}
              type="button"
              aria-pressed={form.end.kind === 'for' && form.end.ms === ms}
              className={styles.preset}
              onClick={() => choose(ms)}
            >
              {t.form.preset[ms]}
            </button>
          ))}
        </div>
        <TextInput
          aria-label={t.form.customDuration}
          title={t.form.customDuration}
          className={styles.custom ?? ''}
          value={text}
          error={bad}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={() => {
            if (!bad) setTyped(null);
          }}
        />
      </div>
      {bad && (
        <p id={id} className={styles.error}>
          {t.form.durationBad}
        </p>
      )}
    </fieldset>
  );
}

/** An end that was picked is minutes away, not milliseconds. */
function wholeMinutes(ms: number): number {
  return ms < 60_000 ? ms : Math.round(ms / 60_000) * 60_000;
}
