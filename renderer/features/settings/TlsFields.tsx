import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { EndpointDraft } from '../../../shared/settings/draft';
import { updateEndpoint } from '../../../shared/settings/edit';
import { useTexts } from '../../i18n/texts';
import { useActions } from '../../state/context';
import { Button } from '../../ui/Button';
import { Callout } from '../../ui/Callout';
import { CHOICE_CLASSES } from './control-classes';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';

const FILES = [
  { purpose: 'ca', name: 'caFile' },
  { purpose: 'cert', name: 'certFile' },
  { purpose: 'key', name: 'keyFile' },
] as const;

interface TlsFieldsProps {
  readonly endpoint: EndpointDraft;
  /** `environments[0].prometheus` */
  readonly field: string;
}

export function TlsFields({ endpoint, field }: TlsFieldsProps) {
  const form = useForm();
  const actions = useActions();
  const { settings: t } = useTexts();
  const [refused, setRefused] = useState<string | null>(null);

  const change = (part: Partial<EndpointDraft>) =>
    form.edit((draft) => updateEndpoint(draft, endpoint.key, (item) => ({ ...item, ...part })));

  async function pick(file: (typeof FILES)[number]): Promise<void> {
    const answer = await actions.pickFile(file.purpose);
    setRefused(answer.ok ? null : answer.error.message);
    if (answer.ok && answer.value !== null) change({ [file.name]: answer.value });
  }

  return (
    <fieldset className={styles.group}>
      <legend className={styles.groupTitle}>{t.tls.title}</legend>
      {FILES.map((file) => (
        <div key={file.name} className={styles.withButton}>
          <TextField
            field={`${field}.tls.${file.name}`}
            label={t.tls[file.purpose]}
            {...(file.purpose === 'ca' && { hint: t.tls.caHint })}
            kind="path"
            value={endpoint[file.name]}
            onChange={(path) => change({ [file.name]: path })}
          />
          <Button aria-label={t.tls.pickOne(t.tls[file.purpose])} onClick={() => void pick(file)}>
            {t.tls.pick}
          </Button>
        </div>
      ))}
      {refused !== null && <Callout tone="critical">{t.tls.pickRefused(refused)}</Callout>}
      <Checkbox
        classNames={CHOICE_CLASSES}
        label={t.tls.skip}
        checked={endpoint.skipVerify}
        onChange={(event) => change({ skipVerify: event.currentTarget.checked })}
      />
      {endpoint.skipVerify && <Callout tone="warning">{t.tls.skipWarning}</Callout>}
    </fieldset>
  );
}
