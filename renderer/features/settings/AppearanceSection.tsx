import { Radio } from '@mantine/core';
import { useTexts } from '../../i18n/texts';
import { CHOICE_CLASSES } from './control-classes';
import styles from './settings.module.css';
import { useForm } from './settings-form';

const LANGUAGES = ['system', 'en', 'zh'] as const;
const THEMES = ['system', 'dark', 'light'] as const;

export function AppearanceSection() {
  const form = useForm();
  const { language, theme } = form.draft;
  const { appearance: t, sections } = useTexts().settings;
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{sections.appearance}</h2>
      </div>
      <fieldset className={styles.cardGroup}>
        <legend className={styles.cardTitle}>{t.language}</legend>
        {LANGUAGES.map((value) => (
          <Radio
            classNames={CHOICE_CLASSES}
            key={value}
            name="language"
            value={value}
            label={t.languages[value]}
            checked={language === value}
            onChange={() => form.edit((draft) => ({ ...draft, language: value }))}
          />
        ))}
      </fieldset>
      <fieldset className={styles.cardGroup}>
        <legend className={styles.cardTitle}>{t.theme}</legend>
        {THEMES.map((value) => (
          <Radio
            classNames={CHOICE_CLASSES}
            key={value}
            name="theme"
            value={value}
            label={t.themes[value]}
            checked={theme === value}
            onChange={() => form.edit((draft) => ({ ...draft, theme: value }))}
          />
        ))}
      </fieldset>
    </>
  );
}
