import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servicesOf } from './compose-services';
import { COMPOSE, shipped, shippedText } from './shipped';
import { at, mapping } from './values';

const mounts = servicesOf(shipped(COMPOSE))
  .flatMap((service) => service.mounts)
  .filter(({ kind }) => kind === 'file');
const secretFiles = Object.values(mapping(at(shipped(COMPOSE), 'secrets'))).map((secret) =>
  String(at(secret, 'file')),
);
/** Everything of this machine that a container reads, relative to the compose file. */
const read = [...new Set([...mounts.map(({ source }) => source), ...secretFiles])];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batchwatch-first-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o005;

/** Paths that a user who owns nothing here cannot read, once inside the folder that is mounted. */
function closedIn(path: string): readonly string[] {
  const stats = statSync(path);
  const { mode } = stats;
  if (!stats.isDirectory()) return (mode & OTHERS_READ) === 0 ? [path] : [];
  const own = (mode & OTHERS_ENTER) === OTHERS_ENTER ? [] : [path];
  return [...own, ...readdirSync(path).flatMap((name) => closedIn(join(path, name)))];
}

/** A checkout and a build as a umask of 077 leaves them, and an `openssl` that needs none. */
function strictCheckout(): void {
  for (const source of read.filter((path) => !path.startsWith('./secrets/'))) {
    const inner = join(folder, 'monitoring', source, 'deep', 'file');
    mkdirSync(dirname(inner), { recursive: true, mode: 0o700 });
    writeFileSync(inner, '', { mode: 0o600 });
  }
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'openssl'), '#!/bin/sh\necho secret\n', { mode: 0o700 });
}

describe.each(['README.md', 'README.zh.md'])('the first start by %s', (file) => {
  const text = shippedText(file);
  const [, block = ''] =
    /^```sh\n((?:(?!```)[^\n]*\n)*?[^\n]*docker compose[^\n]*\n)/m.exec(text) ?? [];
  const lines = block.trim().split('\n');

  it('builds before Docker mounts what is built', () => {
    expect(lines[0]).toMatch(/npm ci && npm run build\b/);
    expect(lines.findIndex((line) => line.includes('docker compose'))).toBe(lines.length - 1);
  });

  it('lets the containers read their files and nobody else the secrets, whatever the umask', () => {
    strictCheckout();
    execFileSync('sh', ['-ec', ['umask 077', ...lines.slice(1, -1)].join('\n')], {
      cwd: folder,
      env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` },
    });
    expect(read.flatMap((path) => closedIn(join(folder, 'monitoring', path)))).toEqual([]);
    expect(statSync(join(folder, 'monitoring', 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('labels by hand what Docker does not', () => {
    const [, paths = ''] = /`chcon -R -t container_file_t ([^`]+)`/.exec(text) ?? [];
    const labelled = paths.split(' ').map((path) => join(path));
    const unlabelled = [
      ...mounts.filter((mount) => !mount.isLabelled).map(({ source }) => source),
      ...secretFiles,
    ];
    expect(unlabelled.length).toBeGreaterThan(2);
    for (const path of unlabelled) {
      expect(labelled.some((one) => join(path) === one || join(path).startsWith(`${one}/`))).toBe(
        true,
      );
    }
  });
});
