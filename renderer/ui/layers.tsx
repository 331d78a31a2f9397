import { useHotkeys } from '@mantine/hooks';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from 'react';

/** Of a dialog that may open over a panel: above Mantine's 200 for both, below the toasts and the palette. */
export const OVER_PANELS = 350;

/** Mantine marks a field whose list is open; the dropdown of a popover is a dialog, though not a modal one. */
const HANGING = '[data-mantine-stop-propagation="true"], [role="dialog"]:not([aria-modal="true"])';

/** How each open panel or dialog closes, the topmost last. */
type Layers = (() => void)[];

const Context = createContext<Layers | null>(null);

/** Closes the topmost of the layers within at Esc. */
export function LayersProvider({ children }: { readonly children: ReactNode }) {
  const [layers] = useState<Layers>(() => []);
  useEffect(() => {
    const close = (event: KeyboardEvent) => closeTopmost(event, layers);
    window.addEventListener('keydown', close, { capture: true });
    return () => window.removeEventListener('keydown', close, { capture: true });
  }, [layers]);
  return <Context value={layers}>{children}</Context>;
}

function useLayers(): Layers {
  const layers = useContext(Context);
  if (!layers) throw new Error('LayersProvider is missing');
  return layers;
}

/**
 * Esc closes the topmost panel or dialog, and that one alone. Mantine's own lets every open one close at the same press,
 * so each of ours is told `closeOnEscape={false}` and calls this.
 */
export function useEscapeLayer(opened: boolean, onClose: () => void): void {
  const layers = useLayers();
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!opened) return;
    const layer = () => close();
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [opened, layers]);
}

function closeTopmost(event: KeyboardEvent, layers: Layers): void {
  // Esc also ends an input method's composition and closes what hangs from a field: a list or a small dialog
  if (event.key !== 'Escape' || event.isComposing) return;
  const { target } = event;
  if (target instanceof Element && target.closest(HANGING) !== null) return;
  layers.at(-1)?.();
}

/** Keys of the page beneath: without effect in a field, and while a panel or dialog lies over it. */
export function usePageKeys(keys: readonly (readonly [key: string, run: () => void])[]): void {
  const layers = useLayers();
  useHotkeys(
    keys.map(([key, run]) => [
      key,
      (event) => {
        if (layers.length > 0) return;
        event.preventDefault();
        run();
      },
      { preventDefault: false },
    ]),
  );
}
