import type { Language } from '../i18n/language';
import type { Labels } from './alerts';

/**
 * An annotation in the user's language where the rule has it: `summary_zh` beside `summary`. Undefined where there is
 * neither, or only blank text.
 */
export function localAnnotation(
  annotations: Labels,
  name: string,
  language: Language,
): string | undefined {
  for (const key of [`${name}_${language}`, name]) {
    const text = Object.hasOwn(annotations, key) ? annotations[key]?.trim() : undefined;
    if (text) return text;
  }
  return undefined;
}
