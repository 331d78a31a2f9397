import type { EndpointDraft, HeaderDraft } from '../../../shared/settings/draft';
import { addHeader, updateEndpoint } from '../../../shared/settings/edit';
import { useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Icon } from '../../ui/icons';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';

const TENANT = 'X-Scope-OrgID';

interface HeaderFieldsProps {
  readonly endpoint: EndpointDraft;
  /** `environments[0].prometheus` */
  readonly field: string;
}

export function HeaderFields({ endpoint, field }: HeaderFieldsProps) {
  const form = useForm();
  const { settings: t } = useTexts();
  const { headers } = endpoint;

  const setHeaders = (next: (headers: readonly HeaderDraft[]) => readonly HeaderDraft[]) =>
    form.edit((draft) =>
      updateEndpoint(draft, endpoint.key, (item) => ({ ...item, headers: next(item.headers) })),
    );
  const change = (key: string, part: Partial<HeaderDraft>) =>
    setHeaders((list) => list.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const hasTenant = headers.some((item) => item.name.toLowerCase() === TENANT.toLowerCase());

  return (
    <fieldset className={styles.group}>
      <legend className={styles.groupTitle}>{t.headers.title}</legend>
      <p className={styles.hint}>{t.headers.hint}</p>
      {headers.map((header, index) => (
        <div key={header.key} className={styles.headerRow}>
          <TextField
            field={`${field}.headers[${index}].name`}
            label={t.headers.nameOf(index + 1)}
            hideLabel
            placeholder={t.headers.name}
            value={header.name}
            onChange={(name) => change(header.key, { name })}
          />
          <TextField
            field={`${field}.headers[${index}].value`}
            label={t.headers.valueOf(index + 1)}
            hideLabel
            placeholder={t.headers.value}
            value={header.value}
            onChange={(value) => change(header.key, { value })}
          />
          <IconButton
            icon="close"
            label={t.headers.remove(index + 1)}
            onClick={() => setHeaders((list) => list.filter((item) => item.key !== header.key))}
          />
        </div>
      ))}
      <div className={styles.inline}>
        <Button onClick={() => form.edit((draft) => addHeader(draft, endpoint.key))}>
          <Icon name="plus" size={13} />
          {t.headers.add}
        </Button>
        {!hasTenant && (
          <Button onClick={() => form.edit((draft) => addHeader(draft, endpoint.key, TENANT))}>
            <Icon name="plus" size={13} />
            {t.headers.addTenant}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
