import { useEffect } from 'react';

/**
 * For a panel that exists only while it is open: when it goes, the focus goes back to where it was before. A later place
 * that somebody else focused meanwhile is left alone.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      // after the panel's own focus trap is gone
      window.setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (!lost) return;
        const there =
          before instanceof HTMLElement && before.isConnected && before !== document.body;
        const target = there ? before : document.getElementById('content');
        target?.focus({ preventScroll: true });
      });
    };
  }, []);
}
