import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { EndpointDraft, SecretDraft } from '../../../shared/settings/draft';
import type { SecretPart } from '../../../shared/settings/draft-secrets';
import { typedKey } from '../../../shared/settings/draft-secrets';
import { updateEndpoint } from '../../../shared/settings/edit';
import { typedForElsewhere } from '../../../shared/settings/secret-origins';
import { useTexts } from '../../i18n/texts';
import { useActions } from '../../state/context';
import { Button } from '../../ui/Button';
import { Callout } from '../../ui/Callout';
import { ConfirmButton } from '../../ui/ConfirmButton';
import { Icon } from '../../ui/icons';
import { SEGMENTED_CLASSES } from './control-classes';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';

interface SecretFieldProps {
  readonly endpoint: EndpointDraft;
  readonly part: SecretPart;
  readonly field: string;
}

/** A password or token: typed once into the keychain and never shown again, or read from a file. */
export function SecretField({ endpoint, part, field }: SecretFieldProps) {
  const form = useForm();
  const { settings: t } = useTexts();
  const secret = endpoint[part];
  const change = (next: Partial<SecretDraft>) =>
    form.edit((draft) =>
      updateEndpoint(draft, endpoint.key, (item) => ({
        ...item,
        [part]: { ...item[part], ...next },
      })),
    );
  return (
    <div className={styles.secret}>
      <div className={styles.inline}>
        <span className={styles.label} id={`${endpoint.key}-${part}-from`}>
          {t.auth.from}
        </span>
        <SegmentedControl
          classNames={SEGMENTED_CLASSES}
          aria-labelledby={`${endpoint.key}-${part}-from`}
          value={secret.source}
          onChange={(source) => change({ source: source === 'file' ? 'file' : 'keychain' })}
          data={[
            { value: 'keychain', label: t.auth.sources.keychain },
            { value: 'file', label: t.auth.sources.file },
          ]}
        />
      </div>
      {secret.source === 'file' ? (
        <TextField
          field={field}
          label={part === 'password' ? t.auth.passwordFile : t.auth.tokenFile}
          hint={t.auth.fileHint}
          kind="path"
          value={secret.file}
          onChange={(file) => change({ file })}
        />
      ) : (
        <KeychainSecret
          endpoint={endpoint}
          part={part}
          field={field}
          onUseFile={() => change({ source: 'file' })}
        />
      )}
    </div>
  );
}

function KeychainSecret(props: SecretFieldProps & { readonly onUseFile: () => void }) {
  const { endpoint, part, field, onUseFile } = props;
  const form = useForm();
  const { settings: t } = useTexts();
  const [replacing, setReplacing] = useState(false);
  const { id } = endpoint[part];
  const key = typedKey(endpoint, part);
  const value = form.typed[key] ?? '';
  const stored = id !== '' && form.secrets.stored.includes(id);
  const elsewhere = stored ? typedForElsewhere(id, endpoint.url.trim(), form.settings) : null;

  if (!form.secrets.available) {
    return (
      <>
        {stored && <StoredSecret id={id} part={part} />}
        <Callout
          tone="warning"
          action={
            <Button data-field={field} onClick={onUseFile}>
              {t.auth.toFile}
            </Button>
          }
        >
          {form.secrets.reason === 'plain'
            ? t.auth.plain(form.secrets.backend)
            : t.auth.unavailable}
        </Callout>
      </>
    );
  }
  if (stored && elsewhere === null && !replacing && value === '') {
    return <StoredSecret id={id} part={part} onReplace={() => setReplacing(true)} />;
  }
  return (
    <>
      {id !== '' && !stored && form.settings.environments.length > 0 && value === '' && (
        <Callout tone="warning">{t.auth.lost}</Callout>
      )}
      {elsewhere !== null && value === '' && (
        <Callout tone="warning">{t.fault.secretElsewhere(elsewhere)}</Callout>
      )}
      <div className={styles.withButton}>
        <TextField
          field={field}
          label={t.auth[part]}
          hint={t.auth.keychainHint}
          kind="secret"
          value={value}
          onChange={(typed) => form.type(key, typed)}
        />
        {stored && elsewhere === null && (
          <Button
            onClick={() => {
              form.type(key, '');
              setReplacing(false);
            }}
          >
            {t.auth.keep}
          </Button>
        )}
      </div>
    </>
  );
}

interface StoredSecretProps {
  readonly id: string;
  readonly part: SecretPart;
  readonly onReplace?: () => void;
}

function StoredSecret({ id, part, onReplace }: StoredSecretProps) {
  const actions = useActions();
  const { settings: t } = useTexts();
  const [refused, setRefused] = useState<string | null>(null);

  async function remove(): Promise<void> {
    const answer = await actions.removeSecret(id);
    setRefused(answer.ok ? null : answer.error.message);
  }

  return (
    <>
      <div className={styles.inline}>
        <span className={styles.label}>{t.auth[part]}</span>
        <span className={styles.stored}>
          <Icon name="lock" size={13} />
          {t.auth.stored}
        </span>
        {onReplace && (
          <Button aria-label={t.auth.replaceOne(t.auth[part])} onClick={onReplace}>
            {t.auth.replace}
          </Button>
        )}
        <ConfirmButton
          label={t.auth.removeOne(t.auth[part])}
          question={t.auth.removeConfirm}
          onConfirm={() => void remove()}
        >
          {t.auth.remove}
        </ConfirmButton>
      </div>
      {refused !== null && <Callout tone="critical">{t.auth.removeRefused(refused)}</Callout>}
    </>
  );
}
