import { useTexts } from '../../i18n/texts';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';

const POLLING = ['alertsSeconds', 'panelsSeconds', 'rangesSeconds', 'tracesSeconds'] as const;

export function WatchingSection() {
  const form = useForm();
  const { draft } = form;
  const { watching: t, sections } = useTexts().settings;
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{sections.watching}</h2>
      </div>
      <fieldset className={styles.cardGroup}>
        <legend className={styles.cardTitle}>{t.polling}</legend>
        <p className={styles.hint}>{t.pollingHint}</p>
        <div className={styles.pair}>
          {POLLING.map((name) => (
            <TextField
              key={name}
              field={`polling.${name}`}
              label={t[name]}
              kind="number"
              value={draft.polling[name]}
              onChange={(value) =>
                form.edit((before) => ({
                  ...before,
                  polling: { ...before.polling, [name]: value },
                }))
              }
            />
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.cardGroup}>
        <legend className={styles.cardTitle}>{t.thresholds}</legend>
        <p className={styles.hint}>{t.thresholdsHint}</p>
        <div className={styles.pair}>
          <TextField
            field="thresholds.kvWarnBytes"
            label={t.kvWarn}
            kind="number"
            value={draft.kvWarnGib}
            onChange={(kvWarnGib) => form.edit((before) => ({ ...before, kvWarnGib }))}
          />
          <TextField
            field="thresholds.kvCriticalBytes"
            label={t.kvCritical}
            kind="number"
            value={draft.kvCriticalGib}
            onChange={(kvCriticalGib) => form.edit((before) => ({ ...before, kvCriticalGib }))}
          />
        </div>
      </fieldset>
    </>
  );
}
