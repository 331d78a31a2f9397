import { Spotlight, useSpotlight } from '@mantine/spotlight';
import { useTexts } from '../i18n/texts';
import { useEscapeLayer } from '../ui/layers';
import { PaletteBody } from './PaletteBody';
import { usePalette } from './palette-store';
import styles from './shell.module.css';

const NO_TAGS: string[] = [];

/** Ctrl/Cmd+K. What can be found is gathered only while it is open: there may be thousands of alerts. */
export function Palette({ onKeys }: { readonly onKeys: () => void }) {
  const { app } = useTexts();
  const { store, palette } = usePalette();
  const { opened } = useSpotlight(store);
  useEscapeLayer(opened, palette.close);
  return (
    <Spotlight.Root
      store={store}
      shortcut="mod + K"
      // also while one types: the letters that follow would go into that field
      tagsToIgnore={NO_TAGS}
      closeOnEscape={false}
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
