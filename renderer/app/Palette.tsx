import { Spotlight } from '@mantine/spotlight';
import { useTexts } from '../i18n/texts';
import { PaletteBody } from './PaletteBody';
import styles from './shell.module.css';

/** Ctrl/Cmd+K. What can be found is gathered only while it is open: there may be thousands of alerts. */
export function Palette({ onKeys }: { readonly onKeys: () => void }) {
  const { app } = useTexts();
  return (
    <Spotlight.Root
      shortcut="mod + K"
      size={620}
      transitionProps={{ duration: 80 }}
      overlayProps={{ backgroundOpacity: 0.5, color: '#000', blur: 0 }}
      className={styles.palette ?? ''}
      attributes={{ content: { 'aria-label': app.palette.label } }}
    >
      <PaletteBody onKeys={onKeys} />
    </Spotlight.Root>
  );
}
