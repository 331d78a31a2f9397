import { useHotkeys } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';

/** Of a dialog that may open over a panel: above Mantine's 200 for both, below the toasts and the palette. */
export const OVER_PANELS = 350;

/** Mantine marks a field whose list is open; the dropdown of a popover is a dialog, though not a modal one. */
const HANGING = '[data-mantine-stop-propagation="true"], [role="dialog"]:not([aria-modal="true"])';

/** How each open panel or dialog closes, the topmost last. */
const open: (() => void)[] = [];

/**
 * Esc closes the topmost panel or dialog, and that one alone. Mantine's own lets every open one close at the same press,
 * so each of ours is told `closeOnEscape={false}` and calls this.
 */
export function useEscapeLayer(opened: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!opened) return;
    const layer = () => close();
    if (open.length === 0) window.addEventListener('keydown', closeTopmost, { capture: true });
    open.push(layer);
    return () => {
      open.splice(open.indexOf(layer), 1);
      if (open.length === 0) window.removeEventListener('keydown', closeTopmost, { capture: true });
    };
  }, [opened]);
}

function closeTopmost(event: KeyboardEvent): void {
  // Esc also ends an input method's composition and closes what hangs from a field: a list or a small dialog
  if (event.key !== 'Escape' || event.isComposing) return;
  const { target } = event;
  if (target instanceof Element && target.closest(HANGING) !== null) return;
  open.at(-1)?.();
}

/** Keys of the page beneath: without effect in a field, and while a panel or dialog lies over it. */
export function usePageKeys(keys: readonly (readonly [key: string, run: () => void])[]): void {
  useHotkeys(
    keys.map(([key, run]) => [
      key,
      (event) => {
        if (open.length > 0) return;
        event.preventDefault();
        run();
      },
      { preventDefault: false },
    ]),
  );
}
