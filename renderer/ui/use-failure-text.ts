import type { Failure } from '../../shared/domain/sources';
import { useTexts } from '../i18n/texts';

/** One line: what kind of failure, then the server's or the system's own words. */
export function useFailureText(): (failure: Failure) => string {
  const { app, common } = useTexts();
  return (failure) => {
    const { kind, status } = failure;
    const head =
      kind === 'status' && status !== undefined
        ? app.source.http(status)
        : common.source.failure[kind];
    const words =
      failure.path === undefined ? failure.message : `${failure.message} [${failure.path}]`;
    return app.freshness.reason(head, words);
  };
}
