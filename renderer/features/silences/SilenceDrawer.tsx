import { useState } from 'react';
import { useLocation } from 'react-router';
import {
  blankForm,
  formFromAlert,
  formFromSilence,
  leftOutLabels,
} from '../../../shared/domain/silence-draft';
import {
  reduceSilence,
  type SilenceEditing,
  startEditing,
} from '../../../shared/domain/silence-form';
import { useSilencePanel } from '../../app/silence-panel';
import { useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import {
  selectAlert,
  selectEnvironment,
  selectEnvironmentById,
  selectSilence,
} from '../../state/selectors';
import { Button } from '../../ui/Button';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { SidePanel } from '../../ui/SidePanel';
import { useFocusReturn } from '../../ui/use-focus-return';
import { useSilenceDrafts } from './drafts';
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
  const subject = { env, alert: alertId, from: silenceId };
  const drafts = useSilenceDrafts();
  const [start, setStart] = useState(
    () => keptStart(drafts.kept(subject), durationMs) ?? freshStart(),
  );

  function freshStart(): Start {
    const asked = alertId !== undefined ? 'alert' : silenceId !== undefined ? 'silence' : null;
    if (alert) {
      const form = formFromAlert(alert, author, durationMs);
      return { editing: startEditing(form), leftOut: leftOutLabels(alert.labels), note: null };
    }
    const form = silence ? formFromSilence(silence, author) : blankForm(author);
    return { editing: startEditing(form), leftOut: [], note: silence ? null : asked };
  }

  return (
    <>
      {start.note === 'kept' && (
        <div className={styles.startNote}>
          <Callout
            tone="info"
            title={t.kept}
            action={
              <Button
                onClick={() => {
                  drafts.drop(subject);
                  setStart(freshStart());
                }}
              >
                {t.startAgain}
              </Button>
            }
          />
        </div>
      )}
      {(start.note === 'alert' || start.note === 'silence') && (
        <div className={styles.startNote}>
          <Callout tone="warning" title={start.note === 'alert' ? t.alertGone : t.silenceGone}>
            {t.alertGoneBody}
          </Callout>
        </div>
      )}
      <SilenceEditor
        key={start.note === 'kept' ? 'kept' : 'fresh'}
        subject={subject}
        start={start.editing}
        leftOut={start.leftOut}
      />
    </>
  );
}

interface Start {
  readonly editing: SilenceEditing;
  readonly leftOut: readonly string[];
  /** What is to be said about it: it was kept, or what it was to be made from is gone. */
  readonly note: 'kept' | 'alert' | 'silence' | null;
}

/** A length that was asked for anew, as the tray does, takes the place of the kept one. */
function keptStart(
  kept: SilenceEditing | undefined,
  durationMs: number | undefined,
): Start | undefined {
  if (kept === undefined) return undefined;
  const editing =
    durationMs === undefined ? kept : reduceSilence(kept, { type: 'duration', ms: durationMs });
  return { editing, leftOut: [], note: 'kept' };
}
