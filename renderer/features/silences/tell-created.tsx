import { notifications } from '@mantine/notifications';
import type { Texts } from '../../i18n/catalogue';
import { Button } from '../../ui/Button';
import styles from './silences.module.css';

interface CreatedToast {
  readonly id: string;
  readonly texts: Texts;
  readonly onShow: () => void;
}

/** Long enough to be reached by keyboard; whoever rests on it keeps it. */
const STAYS_MS = 15_000;

/** Says that the silence exists, and leads to it: the page that it was made from stays. */
export function tellCreated({ id, texts, onShow }: CreatedToast): void {
  const t = texts.silences.created;
  const toast = `silence ${id}`;
  notifications.show({
    id: toast,
    color: 'teal',
    autoClose: STAYS_MS,
    title: t.title,
    message: (
      <div className={styles.toast}>
        {t.body(id.slice(0, 8))}
        <Button
          onClick={() => {
            notifications.hide(toast);
            onShow();
          }}
        >
          {t.show}
        </Button>
      </div>
    ),
    closeButtonProps: { 'aria-label': texts.app.close },
  });
}
