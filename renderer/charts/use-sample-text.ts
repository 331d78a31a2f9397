import { assertNever } from '../../shared/result';
import { useTexts } from '../i18n/texts';
import type { Sample } from './line-data';

/** A sample in words: a value, `≥` a bound, or why there is none. */
export function useSampleText(format: (value: number) => string): (sample: Sample) => string {
  const { app, overview } = useTexts();
  return (sample) => {
    switch (sample.kind) {
      case 'value':
        return format(sample.value);
      case 'at-least':
        return app.reading.atLeast(format(sample.bound));
      case 'nan':
        return overview.charts.noRequests;
      case 'absent':
        return overview.charts.noSample;
      default:
        return assertNever(sample);
    }
  };
}
