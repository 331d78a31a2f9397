import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PORTS } from '../layout/ports';
import { composeProblems } from './compose-problems';
import { COMPOSE, shipped, shippedText } from './shipped';

const text = shippedText(COMPOSE);

/** The shipped file with one thing changed. */
function changed(from: string, to: string): readonly string[] {
  expect(text, 'what the case changes').toContain(from);
  return composeProblems(parse(text.replace(from, to), { merge: true }), PORTS);
}

describe('the compose file', () => {
  it('has no fault of its own', () => {
    expect(composeProblems(shipped(COMPOSE), PORTS)).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    ['a moving tag', 'image: grafana/tempo:3.0.2', 'image: grafana/tempo:latest', 'not pinned'],
    ['half a version', 'image: prom/prometheus:v3.12.0', 'image: prom/prometheus:v3', 'not pinned'],
    ['a port for all', '- 127.0.0.1:3000:3000', '- 3000:3000', '3000 is published off loopback'],
    ['any address', '- 127.0.0.1:3000:3000', '- 0.0.0.0:3000:3000', 'off loopback'],
    ['a lone port', '- 127.0.0.1:3000:3000', "- '3000'", 'off loopback'],
    ['another port', '- 127.0.0.1:9093:9093', '- 127.0.0.1:9094:9093', 'published as 9094'],
    ['a port left out', '- 127.0.0.1:11211:11211', '', '(memcached) is published 0 times'],
    [
      'a port of nobody',
      '- 127.0.0.1:3200:3200',
      '- 127.0.0.1:3200:3200\n      - 127.0.0.1:14250:14250',
      '14250 is not in the layout',
    ],
    [
      'a password',
      'GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/grafana_admin_password',
      'GF_SECURITY_ADMIN_PASSWORD: admin',
      'GF_SECURITY_ADMIN_PASSWORD holds its secret',
    ],
    [
      'a default password',
      'GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/grafana_admin_password',
      `GF_SECURITY_ADMIN_PASSWORD: \${PASSWORD:-admin}`,
      'holds its secret',
    ],
    [
      'no password',
      'GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/grafana_admin_password',
      'GF_LOG_LEVEL: info',
      'default one',
    ],
    [
      'a secret of nobody',
      'secrets: [grafana_admin_password]',
      'secrets: [x]',
      'x is not declared',
    ],
    [
      'anonymous access',
      "GF_AUTH_ANONYMOUS_ENABLED: 'false'",
      "GF_AUTH_ANONYMOUS_ENABLED: 'true'",
      'anonymous',
    ],
    [
      'signing up',
      "GF_USERS_ALLOW_SIGN_UP: 'false'",
      "GF_USERS_ALLOW_SIGN_UP: 'true'",
      'signing up',
    ],
    [
      'a lost dependency',
      'depends_on:\n      memcached:',
      'depends_on:\n      redis:',
      'redis, which is no service',
    ],
    [
      'a lost volume',
      '- tempo-data:/var/tempo',
      '- other-data:/var/tempo',
      'other-data is not declared',
    ],
    ['a volume of nobody', '- tempo-data:/var/tempo', '', 'tempo-data is not used'],
    [
      'a writable file',
      '- ./tempo:/etc/tempo:ro,z',
      '- ./tempo:/etc/tempo:z',
      './tempo is mounted writable',
    ],
    [
      'a folder that SELinux closes',
      '- ./tempo:/etc/tempo:ro,z',
      '- ./tempo:/etc/tempo:ro',
      './tempo has no label for SELinux',
    ],
    [
      'a folder of programs that Docker makes',
      'volumes: [*programs]',
      'volumes: [../dist/monitoring:/app:ro,z]',
      'Docker would make ../dist/monitoring',
    ],
    [
      'a folder of secrets that Docker makes',
      'source: ./secrets/alertmanager\n        target: /etc/alertmanager/secrets\n        read_only: true\n        bind:\n          create_host_path: false',
      'source: ./secrets/alertmanager\n        target: /etc/alertmanager/secrets\n        read_only: true',
      'Docker would make ./secrets/alertmanager',
    ],
    [
      'a label that does nothing',
      'bind:\n    create_host_path: false',
      'bind:\n    create_host_path: false\n    selinux: z',
      'the label of ../dist/monitoring does nothing',
    ],
    ['no restart', 'restart: unless-stopped', '', 'has no restart'],
    ['all capabilities', 'cap_drop: [ALL]', '', 'has no cap_drop'],
    [
      'no health check',
      "test: [CMD, /tempo, -health, '-health.url=http://127.0.0.1:3200/ready']",
      '',
      'waits for tempo to be healthy',
    ],
  ])('does not get away with %s', (_what, from, to, problem) => {
    expect(changed(from, to).join('\n')).toContain(problem);
  });

  it('runs Memcached with 64 MB and 4 threads', () => {
    expect(text).toContain("command: [memcached, -m, '64', -t, '4']");
  });

  it('turns on what the specification asks of Prometheus', () => {
    for (const flag of [
      '--web.enable-otlp-receiver',
      '--web.enable-remote-write-receiver',
      '--enable-feature=exemplar-storage,native-histograms',
    ]) {
      expect(text).toContain(`- ${flag}\n`);
    }
  });
});
