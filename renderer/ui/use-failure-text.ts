import type { Failure } from '../../shared/domain/sources';
import { failureWords } from '../../shared/i18n/failure-words';
import { useTexts } from '../i18n/texts';

/** One line: what kind of failure, then what was found in the user's language, or the server's own words. */
export function useFailureText(): (failure: Failure) => string {
  const { app, common } = useTexts();
  return (failure) => {
    const { kind, status } = failure;
    const head =
      kind === 'status' && status !== undefined
        ? app.source.http(status)
        : common.source.failure[kind];
    const words = failureWords(common, failure);
    const where = failure.path === undefined ? words : `${words} [${failure.path}]`;
    return app.freshness.reason(head, where);
  };
}
