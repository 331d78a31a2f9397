import { assertNever } from '../../../shared/result';
import type { Texts } from '../../i18n/catalogue';
import { useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/icons';
import styles from './settings.module.css';
import { type SettingsForm, useForm } from './settings-form';

interface SaveBarProps {
  /** There is something to save: edits, or an offered environment in view. */
  readonly ready: boolean;
  readonly onDiscard: () => void;
}

export function SaveBar({ ready, onDiscard }: SaveBarProps) {
  const form = useForm();
  const { settings: t } = useTexts();
  const saving = form.status.kind === 'saving';
  const message = messageOf(t, form);
  return (
    <div className={styles.saveBar}>
      <div role="status" className={styles.saveStatus} data-tone={message.tone}>
        {message.icon && <Icon name={message.icon} size={14} />}
        {message.text}
      </div>
      <Button disabled={saving || !form.changed} onClick={onDiscard}>
        {t.save.discard}
      </Button>
      <Button look="primary" type="submit" disabled={!ready} aria-disabled={saving}>
        {saving ? t.save.saving : t.save.save}
      </Button>
    </div>
  );
}

interface Message {
  readonly text: string;
  readonly tone: 'plain' | 'ok' | 'warning' | 'critical';
  readonly icon?: IconName;
}

function messageOf(t: Texts['settings'], form: SettingsForm): Message {
  const { status } = form;
  switch (status.kind) {
    case 'idle':
      return form.changed
        ? { text: t.save.unsaved, tone: 'warning', icon: 'edit' }
        : { text: form.offered === null ? t.save.none : t.save.offered, tone: 'plain' };
    case 'saving':
      return { text: t.save.saving, tone: 'plain' };
    case 'saved':
      return status.leftBehind === null
        ? { text: t.save.saved, tone: 'ok', icon: 'check' }
        : {
            text: t.save.leftBehind(status.leftBehind.count, status.leftBehind.message),
            tone: 'warning',
            icon: 'warning',
          };
    case 'invalid':
      return {
        text: t.save.invalid(form.problems.length),
        tone: 'critical',
        icon: 'warning',
      };
    case 'secret-refused':
      return { text: t.save.secretRefused, tone: 'critical', icon: 'warning' };
    case 'refused':
      return { text: t.save.refused(status.message), tone: 'critical', icon: 'warning' };
    default:
      return assertNever(status);
  }
}
