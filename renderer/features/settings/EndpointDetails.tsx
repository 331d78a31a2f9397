import { SegmentedControl } from '@mantine/core';
import type { EndpointDraft } from '../../../shared/settings/draft';
import { updateEndpoint } from '../../../shared/settings/edit';
import { useTexts } from '../../i18n/texts';
import { SEGMENTED_CLASSES } from './control-classes';
import { HeaderFields } from './HeaderFields';
import { SecretField } from './SecretField';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';
import { TlsFields } from './TlsFields';

interface EndpointDetailsProps {
  readonly endpoint: EndpointDraft;
  /** `environments[0].prometheus` */
  readonly field: string;
}

const KINDS = ['none', 'basic', 'bearer'] as const;

/** What a plain server needs none of. */
export function EndpointDetails({ endpoint, field }: EndpointDetailsProps) {
  const form = useForm();
  const { settings: t } = useTexts();
  const change = (part: Partial<EndpointDraft>) =>
    form.edit((draft) => updateEndpoint(draft, endpoint.key, (item) => ({ ...item, ...part })));

  return (
    <div className={styles.details}>
      <fieldset className={styles.group}>
        <legend className={styles.groupTitle}>{t.auth.title}</legend>
        <SegmentedControl
          classNames={SEGMENTED_CLASSES}
          aria-label={t.auth.title}
          value={endpoint.authKind}
          onChange={(value) => change({ authKind: KINDS.find((kind) => kind === value) ?? 'none' })}
          data={KINDS.map((value) => ({ value, label: t.auth.kinds[value] }))}
        />
        {endpoint.authKind === 'basic' && (
          <>
            <TextField
              field={`${field}.auth.username`}
              label={t.auth.username}
              value={endpoint.username}
              onChange={(username) => change({ username })}
            />
            <SecretField endpoint={endpoint} part="password" field={`${field}.auth.password`} />
          </>
        )}
        {endpoint.authKind === 'bearer' && (
          <SecretField endpoint={endpoint} part="token" field={`${field}.auth.token`} />
        )}
      </fieldset>
      <HeaderFields endpoint={endpoint} field={field} />
      <TlsFields endpoint={endpoint} field={field} />
      <fieldset className={styles.group}>
        <legend className={styles.groupTitle}>{t.server.other}</legend>
        <div className={styles.pair}>
          <TextField
            field={`${field}.timeoutMs`}
            label={t.server.timeout}
            hint={t.server.timeoutHint}
            kind="number"
            value={endpoint.timeoutSeconds}
            onChange={(timeoutSeconds) => change({ timeoutSeconds })}
          />
          <TextField
            field={`${field}.name`}
            label={t.server.name}
            hint={t.server.nameHint}
            value={endpoint.name}
            onChange={(name) => change({ name })}
          />
        </div>
      </fieldset>
    </div>
  );
}
