import { type KeyboardEvent, type RefObject, useId } from 'react';
import { type FilterTerm, formatTerm, parseFilter, withTerms } from '../../../shared/domain/filter';
import { operatorOf } from '../../../shared/domain/matchers';
import { useTexts } from '../../i18n/texts';
import { Icon } from '../../ui/icons';
import styles from './alerts.module.css';
import { EMPTY_INPUT, type FilterInput } from './filter-input';

interface FilterBarProps {
  readonly input: FilterInput;
  readonly onChange: (input: FilterInput) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly shown: number;
  readonly all: number;
  readonly unchecked: number;
}

/** Enter makes chips of what is typed, backspace takes the last chip back into the text. */
export function FilterBar({ input, onChange, inputRef, shown, all, unchecked }: FilterBarProps) {
  const t = useTexts().alerts.filter;
  const errorId = useId();
  const { errors } = parseFilter(input.text);
  const isEmpty = input.chips.length === 0 && input.text === '';

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && errors.length === 0) {
      onChange({ chips: withTerms(input.chips, parseFilter(input.text).terms), text: '' });
    }
    const last = input.chips.at(-1);
    if (event.key === 'Backspace' && input.text === '' && last) {
      event.preventDefault();
      onChange({ chips: input.chips.slice(0, -1), text: formatTerm(last) });
    }
    if (event.key === 'Escape' && !isEmpty) onChange(EMPTY_INPUT);
  }

  function remove(index: number): void {
    onChange({ ...input, chips: input.chips.filter((_, place) => place !== index) });
    inputRef.current?.focus();
  }

  return (
    <search className={styles.filter}>
      <div className={styles.filterBox} data-invalid={errors.length > 0 || undefined}>
        <Icon name="filter" size={14} className={styles.filterIcon} />
        {input.chips.map((term, index) => (
          <span key={formatTerm(term)} className={styles.filterChip}>
            <TermText term={term} />
            <button
              type="button"
              className={styles.chipRemove}
              aria-label={t.remove(formatTerm(term))}
              onClick={() => remove(index)}
            >
              <Icon name="close" size={10} />
            </button>
          </span>
        ))}
        <input
          ref={inputRef}
          className={styles.filterInput}
          aria-label={t.label}
          aria-invalid={errors.length > 0}
          aria-describedby={errors.length > 0 ? errorId : undefined}
          placeholder={input.chips.length === 0 ? t.placeholder : ''}
          spellCheck={false}
          autoComplete="off"
          value={input.text}
          onChange={(event) => onChange({ ...input, text: event.currentTarget.value })}
          onKeyDown={press}
        />
        {!isEmpty && (
          <>
            <span className={styles.filterCount} role="status">
              {t.shown(shown, all)}
            </span>
            <button
              type="button"
              className={styles.chipRemove}
              aria-label={t.clear}
              onClick={() => onChange(EMPTY_INPUT)}
            >
              <Icon name="close" size={12} />
            </button>
          </>
        )}
      </div>
      {(errors.length > 0 || unchecked > 0) && (
        <ul id={errorId} className={styles.filterErrors}>
          {errors.map((error) => (
            <li key={error.start}>
              {t.errorAt(
                input.text.slice(error.start, error.end),
                t.error[error.reason],
                error.detail ?? '',
              )}
            </li>
          ))}
          {unchecked > 0 && <li>{t.unchecked(unchecked)}</li>}
        </ul>
      )}
    </search>
  );
}

function TermText({ term }: { readonly term: FilterTerm }) {
  if (term.kind === 'text') return <>{term.text}</>;
  return (
    <>
      <span className={styles.filterName}>
        {term.matcher.name}
        {operatorOf(term.matcher)}
      </span>
      {JSON.stringify(term.matcher.value)}
    </>
  );
}
