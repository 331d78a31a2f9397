import { Checkbox, Switch } from '@mantine/core';
import type { Severity } from '../../../shared/domain/alerts';
import { useTexts } from '../../i18n/texts';
import { SeverityBadge } from '../../ui/SeverityBadge';
import { CHOICE_CLASSES } from './control-classes';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info', 'none'];

export function PopupsSection() {
  const form = useForm();
  const { popupsEnabled, popupSeverities, lostTold, lostAfterMinutes } = form.draft;
  const { popups: t, sections } = useTexts().settings;

  function choose(severity: Severity, chosen: boolean): void {
    form.edit((draft) => ({
      ...draft,
      // In one order, so that a choice taken back counts as no change.
      popupSeverities: SEVERITIES.filter((item) =>
        item === severity ? chosen : draft.popupSeverities.includes(item),
      ),
    }));
  }

  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{sections.popups}</h2>
      </div>
      <div className={styles.cardGroup}>
        <Switch
          classNames={CHOICE_CLASSES}
          label={t.enabled}
          description={t.enabledHint}
          checked={popupsEnabled}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            form.edit((draft) => ({ ...draft, popupsEnabled: checked }));
          }}
        />
        <fieldset className={styles.group} disabled={!popupsEnabled}>
          <legend className={styles.groupTitle}>{t.severities}</legend>
          {SEVERITIES.map((severity) => (
            <Checkbox
              classNames={CHOICE_CLASSES}
              key={severity}
              label={severity === 'none' ? t.severity.none : <SeverityBadge severity={severity} />}
              checked={popupSeverities.includes(severity)}
              onChange={(event) => choose(severity, event.currentTarget.checked)}
            />
          ))}
          {popupSeverities.length === 0 && <p className={styles.hint}>{t.noSeverity}</p>}
        </fieldset>
      </div>
      <fieldset className={styles.cardGroup} disabled={!popupsEnabled}>
        <legend className={styles.cardTitle}>{t.lost}</legend>
        <Switch
          classNames={CHOICE_CLASSES}
          label={t.lostTold}
          description={t.lostHint}
          checked={lostTold}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            form.edit((draft) => ({ ...draft, lostTold: checked }));
          }}
        />
        {lostTold && (
          <div className={styles.pair}>
            <TextField
              field="popups.lostAfterMinutes"
              label={t.lostAfter}
              kind="number"
              value={lostAfterMinutes}
              onChange={(value) => form.edit((draft) => ({ ...draft, lostAfterMinutes: value }))}
            />
          </div>
        )}
      </fieldset>
    </>
  );
}
