import { createSpotlight } from '@mantine/spotlight';

/** Whether the palette is open, and how it is opened and closed. */
export const [paletteStore, palette] = createSpotlight();
