import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builderArguments } from '../scripts/builder-arguments.mjs';

const config = readFileSync(join(import.meta.dirname, '..', '..', 'electron-builder.yml'), 'utf8');

/** The `name: value` lines of one block, read without a YAML parser: the file keeps to plain scalars there. */
function block(name: string): Record<string, string> {
  const body = new RegExp(`^${name}:\\n((?: {2}.*\\n)+)`, 'm').exec(config)?.[1] ?? '';
  return Object.fromEntries(
    body
      .trimEnd()
      .split('\n')
      .filter((line) => !line.trim().startsWith('#'))
      .map((line) => {
        const [key = '', value = ''] = line.trim().split(/:\s*/);
        return [key, value];
      }),
  );
}

describe('packaging', () => {
  it('sets every fuse that closes a way around the program`s own files', () => {
    expect(block('electronFuses')).toEqual({
      resetAdHocDarwinSignature: 'true',
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      onlyLoadAppFromAsar: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      enableCookieEncryption: 'true',
      grantFileProtocolExtraPrivileges: 'false',
    });
  });

  it('signs what the fuses changed again, without which Apple Silicon kills it', () => {
    expect(block('electronFuses')['resetAdHocDarwinSignature']).toBe('true');
    expect(builderArguments([], 'darwin').join(' ')).not.toContain('resetAdHocDarwinSignature');
  });

  it.each(['linux', 'win32'] as const)('asks for no codesign on %s, which has none', (platform) => {
    expect(builderArguments(['--mac', 'dir'], platform)).toEqual([
      '--config',
      'electron-builder.yml',
      '--publish',
      'never',
      '-c.electronFuses.resetAdHocDarwinSignature=false',
      '--mac',
      'dir',
    ]);
  });

  it('packs what is built and no dependencies, and not the stand-in', () => {
    expect(config).toMatch(/^asar: true$/m);
    expect(config).toContain('"!node_modules"');
    expect(config).toContain('"!dist/stand-in/**"');
  });
});
