import type { Failure } from '../../../shared/domain/sources';
import { MESSAGE_MAX, oneLine } from '../../../shared/wire/text';

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
    return { kind: 'tls', message: oneLine(`${tlsWords(code, message)} (${code})`, MESSAGE_MAX) };
  }
  return { kind: 'network', message: oneLine(networkWords(code, host), MESSAGE_MAX) };
}

function tlsWords(code: string, message: string): string {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'the server’s certificate is self-signed and not trusted';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return 'the server’s certificate comes from a private authority that is not trusted; name its CA file';
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'the authority that issued the server’s certificate is not known; name its CA file';
    case 'CERT_HAS_EXPIRED':
      return 'the server’s certificate has expired';
    case 'CERT_NOT_YET_VALID':
      return 'the server’s certificate is not valid yet';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'the server’s certificate is for another name';
    default:
      return opensslWords(message);
  }
}

/** `…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/…:` → the reason alone. */
function opensslWords(message: string): string {
  const reason = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1];
  if (reason === undefined) return 'the TLS handshake failed';
  const hint = /wrong version number|packet length too long|http request/.test(reason)
    ? '; is this a plain http server?'
    : /certificate required|handshake failure|bad certificate|unknown ca/.test(reason)
      ? '; does it want a client certificate?'
      : '';
  return `the TLS handshake failed: ${reason}${hint}`;
}

function networkWords(code: string, host: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `connection refused by ${host} (${code})`;
    case 'ENOTFOUND':
      return `the name of ${host} is not known (${code})`;
    case 'EAI_AGAIN':
      return `the name of ${host} cannot be looked up now (${code})`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return `there is no way to ${host} (${code})`;
    case 'ETIMEDOUT':
      return `${host} did not take the connection in time (${code})`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return `${host} closed the connection without an answer (${code})`;
    case 'ERR_BAD_RESPONSE':
      return `${host} closed the connection in the middle of its answer`;
    default:
      if (code.startsWith('HPE_')) return `${host} does not speak HTTP (${code})`;
      if (code.startsWith('Z_')) return `the compressed answer of ${host} is damaged (${code})`;
      return `the exchange with ${host} failed (${code || 'no reason given'})`;
  }
}
