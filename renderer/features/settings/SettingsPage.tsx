import { type SyntheticEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FieldProblem } from '../../../shared/settings/draft-check';
import {
  addEnvironment,
  duplicateEnvironment,
  removeEnvironment,
} from '../../../shared/settings/edit';
import { useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import { Button } from '../../ui/Button';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { AppearanceSection } from './AppearanceSection';
import { EnvironmentEditor } from './EnvironmentEditor';
import { GeneralSection } from './GeneralSection';
import { LeaveGuard } from './LeaveGuard';
import { PopupsSection } from './PopupsSection';
import { placeOf, type Section } from './places';
import { SaveBar } from './SaveBar';
import { SectionIndex } from './SectionIndex';
import styles from './settings.module.css';
import { SettingsFormProvider, useSettingsForm } from './settings-form';
import { useConnectionTests } from './use-connection-tests';
import { WatchingSection } from './WatchingSection';

export default function SettingsPage() {
  const form = useSettingsForm();
  const tests = useConnectionTests(form);
  const { settings: t } = useTexts();
  const [place, setPlace] = useState<{ section: Section; environment: string }>({
    section: 'environments',
    environment: '',
  });
  const content = useRef<HTMLDivElement>(null);
  const { environments } = form.draft;
  const shown = environments.find((item) => item.key === place.environment) ?? environments[0];
  const inEnvironments = place.section === 'environments';
  const withOffered = inEnvironments && form.offered !== null;

  function go(section: Section, environment = place.environment): void {
    setPlace({ section, environment });
    content.current?.scrollTo({ top: 0 });
  }

  /** Shows the section of the first problem and puts the focus into its field. */
  function lead(problems: readonly FieldProblem[]): void {
    const places = problems.map((problem) => placeOf(problem.field));
    const index = shown ? environments.indexOf(shown) : -1;
    const here = places.some(
      (item) => item.section === place.section && (!inEnvironments || item.environment === index),
    );
    const first = places[0];
    if (!here && first) {
      const environment = environments[first.environment ?? -1]?.key ?? place.environment;
      flushSync(() => setPlace({ section: first.section, environment }));
    }
    const fields = new Set(problems.map((problem) => problem.field));
    const inputs = content.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [];
    [...inputs].find((input) => fields.has(input.dataset['field'] ?? ''))?.focus();
  }

  /** `lead` is for the caller to call, when nothing else holds the focus. */
  async function save(): Promise<{ readonly saved: boolean; readonly lead: () => void }> {
    if (form.status.kind === 'saving') return { saved: false, lead: () => {} };
    const outcome = await form.save(withOffered);
    // What is wrong has to be on the page before the focus can go there.
    flushSync(() => {});
    const problems = 'problems' in outcome ? outcome.problems : [];
    return { saved: outcome.kind === 'saved', lead: () => lead(problems) };
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (form.changed || withOffered) void save().then((result) => result.lead());
  }

  function test(endpointKeys: readonly string[]): void {
    let problems: readonly FieldProblem[] = [];
    flushSync(() => {
      problems = tests.run(endpointKeys);
    });
    lead(problems);
  }

  function add(): void {
    const added = addEnvironment(form.draft, t.environments.newName);
    form.edit(() => added.draft);
    go('environments', added.key);
  }

  return (
    <SettingsFormProvider form={form}>
      <div className={styles.page}>
        <h1 className="visually-hidden">{t.title}</h1>
        <SectionIndex
          section={place.section}
          environment={shown?.key ?? ''}
          onGo={go}
          onAdd={add}
        />
        <form className={styles.main} noValidate onSubmit={submit}>
          <div ref={content} className={styles.content}>
            <div className={styles.column}>
              <FileProblem />
              {inEnvironments && !shown && <NoEnvironment onAdd={add} />}
              {inEnvironments && shown && (
                <>
                  {shown.key === form.offered && <Offer />}
                  <EnvironmentEditor
                    key={shown.key}
                    environment={shown}
                    index={environments.indexOf(shown)}
                    tests={tests}
                    onTest={test}
                    onDuplicate={() => {
                      const name = t.environments.copyName(shown.name);
                      const copy = duplicateEnvironment(form.draft, shown.key, name);
                      form.edit(() => copy.draft);
                      go('environments', copy.key);
                    }}
                    onRemove={() => form.edit((draft) => removeEnvironment(draft, shown.key))}
                  />
                </>
              )}
              {place.section === 'watching' && <WatchingSection />}
              {place.section === 'popups' && <PopupsSection />}
              {place.section === 'appearance' && <AppearanceSection />}
              {place.section === 'general' && <GeneralSection />}
            </div>
          </div>
          <SaveBar ready={form.changed || withOffered} onDiscard={form.discard} />
        </form>
      </div>
      <LeaveGuard active={form.changed} onSave={save} onDiscard={form.discard} />
    </SettingsFormProvider>
  );
}

function NoEnvironment({ onAdd }: { readonly onAdd: () => void }) {
  const { settings: t } = useTexts();
  const demo = useApp((state) => state.info.demo);
  return (
    <EmptyState
      icon="server"
      title={t.environments.none}
      action={
        <Button look="primary" onClick={onAdd}>
          {t.environments.connect}
        </Button>
      }
    >
      {t.environments.noneBody} {demo && t.environments.noneDemo}
    </EmptyState>
  );
}

function Offer() {
  const { settings: t } = useTexts();
  const demo = useApp((state) => state.info.demo);
  return (
    <Callout tone="info" title={t.environments.connect}>
      {t.environments.noneBody} {demo && t.environments.noneDemo}
    </Callout>
  );
}

function FileProblem() {
  const { settings: t } = useTexts();
  const problem = useApp((state) => state.info.settingsProblem);
  if (!problem) return null;
  return (
    <Callout tone="warning" title={t.problemFile.title}>
      <p>{problem.message}</p>
      {problem.keptAs !== undefined && (
        <p>
          {t.problemFile.kept} <code>{problem.keptAs}</code>
        </p>
      )}
      <p>{t.problemFile.body}</p>
    </Callout>
  );
}
