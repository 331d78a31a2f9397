import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandOf, root } from './running.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batchwatch scripts '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('the program of a package', () => {
  it.each(['biome', 'playwright', 'tsc', 'vitest'] as const)(
    '%s is run by Node itself, without a shell',
    (name) => {
      const [command, [entry = '', ...rest]] = commandOf(name, ['--version']);
      expect(command).toBe(process.execPath);
      expect(existsSync(entry)).toBe(true);
      expect(entry).not.toContain('.bin');
      expect(rest).toEqual(['--version']);
    },
  );

  it('is found where a folder`s name has a space', () => {
    write('node_modules/vitest/package.json', '{"bin": "./program.cjs"}');
    write('node_modules/vitest/program.cjs', 'process.stdout.write(process.argv.slice(2).join())');
    const [command, args] = commandOf('vitest', ['a b', '"c"'], folder);
    expect(execFileSync(command, [...args], { encoding: 'utf8' })).toBe('a b,"c"');
  });
});

describe('a script', () => {
  const running = pathToFileURL(join(root, 'e2e', 'scripts', 'running.mjs')).href;
  const start = (path: string) => execFileSync(process.execPath, [path], { encoding: 'utf8' });

  beforeEach(() => {
    write(
      'real/script.mjs',
      `import { isStarted } from '${running}';
       process.stdout.write(String(isStarted(import.meta.filename)));`,
    );
    write('real/other.mjs', `import './script.mjs';`);
    // Windows lets everybody make a junction.
    symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction');
  });

  it('knows that it was started, also through a link', () => {
    expect(start(join(folder, 'real', 'script.mjs'))).toBe('true');
    expect(start(join(folder, 'link', 'script.mjs'))).toBe('true');
  });

  it('knows that it was only loaded', () => {
    expect(start(join(folder, 'link', 'other.mjs'))).toBe('false');
  });
});
