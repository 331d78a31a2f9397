import { notifications } from '@mantine/notifications';
import type { Texts } from '../../i18n/catalogue';
import { Button } from '../../ui/Button';
import { type DraftSubject, keyOf } from './drafts';
import styles from './silences.module.css';

interface KeptToast {
  readonly subject: DraftSubject;
  /** `closed`: its panel went away; `failed`: it was sent, the panel went away, and then it came to nothing. */
  readonly why: 'closed' | 'failed';
  readonly texts: Texts;
  readonly onContinue: () => void;
}

const STAYS_MS = 15_000;

/** Says that a draft is not lost with its panel, and leads back to it. */
export function tellKept({ subject, why, texts, onContinue }: KeptToast): void {
  const t = texts.silences.kept;
  hideKept(subject);
  notifications.show({
    id: idOf(subject),
    color: why === 'failed' ? 'red' : 'blue',
    autoClose: why === 'failed' ? false : STAYS_MS,
    title: why === 'failed' ? t.failed : t.closed,
    message: (
      <div className={styles.toast}>
        {why === 'failed' && t.failedBody}
        <Button
          onClick={() => {
            hideKept(subject);
            onContinue();
          }}
        >
          {t.goOn}
        </Button>
      </div>
    ),
    closeButtonProps: { 'aria-label': texts.app.close },
  });
}

/** Once it is open again, or gone. */
export function hideKept(subject: DraftSubject): void {
  notifications.hide(idOf(subject));
}

function idOf(subject: DraftSubject): string {
  return `draft ${keyOf(subject)}`;
}
