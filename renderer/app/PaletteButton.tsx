import { useTexts } from '../i18n/texts';
import { useApp } from '../state/context';
import { Icon } from '../ui/icons';
import { Kbd } from '../ui/Kbd';
import { usePalette } from './palette-store';
import styles from './shell.module.css';

export function PaletteButton() {
  const { app } = useTexts();
  const { palette } = usePalette();
  const mod = useModKey();
  return (
    <button type="button" className={styles.pill} title={app.palette.label} onClick={palette.open}>
      <Icon name="search" size={14} />
      <span className={styles.searchText}>{app.palette.open}</span>
      <Kbd>{`${mod} K`}</Kbd>
    </button>
  );
}

/** The key that goes with letters on this system. */
export function useModKey(): string {
  return useApp((state) => state.info.platform) === 'darwin' ? '⌘' : 'Ctrl';
}
