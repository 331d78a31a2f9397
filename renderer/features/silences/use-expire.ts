import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { failureWords } from '../../../shared/i18n/failure-words';
import type { ExpireOutcome } from '../../../shared/ipc/api';
import { assertNever } from '../../../shared/result';
import { useTexts } from '../../i18n/texts';
import { useActions, useApp } from '../../state/context';
import { selectEnvironmentById } from '../../state/selectors';
import { useRefusalToast } from '../../ui/use-refusal-toast';

export interface Expire {
  /** Ids that are being expired. */
  readonly busy: ReadonlySet<string>;
  /** Call from a click only. */
  run(id: string): void;
}

/** Expires silences, each once at a time, and tells how that went. The list follows with the next poll. */
export function useExpire(env: string): Expire {
  const { app, common, silences: texts } = useTexts();
  const t = texts.expire;
  const actions = useActions();
  const toast = useRefusalToast();
  const sources = useApp(selectEnvironmentById(env))?.sources ?? [];
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const running = useRef(new Set<string>());

  function tell(outcome: ExpireOutcome): void {
    const closeButtonProps = { 'aria-label': app.close };
    const nameOf = (id: string) => sources.find((source) => source.id === id)?.name ?? id;
    switch (outcome.kind) {
      case 'done':
        notifications.show({ color: 'teal', title: t.done, message: t.doneBody, closeButtonProps });
        return;
      case 'gone':
        notifications.show({ title: t.gone, message: t.goneBody, closeButtonProps });
        return;
      case 'refused':
        notifications.show({
          color: 'red',
          autoClose: false,
          title: t.refused(nameOf(outcome.source)),
          message: failureWords(common, outcome),
          closeButtonProps,
        });
        return;
      case 'unknown':
        notifications.show({
          color: 'yellow',
          autoClose: false,
          title: t.unknown,
          message: t.unknownBody(nameOf(outcome.source), failureWords(common, outcome)),
          closeButtonProps,
        });
        return;
      default:
        assertNever(outcome);
    }
  }

  function run(id: string): void {
    if (running.current.has(id)) return;
    running.current.add(id);
    setBusy(new Set(running.current));
    void actions
      .expireSilence(env, id)
      .then((answer) => {
        toast(answer);
        if (answer.ok) tell(answer.value);
      })
      .finally(() => {
        running.current.delete(id);
        setBusy(new Set(running.current));
      });
  }

  return { busy, run };
}
