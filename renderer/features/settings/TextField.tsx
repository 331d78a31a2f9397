import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts';
import { TEXT_CLASSES } from './control-classes';
import { faultText } from './fault-text';
import { useForm } from './settings-form';

interface TextFieldProps {
  /** Its place in the settings: problems of this name stand beside it, and the focus finds it by this. */
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind?: 'text' | 'url' | 'number' | 'path' | 'secret';
  readonly placeholder?: string;
  readonly className?: string | undefined;
  readonly hideLabel?: boolean;
  readonly end?: ReactNode;
}

/** One line of text that belongs to a field of the settings. A wrong one says so once it was left. */
export function TextField(props: TextFieldProps) {
  const { field, label, hint, value, onChange, kind = 'text', hideLabel = false } = props;
  const form = useForm();
  const { settings: t } = useTexts();
  const fault = form.faultOf(field);
  return (
    <TextInput
      className={props.className}
      {...(hideLabel ? { 'aria-label': label } : { label })}
      {...(hint !== undefined && { description: hint })}
      {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
      {...(fault && { error: faultText(t, field, fault) })}
      {...(props.end !== undefined && { rightSection: props.end, rightSectionWidth: 'auto' })}
      classNames={TEXT_CLASSES}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data-field={field}
      value={value}
      type={kind === 'secret' ? 'password' : 'text'}
      inputMode={kind === 'url' ? 'url' : kind === 'number' ? 'decimal' : 'text'}
      autoComplete={kind === 'secret' ? 'new-password' : 'off'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => form.touch(field)}
    />
  );
}
