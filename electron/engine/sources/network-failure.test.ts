import { AxiosError, AxiosHeaders } from 'axios';
import { describe, expect, it } from 'vitest';
import { errorFacts, networkFailure } from './network-failure';

describe('networkFailure', () => {
  it.each([
    ['ENOTFOUND', 'network', 'the name of h:9090 is not known (ENOTFOUND)'],
    ['EAI_AGAIN', 'network', 'the name of h:9090 cannot be looked up now (EAI_AGAIN)'],
    ['EHOSTUNREACH', 'network', 'there is no way to h:9090 (EHOSTUNREACH)'],
    ['ENETUNREACH', 'network', 'there is no way to h:9090 (ENETUNREACH)'],
    ['ETIMEDOUT', 'network', 'h:9090 did not take the connection in time (ETIMEDOUT)'],
    ['EPIPE', 'network', 'h:9090 closed the connection without an answer (EPIPE)'],
    ['HPE_INVALID_CONSTANT', 'network', 'h:9090 does not speak HTTP (HPE_INVALID_CONSTANT)'],
    ['EWEIRD', 'network', 'the exchange with h:9090 failed (EWEIRD)'],
    ['', 'network', 'the exchange with h:9090 failed'],
    ['CERT_HAS_EXPIRED', 'tls', 'the server’s certificate has expired (CERT_HAS_EXPIRED)'],
    ['CERT_NOT_YET_VALID', 'tls', 'the server’s certificate is not valid yet (CERT_NOT_YET_VALID)'],
    ['CERT_REVOKED', 'tls', 'the TLS handshake failed (CERT_REVOKED)'],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'tls',
      'the server’s certificate comes from a private authority that is not trusted; name its CA file (SELF_SIGNED_CERT_IN_CHAIN)',
    ],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'tls', 'the TLS handshake failed (ERR_TLS_HANDSHAKE_TIMEOUT)'],
  ])('%s', (code, kind, message) => {
    expect(networkFailure({ code, message: 'raw words' }, 'h:9090')).toMatchObject({
      kind,
      message,
      reason: { system: code },
    });
  });

  it('takes OpenSSL’s reason and leaves the rest', () => {
    const message =
      'write EPROTO 00F5:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../deps/openssl/ssl/record/rec_layer_s3.c:1605:SSL alert number 40\n';
    expect(networkFailure({ code: 'EPROTO', message }, 'h').message).toBe(
      'the TLS handshake failed: sslv3 alert handshake failure; does it want a client certificate? (EPROTO)',
    );
  });

  it('says what it found also for other languages, without its own code for a broken answer', () => {
    expect(networkFailure({ code: 'ECONNREFUSED', message: '' }, 'h:9090').reason).toEqual({
      code: 'refused',
      host: 'h:9090',
      system: 'ECONNREFUSED',
    });
    expect(networkFailure({ code: 'ERR_BAD_RESPONSE', message: '' }, 'h:9090')).toEqual({
      kind: 'network',
      message: 'h:9090 closed the connection in the middle of its answer',
      reason: { code: 'cut-off', host: 'h:9090', system: '' },
    });
  });
});

describe('errorFacts', () => {
  it('takes code and message from an axios error and nothing of its request', () => {
    const headers = new AxiosHeaders({ Authorization: 'Bearer secret' });
    const error = new AxiosError('boom', 'ECONNRESET', { headers }, { headers });
    expect(errorFacts(error)).toEqual({ code: 'ECONNRESET', message: 'boom' });
  });

  it('takes anything that is thrown', () => {
    expect(errorFacts('a string')).toEqual({ code: '', message: '' });
    expect(errorFacts(Object.assign(new Error('x'), { code: 5 }))).toEqual({
      code: '',
      message: 'x',
    });
  });
});
