import { Spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { useTexts } from '../i18n/texts';
import { PaletteResults } from './PaletteResults';
import styles from './shell.module.css';

/** Ctrl/Cmd+K. What can be found is gathered only while it is open: there may be thousands of alerts. */
export function Palette({ onKeys }: { readonly onKeys: () => void }) {
  const { app } = useTexts();
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      clearQueryOnClose
      scrollable
      maxHeight={420}
      size={620}
      overlayProps={{ backgroundOpacity: 0.5, color: '#000', blur: 0 }}
      transitionProps={{ duration: 80 }}
      className={styles.palette ?? ''}
      attributes={{ content: { 'aria-label': app.palette.label } }}
    >
      <Spotlight.Search placeholder={app.palette.placeholder} aria-label={app.palette.label} />
      <Spotlight.ActionsList>
        <PaletteResults query={query} onKeys={onKeys} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
