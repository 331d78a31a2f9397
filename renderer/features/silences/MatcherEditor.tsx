import { Autocomplete, NativeSelect } from '@mantine/core';
import { type Dispatch, useId, useRef } from 'react';
import { MATCHER_OPERATORS, type MatcherOperator } from '../../../shared/domain/matchers';
import type { MatcherRow } from '../../../shared/domain/silence-draft';
import type { SilenceAction } from '../../../shared/domain/silence-form';
import type { SilenceProblem } from '../../../shared/domain/silences';
import { useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Icon } from '../../ui/icons';
import { problemText } from './problem-text';
import styles from './silences.module.css';
import type { LabelSuggestions } from './suggestions';

interface MatcherEditorProps {
  readonly rows: readonly MatcherRow[];
  readonly problems: readonly SilenceProblem[];
  readonly suggestions: LabelSuggestions;
  readonly dispatch: Dispatch<SilenceAction>;
}

export function MatcherEditor({ rows, problems, suggestions, dispatch }: MatcherEditorProps) {
  const { silences: t } = useTexts();
  const id = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const whole = problems.find((problem) => problem.field === 'matchers');

  function add(): void {
    dispatch({ type: 'add-matcher' });
    window.requestAnimationFrame(() => {
      const names = group.current?.querySelectorAll<HTMLElement>('[data-matcher-name]');
      names?.item(names.length - 1)?.focus();
    });
  }

  return (
    <fieldset
      ref={group}
      className={styles.matchers}
      aria-describedby={whole ? `${id}-whole` : undefined}
    >
      <legend>
        {t.form.matchers} <span className={styles.fine}>— {t.form.allMustMatch}</span>
      </legend>
      {rows.map((row, index) => (
        <MatcherFields
          key={row.key}
          row={row}
          number={index + 1}
          problem={problems.find((item) => item.field === 'matcher' && item.index === index)}
          suggestions={suggestions}
          dispatch={dispatch}
        />
      ))}
      {whole && (
        <p id={`${id}-whole`} className={styles.error} role="alert">
          {problemText(whole, t.problem)}
        </p>
      )}
      <Button
        className={styles.addMatcher}
        aria-invalid={whole?.reason === 'none' ? true : undefined}
        onClick={add}
      >
        <Icon name="plus" size={12} />
        {t.form.add}
      </Button>
    </fieldset>
  );
}

interface MatcherFieldsProps {
  readonly row: MatcherRow;
  /** From one, for the names of the fields. */
  readonly number: number;
  readonly problem: SilenceProblem | undefined;
  readonly suggestions: LabelSuggestions;
  readonly dispatch: Dispatch<SilenceAction>;
}

function MatcherFields({ row, number, problem, suggestions, dispatch }: MatcherFieldsProps) {
  const { silences: t } = useTexts();
  const id = useId();
  const { key } = row;
  const isRegex = row.operator === '=~' || row.operator === '!~';
  const nameWrong = problem?.reason === 'no-name' || problem?.reason === 'bad-name';
  const valueWrong = problem?.reason === 'bad-regex';
  const describedBy = problem ? id : undefined;
  return (
    <div>
      <div className={styles.matcher}>
        <Autocomplete
          data-matcher-name
          aria-label={t.form.name(number)}
          aria-describedby={nameWrong ? describedBy : undefined}
          placeholder={t.form.namePlaceholder}
          value={row.name}
          data={[...suggestions.names]}
          limit={30}
          error={nameWrong}
          openOnFocus={false}
          comboboxProps={{ withinPortal: false }}
          data-autofocus={number === 1 && row.name === '' ? true : undefined}
          spellCheck={false}
          classNames={{ input: styles.mono ?? '' }}
          onChange={(name) => dispatch({ type: 'edit-matcher', key, name })}
        />
        <NativeSelect
          aria-label={t.form.operator(number)}
          title={t.form.operators[row.operator]}
          value={row.operator}
          data={MATCHER_OPERATORS.map((operator) => ({ value: operator, label: operator }))}
          classNames={{ input: styles.mono ?? '' }}
          onChange={(event) => {
            const operator = operatorFrom(event.currentTarget.value);
            if (operator) dispatch({ type: 'edit-matcher', key, operator });
          }}
        />
        <Autocomplete
          aria-label={t.form.value(number)}
          aria-describedby={valueWrong ? describedBy : undefined}
          placeholder={isRegex ? t.form.regexPlaceholder : t.form.valuePlaceholder}
          value={row.value}
          data={isRegex ? [] : [...suggestions.valuesOf(row.name)]}
          limit={30}
          error={valueWrong}
          openOnFocus={false}
          comboboxProps={{ withinPortal: false }}
          spellCheck={false}
          classNames={{ input: styles.mono ?? '' }}
          onChange={(value) => dispatch({ type: 'edit-matcher', key, value })}
        />
        <IconButton
          icon="close"
          size={14}
          label={t.form.remove(number)}
          onClick={() => dispatch({ type: 'remove-matcher', key })}
        />
      </div>
      {problem && (
        <p id={id} className={styles.error}>
          {problemText(problem, t.problem)}
        </p>
      )}
    </div>
  );
}

function operatorFrom(text: string): MatcherOperator | undefined {
  return MATCHER_OPERATORS.find((operator) => operator === text);
}
