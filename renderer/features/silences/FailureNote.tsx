import type { SilenceFailure } from '../../../shared/domain/silence-form';
import { failureWords } from '../../../shared/i18n/failure-words';
import { assertNever } from '../../../shared/result';
import { paths } from '../../app/paths';
import { TextAnchor } from '../../app/TextAnchor';
import { useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import { selectEnvironmentById } from '../../state/selectors';
import { Callout } from '../../ui/Callout';
import { problemText } from './problem-text';
import styles from './silences.module.css';

interface FailureNoteProps {
  readonly failure: SilenceFailure;
  readonly env: string;
}

/** Why there is no silence, in the server's own words, or that nobody knows whether there is. */
export function FailureNote({ failure, env }: FailureNoteProps) {
  return (
    <div role="alert" ref={show} className={styles.failure}>
      <Note failure={failure} env={env} />
    </div>
  );
}

/** It may have come up below the edge of a small window. */
function show(note: HTMLElement | null): void {
  note?.scrollIntoView({ block: 'nearest' });
}

function Note({ failure, env }: FailureNoteProps) {
  const { common, silences: texts } = useTexts();
  const t = texts.failure;
  const sources = useApp(selectEnvironmentById(env))?.sources ?? [];
  const nameOf = (id: string) => sources.find((source) => source.id === id)?.name ?? id;
  switch (failure.kind) {
    case 'rejected':
      return (
        <Callout tone="critical" title={t.rejected}>
          <ul className={styles.overlaps}>
            {failure.problems.map((problem) => (
              <li key={JSON.stringify(problem)}>{problemText(problem, texts.problem)}</li>
            ))}
          </ul>
        </Callout>
      );
    case 'refused':
      return (
        <Callout tone="critical" title={t.refused(nameOf(failure.source))}>
          {t.refusedBody}
          <p className={styles.words}>{failureWords(common, failure)}</p>
        </Callout>
      );
    case 'unknown':
      return (
        <Callout tone="warning" title={t.unknown}>
          {t.unknownBody(nameOf(failure.source))}
          <p className={styles.words}>{failureWords(common, failure)}</p>
          <TextAnchor to={paths.silences}>{t.look}</TextAnchor>
        </Callout>
      );
    case 'not-asked':
      return (
        <Callout tone="critical" title={t.notAsked}>
          <p className={styles.words}>{failureWords(common, failure)}</p>
        </Callout>
      );
    default:
      return assertNever(failure);
  }
}
