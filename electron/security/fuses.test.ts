import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const config = readFileSync(join(import.meta.dirname, '..', '..', 'electron-builder.yml'), 'utf8');

/** The `name: value` lines of one block, read without a YAML parser: the file keeps to plain scalars there. */
function block(name: string): Record<string, string> {
  const body = new RegExp(`^${name}:\\n((?: {2}.*\\n)+)`, 'm').exec(config)?.[1] ?? '';
  return Object.fromEntries(
    body
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [key = '', value = ''] = line.trim().split(/:\s*/);
        return [key, value];
      }),
  );
}

describe('packaging', () => {
  it('sets every fuse that closes a way around the program`s own files', () => {
    expect(block('electronFuses')).toEqual({
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      onlyLoadAppFromAsar: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      enableCookieEncryption: 'true',
      grantFileProtocolExtraPrivileges: 'false',
    });
  });

  it('packs what is built and no dependencies, and not the stand-in', () => {
    expect(config).toMatch(/^asar: true$/m);
    expect(config).toContain('"!node_modules"');
    expect(config).toContain('"!dist/stand-in/**"');
  });
});
