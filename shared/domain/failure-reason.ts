/** What the console itself found out below HTTP: the same for a log, a popup and the page, each in its own language. */
export type FailureReason =
  /** `host` is host and port as configured; `system` the system's own code, '' where it gave none. */
  | { readonly code: NetworkReason; readonly host: string; readonly system: string }
  | { readonly code: CertificateReason; readonly system: string }
  /** `detail` is OpenSSL's own reason, '' where it gave none. */
  | {
      readonly code: 'handshake';
      readonly system: string;
      readonly detail: string;
      readonly hint: HandshakeHint;
    }
  | { readonly code: TimeoutReason; readonly seconds: number }
  | { readonly code: 'too-large'; readonly mib: number }
  | { readonly code: CommandReason };

export type NetworkReason =
  | 'refused'
  | 'unknown-name'
  | 'name-lookup'
  | 'no-way'
  | 'not-taken'
  | 'closed'
  | 'cut-off'
  | 'not-http'
  | 'damaged'
  | 'failed';

export type CertificateReason =
  | 'self-signed'
  | 'private-authority'
  | 'unknown-authority'
  | 'expired'
  | 'not-yet-valid'
  | 'other-name';

export type HandshakeHint = 'plain-http' | 'client-certificate' | 'none';

/** What did not come in time: a connection, the beginning of the answer, or its end. */
export type TimeoutReason = 'no-connection' | 'no-answer' | 'no-end';

/** Of writing and ending a silence. */
export type CommandReason = 'interrupted' | 'no-alertmanager' | 'no-silence-id' | 'page-instead';
