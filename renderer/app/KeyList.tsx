import { Modal } from '@mantine/core';
import { useTexts } from '../i18n/texts';
import { Kbd } from '../ui/Kbd';
import { OVER_PANELS, useEscapeLayer } from '../ui/layers';
import { PAGES } from './Nav';
import { useModKey } from './PaletteButton';
import styles from './shell.module.css';

interface KeyListProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function KeyList({ opened, onClose }: KeyListProps) {
  const { app } = useTexts();
  const mod = useModKey();
  useEscapeLayer(opened, onClose);
  const rows: readonly (readonly [readonly string[], string])[] = [
    [[`${mod} K`], app.keys.palette],
    [PAGES.map((_, index) => `${index + 1}`), app.keys.pages],
    [['R'], app.keys.refresh],
    [['/'], app.keys.filter],
    [['Enter', 'Backspace'], app.keys.chips],
    [['↑', '↓'], app.keys.rows],
    [['Enter'], app.keys.open],
    [['S'], app.keys.silence],
    [['Tab', 'Shift Tab'], app.keys.move],
    [['←', '→'], app.keys.charts],
    [['Esc'], app.keys.close],
    [['?'], app.keys.keys],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      closeOnEscape={false}
      zIndex={OVER_PANELS}
      title={app.keys.title}
      closeButtonProps={{ 'aria-label': app.close }}
      transitionProps={{ duration: 80 }}
      centered
    >
      <dl className={styles.keys}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
