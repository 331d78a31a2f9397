import type {
  CertificateReason,
  FailureReason,
  HandshakeHint,
  NetworkReason,
} from '../../../shared/domain/failure-reason';
import type { Failure } from '../../../shared/domain/sources';
import { MESSAGE_MAX, oneLine } from '../../../shared/wire/text';
import { ownFailure } from './own-failure';

/** The only parts of an error that are looked at: an AxiosError carries the request with its headers. */
export interface ErrorFacts {
  readonly code: string;
  readonly message: string;
}

export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { code: '', message: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code, message: error.message };
}

/** Certificate verification results (OpenSSL's X509_V_ERR names, as Node spells them) and TLS errors. */
const TLS_CODE =
  /^(?:ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|ERROR_IN_C|EPROTO$)/;

/** A failure below HTTP. `host` is host and port as configured. */
export function networkFailure({ code, message }: ErrorFacts, host: string): Failure {
  if (TLS_CODE.test(code)) {
    return ownFailure('tls', tlsReason(code, message));
  }
  const reason = networkReason(code);
  // where the answer breaks off, the code is ours and not the system's
  return ownFailure('network', { code: reason, host, system: reason === 'cut-off' ? '' : code });
}

function tlsReason(code: string, message: string): FailureReason {
  const certificate = certificateReason(code);
  return certificate === undefined
    ? handshakeReason(code, message)
    : { code: certificate, system: code };
}

function certificateReason(code: string): CertificateReason | undefined {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'self-signed';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return 'private-authority';
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'unknown-authority';
    case 'CERT_HAS_EXPIRED':
      return 'expired';
    case 'CERT_NOT_YET_VALID':
      return 'not-yet-valid';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'other-name';
    default:
      return undefined;
  }
}

/** `…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/…:` → the reason alone. */
function handshakeReason(code: string, message: string): FailureReason {
  const detail = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? '';
  return {
    code: 'handshake',
    system: code,
    detail: oneLine(detail, MESSAGE_MAX),
    hint: handshakeHint(detail),
  };
}

function handshakeHint(detail: string): HandshakeHint {
  if (/wrong version number|packet length too long|http request/.test(detail)) return 'plain-http';
  return /certificate required|handshake failure|bad certificate|unknown ca/.test(detail)
    ? 'client-certificate'
    : 'none';
}

function networkReason(code: string): NetworkReason {
  switch (code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ENOTFOUND':
      return 'unknown-name';
    case 'EAI_AGAIN':
      return 'name-lookup';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return 'no-way';
    case 'ETIMEDOUT':
      return 'not-taken';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return 'closed';
    case 'ERR_BAD_RESPONSE':
      return 'cut-off';
    default:
      if (code.startsWith('HPE_')) return 'not-http';
      return code.startsWith('Z_') ? 'damaged' : 'failed';
  }
}
