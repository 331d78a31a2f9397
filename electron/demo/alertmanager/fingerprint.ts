import type { Labels } from '../../../shared/domain/alerts';

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** Alertmanager's: FNV-1a over the sorted labels, each name and value ended by a byte 255. 16 hex digits. */
export function fingerprint(labels: Labels): string {
  let hash = OFFSET;
  const add = (byte: number) => {
    hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  };
  const names = Object.keys(labels).sort((a, b) => (a < b ? -1 : 1));
  for (const name of names) {
    for (const part of [name, labels[name] ?? '']) {
      for (const byte of Buffer.from(part)) add(byte);
      add(255);
    }
  }
  return hash.toString(16).padStart(16, '0');
}
