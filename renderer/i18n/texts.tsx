import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { resolveLanguage } from '../../shared/i18n/language';
import { useApp } from '../state/context';
import { type Texts, textsFor } from './catalogue';
import { createFormat, type Format } from './format';

interface Provided {
  readonly texts: Texts;
  readonly format: Format;
}

const Context = createContext<Provided | null>(null);

/** Follows the settings and, for `system`, the OS; a change shows at once. */
export function TextsProvider({ children }: { readonly children: ReactNode }) {
  const chosen = useApp((state) => state.settings.language);
  const locale = useApp((state) => state.info.locale);
  const language = resolveLanguage(chosen, locale === '' ? navigator.language : locale);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const provided = useMemo(
    () => ({ texts: textsFor(language), format: createFormat(language) }),
    [language],
  );
  return <Context value={provided}>{children}</Context>;
}

function useProvidedTexts(): Provided {
  const provided = useContext(Context);
  if (!provided) throw new Error('TextsProvider is missing');
  return provided;
}

/** The whole catalogue of the current language: `const t = useTexts().alerts`. */
export function useTexts(): Texts {
  return useProvidedTexts().texts;
}

/** Numbers, units and times the way the current language writes them. */
export function useFormat(): Format {
  return useProvidedTexts().format;
}
