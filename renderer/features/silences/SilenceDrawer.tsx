import { useState } from 'react';
import { useLocation } from 'react-router';
import {
  blankForm,
  formFromAlert,
  formFromSilence,
  leftOutLabels,
  type SilenceForm,
} from '../../../shared/domain/silence-draft';
import { useSilencePanel } from '../../app/silence-panel';
import { useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import {
  selectAlert,
  selectEnvironment,
  selectEnvironmentById,
  selectSilence,
} from '../../state/selectors';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { SidePanel } from '../../ui/SidePanel';
import { useFocusReturn } from '../../ui/use-focus-return';
import { SilenceEditor } from './SilenceEditor';
import styles from './silences.module.css';

/**
 * Shown over the page one is on while the address is /silences/new. Search parameters: `env` (the selected one where
 * left out), and `alert` to silence or `from`, a silence to write again.
 */
export default function SilenceDrawer() {
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  const env = query.get('env') ?? undefined;
  const { silences: t } = useTexts();
  const panel = useSilencePanel();
  useFocusReturn();
  const environment = useApp(env === undefined ? selectEnvironment : selectEnvironmentById(env));
  return (
    <SidePanel
      opened
      onClose={panel.close}
      title={
        <>
          {t.form.title}
          {environment && (
            <span className={styles.titleHint}>{t.form.inEnvironment(environment.name)}</span>
          )}
        </>
      }
    >
      {environment ? (
        <DrawerForm
          key={`${environment.id} ${search}`}
          env={environment.id}
          alertId={query.get('alert') ?? undefined}
          silenceId={query.get('from') ?? undefined}
          durationMs={durationFrom(query.get('for'))}
        />
      ) : (
        <EmptyState icon="server" title={t.empty.noEnvironment} />
      )}
    </SidePanel>
  );
}

/** A length asked for in the address; anything else than a whole number of ms is as none. */
function durationFrom(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

interface DrawerFormProps {
  readonly env: string;
  readonly alertId: string | undefined;
  readonly silenceId: string | undefined;
  readonly durationMs: number | undefined;
}

/** Takes the alert or silence as it is when the panel opens; later polls do not touch what is being typed. */
function DrawerForm({ env, alertId, silenceId, durationMs }: DrawerFormProps) {
  const t = useTexts().silences.form;
  const author = useApp((state) => state.settings.author);
  const alert = useApp(selectAlert(env, alertId ?? ''));
  const silence = useApp(selectSilence(env, silenceId ?? ''));
  const [start] = useState((): { form: SilenceForm; leftOut: readonly string[] } => {
    if (alert) {
      const form = formFromAlert(alert, author, durationMs);
      return { form, leftOut: leftOutLabels(alert.labels) };
    }
    const form = silence ? formFromSilence(silence, author) : blankForm(author);
    return { form, leftOut: [] };
  });
  const [missing] = useState(
    alertId !== undefined && !alert
      ? 'alert'
      : silenceId !== undefined && !silence
        ? 'silence'
        : null,
  );
  return (
    <>
      {missing !== null && (
        <div className={styles.startNote}>
          <Callout tone="warning" title={missing === 'alert' ? t.alertGone : t.silenceGone}>
            {t.alertGoneBody}
          </Callout>
        </div>
      )}
      <SilenceEditor env={env} initial={start.form} leftOut={start.leftOut} />
    </>
  );
}
