import { Switch } from '@mantine/core';
import type { SecretStoreState } from '../../../shared/ipc/api';
import { assertNever } from '../../../shared/result';
import type { Texts } from '../../i18n/catalogue';
import { useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import { CHOICE_CLASSES } from './control-classes';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';

export function GeneralSection() {
  const form = useForm();
  const info = useApp((state) => state.info);
  const { general: t, sections } = useTexts().settings;
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{sections.general}</h2>
      </div>
      <div className={styles.cardGroup}>
        <TextField
          field="author"
          label={t.author}
          hint={t.authorHint}
          value={form.draft.author}
          onChange={(author) => form.edit((draft) => ({ ...draft, author }))}
        />
        <Switch
          classNames={CHOICE_CLASSES}
          label={t.startAtLogin}
          description={t.startAtLoginHint}
          checked={form.draft.startAtLogin}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            form.edit((draft) => ({ ...draft, startAtLogin: checked }));
          }}
        />
      </div>
      <div className={styles.cardGroup}>
        <dl className={styles.facts}>
          <div>
            <dt>{t.about}</dt>
            <dd>{t.version(info.version, t.runtime[info.runtime])}</dd>
          </div>
          <div>
            <dt>{t.keychain}</dt>
            <dd>{keychainText(t, form.secrets)}</dd>
          </div>
        </dl>
      </div>
    </>
  );
}

function keychainText(t: Texts['settings']['general'], secrets: SecretStoreState): string {
  switch (secrets.reason) {
    case 'ok':
      return t.keychainOk(secrets.backend, secrets.stored.length);
    case 'plain':
      return t.keychainPlain;
    case 'unavailable':
      return t.keychainUnavailable;
    default:
      return assertNever(secrets.reason);
  }
}
