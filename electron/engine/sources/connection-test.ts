import type { SourceKind } from '../../../shared/domain/sources';
import type { ConnectionReport } from '../../../shared/ipc/api';
import type { EndpointSettings } from '../../../shared/settings/settings';

export declare function testConnection(
  source: SourceKind,
  endpoint: EndpointSettings,
  secrets: Readonly<Record<string, string>>,
  typedSecret: string | undefined,
  clock: { now(): number },
  signal: AbortSignal,
): Promise<ConnectionReport>;
