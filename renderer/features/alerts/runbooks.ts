import type { Language } from '../../../shared/i18n/language';

/** Every runbook of `monitoring/runbooks`, part of the program and loaded when one is read: no network is needed. */
const FILES = import.meta.glob<string>('../../../monitoring/runbooks/*/*.md', {
  query: '?raw',
  import: 'default',
});

/** Loads the runbook for an alert's name; undefined where there is none. The name is hostile: it only picks a file. */
export function runbookLoader(
  alertName: string,
  language: Language,
): (() => Promise<string>) | undefined {
  for (const folder of [language, 'en']) {
    const path = `../../../monitoring/runbooks/${folder}/${alertName}.md`;
    if (Object.hasOwn(FILES, path)) return FILES[path];
  }
  return undefined;
}
