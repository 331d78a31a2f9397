import type { Language } from '../../shared/i18n/language';
import { type Messages, messagesFor } from '../../shared/i18n/messages';
import { alerts as alertsEn } from './en/alerts';
import { app as appEn } from './en/app';
import { overview as overviewEn } from './en/overview';
import { settings as settingsEn } from './en/settings';
import { silences as silencesEn } from './en/silences';
import { traces as tracesEn } from './en/traces';
import { alerts as alertsZh } from './zh/alerts';
import { app as appZh } from './zh/app';
import { overview as overviewZh } from './zh/overview';
import { settings as settingsZh } from './zh/settings';
import { silences as silencesZh } from './zh/silences';
import { traces as tracesZh } from './zh/traces';

/** Every text of the window in one language; `common` is what main and the engine say too. */
export interface Texts {
  readonly language: Language;
  readonly common: Messages;
  readonly app: typeof appEn;
  readonly overview: typeof overviewEn;
  readonly alerts: typeof alertsEn;
  readonly silences: typeof silencesEn;
  readonly settings: typeof settingsEn;
  readonly traces: typeof tracesEn;
}

const CATALOGUES: Readonly<Record<Language, Texts>> = {
  en: {
    language: 'en',
    common: messagesFor('en'),
    app: appEn,
    overview: overviewEn,
    alerts: alertsEn,
    silences: silencesEn,
    settings: settingsEn,
    traces: tracesEn,
  },
  zh: {
    language: 'zh',
    common: messagesFor('zh'),
    app: appZh,
    overview: overviewZh,
    alerts: alertsZh,
    silences: silencesZh,
    settings: settingsZh,
    traces: tracesZh,
  },
};

export function textsFor(language: Language): Texts {
  return CATALOGUES[language];
}
