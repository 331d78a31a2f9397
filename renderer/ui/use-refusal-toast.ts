import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTexts } from '../i18n/texts';

type AnyAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly message: string } };

/** Shows main's reason when it refused: `actions.refresh().then(toast)`. Success says nothing. */
export function useRefusalToast(): (answer: AnyAnswer) => void {
  const { app } = useTexts();
  return useCallback(
    (answer) => {
      if (answer.ok) return;
      notifications.show({
        color: 'red',
        title: app.refused,
        message: answer.error.message,
        closeButtonProps: { 'aria-label': app.close },
      });
    },
    [app],
  );
}
