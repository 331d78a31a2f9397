import { assertNever } from '../../../shared/result';
import { useFormat, useTexts } from '../../i18n/texts';
import type { Suppression } from './suppression';

/** One line for what suppresses an alert. */
export function useSuppressionText(): (suppression: Suppression) => string {
  const t = useTexts().alerts.state;
  const format = useFormat();
  return (suppression) => {
    switch (suppression.kind) {
      case 'silence': {
        const { createdBy, endsAt } = suppression.silence;
        return t.silenced(createdBy, format.dateTime(endsAt));
      }
      case 'unknown-silence':
        return t.silencedUnknown(suppression.id.slice(0, 8));
      case 'inhibited':
        return t.inhibited(suppression.by.name);
      case 'unknown-inhibitor':
        return t.inhibitedUnknown;
      case 'muted':
        return t.muted(suppression.interval);
      default:
        return assertNever(suppression);
    }
  };
}
