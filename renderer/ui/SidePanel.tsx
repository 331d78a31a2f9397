import { Drawer } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import { Kbd } from './Kbd';
import { useEscapeLayer } from './layers';
import styles from './ui.module.css';

interface SidePanelProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
}

/** The one drawer: at the right, 560 px, closed by Esc or a click outside; the focus goes back where it came from. */
export function SidePanel({ opened, onClose, title, children }: SidePanelProps) {
  const { app } = useTexts();
  const still = useReducedMotion();
  useEscapeLayer(opened, onClose);
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      closeOnEscape={false}
      position="right"
      size={560}
      transitionProps={{ duration: still ? 0 : 120 }}
      classNames={{ content: styles.sideContent ?? '', body: styles.sideBody ?? '' }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} color="#000" />
      <Drawer.Content>
        {/* Mantine's own header is a landmark, and a page has one banner. */}
        <div className={styles.sideHead}>
          <Drawer.Title className={styles.sideTitle ?? ''}>
            <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
              <span className={styles.sideTitle}>{title}</span>
              <Kbd>Esc</Kbd>
            </span>
          </Drawer.Title>
          <Drawer.CloseButton aria-label={app.close} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
