import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPOSE, MONITORING } from './shipped';
import { at, mapping } from './values';

/** The compose plugin needs no engine to read a file; many machines have the one without the other. */
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
if (!hasCompose) process.stderr.write('SKIPPED: docker compose config: no docker compose here\n');

describe.runIf(hasCompose)('docker compose', () => {
  it('reads the file with every profile', () => {
    const { status, stdout, stderr } = spawnSync(
      'docker',
      [
        ...['compose', '--project-directory', MONITORING, '-f', join(MONITORING, COMPOSE)],
        ...['--env-file', join(MONITORING, '.env.example'), '--profile', '*'],
        ...['config', '--format', 'json'],
      ],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(Object.keys(mapping(at(JSON.parse(stdout), 'services'))).sort()).toEqual([
      'alertmanager',
      'grafana',
      'memcached',
      'prometheus',
      'simulator',
      'sinks',
      'tempo',
    ]);
  });
});
