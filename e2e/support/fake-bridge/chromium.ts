import { findChromium } from '../../../electron/stand-in/find-chromium.mjs';

/** An installed browser of the Chromium family. Throws with the remedy where there is none. */
export function chromiumPath(): string {
  const found = findChromium(process.env);
  if (found === undefined) throw new Error(NO_CHROMIUM);
  return found;
}

export const NO_CHROMIUM =
  'no Chromium, Chrome or Edge was found (BATCHWATCH_CHROMIUM may name one; on Debian: apt-get install chromium)';
