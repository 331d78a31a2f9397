import styles from './settings.module.css';

const label = styles.controlLabel ?? '';
const description = styles.controlHint ?? '';

/** The type sizes of this page for Mantine's inputs. */
export const TEXT_CLASSES = {
  label: styles.fieldLabel ?? '',
  input: styles.fieldInput ?? '',
  error: styles.fieldError ?? '',
  description: styles.fieldHint ?? '',
};

/** The same for switches, checkboxes and radio buttons. */
export const CHOICE_CLASSES = { label, description };

export const SEGMENTED_CLASSES = { root: styles.segmented ?? '', label: styles.segment ?? '' };
