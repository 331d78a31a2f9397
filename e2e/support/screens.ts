import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { root } from '../../electron/scripts/bundle.mjs';

/** The sizes every page is looked at: a usual screen, and the smallest the layout promises. */
export const SIZES = {
  wide: { width: 1440, height: 900 },
  small: { width: 1024, height: 640 },
} as const;

/** Saves test-results/screens/NAME-SIZE.png for each size; the page is left at the last one. */
export async function screenshots(
  page: Page,
  name: string,
  sizes: readonly (keyof typeof SIZES)[] = ['small', 'wide'],
): Promise<void> {
  const folder = join(root, 'test-results', 'screens');
  mkdirSync(folder, { recursive: true });
  for (const size of sizes) {
    await page.setViewportSize(SIZES[size]);
    await page.screenshot({
      path: join(folder, `${name}-${size}.png`),
      animations: 'disabled',
      caret: 'hide',
    });
  }
}
