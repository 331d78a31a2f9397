export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language to show: the chosen one, else the OS' (`zh-CN`, `zh_Hans`, … are Chinese), else English. */
export function resolveLanguage(chosen: Language | 'system', locale: string): Language {
  if (chosen !== 'system') return chosen;
  return /^zh\b|^zh[-_]/i.test(locale) ? 'zh' : 'en';
}
