import type { Failure } from '../../../shared/domain/sources';
import { err, ok, type Result } from '../../../shared/result';
import type { HttpAnswer, HttpClient } from './http';
import type { Outcome } from './outcome';

/** An answer read with a decoder. The decoder's failures may quote the server, so they are redacted as well. */
export function outcomeOf<T>(
  http: HttpClient,
  answer: HttpAnswer,
  decode: (json: unknown) => Result<T, Failure>,
): Outcome<T> {
  if (!answer.ok) return answer;
  const { json, latencyMs, bytes, skewMs, status } = answer.value;
  const decoded = decode(json);
  if (decoded.ok) {
    const skew = skewMs === undefined ? {} : { skewMs };
    return ok({ value: decoded.value, latencyMs, bytes, ...skew });
  }
  return err({ ...decoded.error, message: http.redact(decoded.error.message), status });
}
