import type { Failure } from '../../../shared/domain/sources';
import type { Result } from '../../../shared/result';
import type { EndpointSettings } from '../../../shared/settings/settings';

/** Everything secret one endpoint needs, read and checked. Stays in this process; never in messages. */
export interface ResolvedCredentials {
  /** The whole value of the `Authorization` header. */
  readonly authorization?: string;
  /** PEM texts. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Texts that may not appear in any message, in each form in which a server might echo them. */
  readonly secretTexts: readonly string[];
}

export declare function resolveCredentials(
  endpoint: EndpointSettings,
  secrets: Readonly<Record<string, string>>,
): Promise<Result<ResolvedCredentials, Failure>>;
