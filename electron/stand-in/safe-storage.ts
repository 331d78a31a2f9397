import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SecretsBackend } from './options';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Electron's `safeStorage`, its asynchronous half: the rest is deprecated. There is no keychain behind it. As on a Linux
 * without one it says `basic_text`; a test may let it play a keychain, whose key then lies in a plain file.
 */
export class SafeStorage {
  readonly #backend: SecretsBackend;
  readonly #keyFile: () => string;

  constructor(backend: SecretsBackend, keyFile: () => string) {
    this.#backend = backend;
    this.#keyFile = keyFile;
  }

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return this.#backend !== 'unavailable';
  }

  getSelectedStorageBackend(): 'basic_text' | 'gnome_libsecret' | 'kwallet6' | 'unknown' {
    return this.#backend === 'unavailable' ? 'unknown' : this.#backend;
  }

  async encryptStringAsync(plainText: string): Promise<Buffer> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(), iv);
    const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  async decryptStringAsync(
    encrypted: Buffer,
  ): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const body = encrypted.subarray(IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#key(), encrypted.subarray(0, IV_BYTES));
    decipher.setAuthTag(encrypted.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const result = Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    return { result, shouldReEncrypt: false };
  }

  setUsePlainTextEncryption(_usePlainText: boolean): void {}

  #key(): Buffer {
    if (this.#backend === 'unavailable') throw new Error('Encryption is not available.');
    const file = this.#keyFile();
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, randomBytes(32), { mode: 0o600 });
    }
    return readFileSync(file);
  }
}
