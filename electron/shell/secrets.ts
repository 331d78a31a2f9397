import type { SafeStorage } from 'electron';
import type { SecretStoreState } from '../../shared/ipc/api';
import { err, ok, type Result } from '../../shared/result';
import { type AtomicIo, codeOf, diskIo, writeAtomically } from '../settings/atomic-file';
import { createSerial } from '../settings/serial';
import type { Log } from './log';
import {
  mustNotOverwrite,
  readSecretsFile,
  type SecretsTrouble,
  secretsText,
} from './secrets-file';

export type SecretFailure =
  | { readonly kind: 'plain' }
  | { readonly kind: 'unavailable' }
  /** The file on disk could not be used and could not be moved aside: writing would destroy it. */
  | { readonly kind: 'protected' }
  | { readonly kind: 'unwritable'; readonly detail: string };

export interface SecretStore {
  state(): SecretStoreState;
  /** Decrypted, by id. Stays in the main process and its engine. */
  all(): Readonly<Record<string, string>>;
  put(id: string, value: string): Promise<Result<null, SecretFailure>>;
  remove(id: string): Promise<Result<null, SecretFailure>>;
}

/** The store with the file behind it. */
export interface SecretFile extends SecretStore {
  readonly file: string;
  readonly trouble: SecretsTrouble | undefined;
  /** Resolves when everything asked for so far is on disk or has failed. */
  settled(): Promise<void>;
}

export interface SecretStoreOptions {
  readonly file: string;
  readonly safeStorage: Pick<
    SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
    | 'getSelectedStorageBackend'
  >;
  readonly platform: string;
  readonly log: Log;
  readonly now: number;
  readonly io?: AtomicIo;
}

/**
 * Secrets encrypted by the keychain of the OS. Where only plain text is on offer (`basic_text`) nothing is kept. What
 * cannot be decrypted today stays in the file: a locked keychain may be open tomorrow.
 */
export async function openSecretStore(options: SecretStoreOptions): Promise<SecretFile> {
  const protection = await protectionOf(options);
  const { encrypted, trouble } = await readSecretsFile(options.file, options.now);
  const isProtected = mustNotOverwrite(trouble);
  const values: Record<string, string> = Object.create(null);
  if (protection.reason === 'ok') await decryptAll(encrypted, values, options);
  const serial = createSerial();

  const write = async (): Promise<Result<null, SecretFailure>> => {
    try {
      await writeAtomically(options.file, secretsText(encrypted), options.io ?? diskIo);
      return ok(null);
    } catch (error) {
      return err({ kind: 'unwritable', detail: codeOf(error) || 'unknown error' });
    }
  };
  /** The disk decides: a secret that could not be written is not kept in memory either. */
  const change = async (id: string, next: string | undefined) => {
    const before = encrypted.get(id);
    if (next === undefined) encrypted.delete(id);
    else encrypted.set(id, next);
    const written = await write();
    if (!written.ok) {
      if (before === undefined) encrypted.delete(id);
      else encrypted.set(id, before);
    }
    return written;
  };

  return {
    file: options.file,
    trouble,
    state: () => ({
      available: protection.reason === 'ok',
      reason: protection.reason,
      backend: protection.backend,
      stored: Object.keys(values).sort(),
    }),
    all: () => ({ ...values }),
    put: (id, value) =>
      serial(async () => {
        if (protection.reason !== 'ok') return err({ kind: protection.reason });
        if (isProtected) return err({ kind: 'protected' });
        let cipher: Buffer;
        try {
          cipher = await options.safeStorage.encryptStringAsync(value);
        } catch (error) {
          options.log.error('The keychain could not encrypt a secret', error);
          return err({ kind: 'unavailable' });
        }
        const changed = await change(id, cipher.toString('base64'));
        if (changed.ok) values[id] = value;
        return changed;
      }),
    remove: (id) =>
      serial(async () => {
        // What cannot be read may well hold it.
        if (isProtected) return err({ kind: 'protected' });
        if (!encrypted.has(id)) return ok(null);
        const changed = await change(id, undefined);
        if (changed.ok) delete values[id];
        return changed;
      }),
    settled: () => serial(async () => undefined),
  };
}

async function protectionOf(
  options: SecretStoreOptions,
): Promise<Pick<SecretStoreState, 'reason' | 'backend'>> {
  const { safeStorage, platform } = options;
  const native = platform === 'darwin' ? 'keychain' : 'dpapi';
  try {
    const available = await safeStorage.isAsyncEncryptionAvailable();
    const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : native;
    if (backend === 'basic_text') return { reason: 'plain', backend };
    return { reason: available && backend !== 'unknown' ? 'ok' : 'unavailable', backend };
  } catch (error) {
    options.log.error('The keychain does not answer', error);
    return { reason: 'unavailable', backend: 'unknown' };
  }
}

async function decryptAll(
  encrypted: Map<string, string>,
  values: Record<string, string>,
  options: SecretStoreOptions,
): Promise<void> {
  for (const [id, cipher] of [...encrypted]) {
    try {
      const bytes = Buffer.from(cipher, 'base64');
      const plain = await options.safeStorage.decryptStringAsync(bytes);
      values[id] = plain.result;
      if (plain.shouldReEncrypt) {
        encrypted.set(
          id,
          (await options.safeStorage.encryptStringAsync(plain.result)).toString('base64'),
        );
      }
    } catch (error) {
      options.log.warn(`The secret ${id} cannot be decrypted`, error);
    }
  }
}
