import { en } from './en';
import type { Language } from './language';
import { zh } from './zh';

/**
 * The texts that main and the engine show natively: popups, tray, and what a failure means. A message is a string or a
 * function of typed arguments, so that a missing key or argument fails the type check. The renderer adds its own.
 */
export type Messages = typeof en;

const CATALOGUES: Readonly<Record<Language, Messages>> = { en, zh };

export function messagesFor(language: Language): Messages {
  return CATALOGUES[language];
}
