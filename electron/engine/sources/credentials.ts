import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Failure, FailureKind } from '../../../shared/domain/sources';
import { assertNever, err, ok, type Result } from '../../../shared/result';
import type { EndpointSettings, SecretRef } from '../../../shared/settings/settings';
import { MESSAGE_MAX, oneLine } from '../../../shared/wire/text';

/** Everything secret one endpoint needs, read and checked. Stays in this process; never in messages. */
export interface ResolvedCredentials {
  /** The whole value of the `Authorization` header. */
  readonly authorization?: string;
  /** PEM texts. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** What may not appear in any message: passwords, tokens, header values, as they are and as they are sent. */
  readonly secretTexts: readonly string[];
}

/**
 * Reads what an endpoint's settings refer to. A missing or unusable secret is `unauthorized`, a file of the TLS settings
 * `tls`; the message names the file or the secret's id. Files are read anew at each call, so that after a 401 a token
 * somebody else rotates can be picked up by calling again.
 */
export async function resolveCredentials(
  endpoint: EndpointSettings,
  secrets: Readonly<Record<string, string>>,
): Promise<Result<ResolvedCredentials, Failure>> {
  const authorization = await authorizationOf(endpoint.auth, secrets);
  if (!authorization.ok) return authorization;
  const tls = await tlsOf(endpoint.tls);
  if (!tls.ok) return tls;
  const { header, texts } = authorization.value;
  return ok({
    ...(header === undefined ? {} : { authorization: header }),
    ...tls.value,
    secretTexts: [...texts, ...endpoint.headers.map((extra) => extra.value)],
  });
}

interface Authorization {
  readonly header?: string;
  readonly texts: readonly string[];
}

async function authorizationOf(
  auth: EndpointSettings['auth'],
  secrets: Readonly<Record<string, string>>,
): Promise<Result<Authorization, Failure>> {
  switch (auth.kind) {
    case 'none':
      return ok({ texts: [] });
    case 'basic': {
      const password = await secretOf(auth.password, 'password', secrets);
      if (!password.ok) return password;
      if (auth.username.includes(':')) {
        return fail('unauthorized', 'a user name for basic authentication may not contain a colon');
      }
      const pair = Buffer.from(`${auth.username}:${password.value}`, 'utf8').toString('base64');
      return ok({ header: `Basic ${pair}`, texts: [password.value, pair] });
    }
    case 'bearer': {
      const token = await secretOf(auth.token, 'token', secrets);
      if (!token.ok) return token;
      if (!/^[\x21-\x7e]+$/.test(token.value)) {
        const where = 'file' in auth.token ? ` in ${auth.token.file}` : '';
        return fail('unauthorized', `the token${where} is not one word of plain characters`);
      }
      return ok({ header: `Bearer ${token.value}`, texts: [token.value] });
    }
    default:
      return assertNever(auth);
  }
}

const SECRET_FILE_MAX = 64 * 1024;
const PEM_FILE_MAX = 4 * 1024 * 1024;

async function secretOf(
  ref: SecretRef,
  what: 'password' | 'token',
  secrets: Readonly<Record<string, string>>,
): Promise<Result<string, Failure>> {
  if ('file' in ref) {
    const read = await readText(ref.file, SECRET_FILE_MAX, 'unauthorized', `the ${what} file`);
    if (!read.ok) return read;
    const secret = read.value.replace(/\r?\n$/, '');
    if (secret === '') return fail('unauthorized', `the ${what} file ${ref.file} is empty`);
    // A key or another document named by mistake, or by malice, must not travel as a password.
    return /[\r\n]/.test(secret)
      ? fail('unauthorized', `the ${what} file ${ref.file} holds more than one line`)
      : ok(secret);
  }
  const secret = Object.hasOwn(secrets, ref.secret) ? secrets[ref.secret] : undefined;
  return secret === undefined || secret === ''
    ? fail('unauthorized', `no ${what} is stored for this server (${ref.secret})`)
    : ok(secret);
}

type TlsTexts = Pick<ResolvedCredentials, 'ca' | 'cert' | 'key'>;

async function tlsOf(tls: EndpointSettings['tls']): Promise<Result<TlsTexts, Failure>> {
  const texts: { ca?: string; cert?: string; key?: string } = {};
  if (tls.caFile !== undefined) {
    const ca = await certificatesOf(tls.caFile, 'the CA file');
    if (!ca.ok) return ca;
    texts.ca = ca.value.pem;
  }
  if (tls.certFile !== undefined && tls.keyFile !== undefined) {
    const cert = await certificatesOf(tls.certFile, 'the client certificate file');
    if (!cert.ok) return cert;
    const key = await readText(tls.keyFile, PEM_FILE_MAX, 'tls', 'the client key file');
    if (!key.ok) return key;
    const checked = checkKey(key.value, tls.keyFile, cert.value.first, tls.certFile);
    if (!checked.ok) return checked;
    texts.cert = cert.value.pem;
    texts.key = key.value;
  }
  return ok(texts);
}

/** Every certificate in the file must be readable: Node would silently ignore a broken CA and fail later, elsewhere. */
async function certificatesOf(
  file: string,
  what: string,
): Promise<Result<{ pem: string; first: X509Certificate }, Failure>> {
  const read = await readText(file, PEM_FILE_MAX, 'tls', what);
  if (!read.ok) return read;
  const blocks =
    read.value.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  let first: X509Certificate | undefined;
  for (const [index, block] of blocks.entries()) {
    try {
      const certificate = new X509Certificate(block);
      first ??= certificate;
    } catch {
      return fail('tls', `${what} ${file}: certificate ${index + 1} cannot be read`);
    }
  }
  return first
    ? ok({ pem: read.value, first })
    : fail('tls', `${what} ${file} holds no PEM certificate`);
}

function checkKey(
  pem: string,
  keyFile: string,
  certificate: X509Certificate,
  certFile: string,
): Result<null, Failure> {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    return fail(
      'tls',
      `the client key file ${keyFile} is encrypted; store it without a passphrase`,
    );
  }
  try {
    return certificate.checkPrivateKey(createPrivateKey(pem))
      ? ok(null)
      : fail('tls', `the client key ${keyFile} does not belong to the certificate ${certFile}`);
  } catch {
    return fail('tls', `the client key file ${keyFile} holds no readable PEM private key`);
  }
}

async function readText(
  file: string,
  maxBytes: number,
  kind: FailureKind,
  what: string,
): Promise<Result<string, Failure>> {
  try {
    const info = await stat(file);
    if (!info.isFile()) return fail(kind, `${what} ${file} is not a regular file`);
    if (info.size > maxBytes) return fail(kind, `${what} ${file} is over ${maxBytes} bytes`);
    return ok((await readFile(file, 'utf8')).replace(/^\ufeff/, ''));
  } catch (error) {
    return fail(kind, `${what} ${file} cannot be read: ${fileWords(error)}`);
  }
}

function fileWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  switch (code) {
    case 'ENOENT':
      return 'it does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    default:
      return code;
  }
}

function fail(kind: FailureKind, message: string): Result<never, Failure> {
  return err({ kind, message: oneLine(message, MESSAGE_MAX) });
}
