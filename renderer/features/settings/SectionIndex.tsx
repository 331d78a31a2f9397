import { useTexts } from '../../i18n/texts';
import { cx } from '../../ui/class-names';
import { Icon } from '../../ui/icons';
import { OTHER_SECTIONS, placeOf, type Section } from './places';
import styles from './settings.module.css';
import { useForm } from './settings-form';

interface SectionIndexProps {
  readonly section: Section;
  /** Key of the environment shown. */
  readonly environment: string;
  readonly onGo: (section: Section, environment?: string) => void;
  readonly onAdd: () => void;
}

/** At the left: every environment and every other section, each with what is wrong in it. */
export function SectionIndex({ section, environment, onGo, onAdd }: SectionIndexProps) {
  const form = useForm();
  const { settings: t } = useTexts();
  const places = form.problems.map((problem) => placeOf(problem.field));
  return (
    <nav className={styles.index} aria-label={t.index}>
      <h2 className={styles.indexTitle}>{t.sections.environments}</h2>
      {form.draft.environments.map((item, index) => (
        <IndexItem
          key={item.key}
          label={item.name.trim() === '' ? t.environments.untitled : item.name}
          here={section === 'environments' && item.key === environment}
          wrong={places.filter((place) => place.environment === index).length}
          onClick={() => onGo('environments', item.key)}
        />
      ))}
      <button type="button" className={styles.indexAdd} onClick={onAdd}>
        <Icon name="plus" size={13} />
        {t.environments.add}
      </button>
      <h2 className={styles.indexTitle}>{t.title}</h2>
      {OTHER_SECTIONS.map((name) => (
        <IndexItem
          key={name}
          label={t.sections[name]}
          here={section === name}
          wrong={places.filter((place) => place.section === name).length}
          onClick={() => onGo(name)}
        />
      ))}
    </nav>
  );
}

interface IndexItemProps {
  readonly label: string;
  readonly here: boolean;
  readonly wrong: number;
  readonly onClick: () => void;
}

function IndexItem({ label, here, wrong, onClick }: IndexItemProps) {
  const { settings: t } = useTexts();
  return (
    <button
      type="button"
      className={cx(styles.indexItem, here && styles.indexHere)}
      aria-current={here ? 'true' : undefined}
      onClick={onClick}
    >
      <span className={styles.indexLabel}>{label}</span>
      {wrong > 0 && (
        <span className={styles.indexWrong}>
          <Icon name="warning" size={13} />
          <span aria-hidden="true">{wrong}</span>
          <span className="visually-hidden">{t.problemsIn(wrong)}</span>
        </span>
      )}
    </button>
  );
}
