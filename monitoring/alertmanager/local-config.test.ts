import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { millisecondsOf } from './durations';
import { type LocalEndpoints, localConfig, localSecrets, siteTemplate } from './local-config';
import { sinksFiles } from './sinks-config';

const FOLDER = import.meta.dirname;
const shipped = readFileSync(join(FOLDER, 'alertmanager.yml'), 'utf8');
const LOCAL: LocalEndpoints = {
  smtp: '127.0.0.1:1025',
  http: 'http://127.0.0.1:8025',
  shippedFolder: '/shipped',
  secretsFolder: '/local/secrets',
};

describe('the local configuration', () => {
  it('names local endpoints and files only', () => {
    const text = localConfig(shipped, LOCAL);
    const withoutAddresses = text.replace(/\S+@example\.org/g, '');
    expect(withoutAddresses).not.toMatch(/https:|\.org:|events\.pagerduty|\/etc\//);
    expect(parse(text)).toMatchObject({
      global: {
        smtp_smarthost: '127.0.0.1:1025',
        smtp_require_tls: false,
        smtp_auth_password_file: '/local/secrets/smtp-password',
        pagerduty_url: 'http://127.0.0.1:8025/v2/enqueue',
      },
      templates: ['/shipped/templates/*.tmpl', '/shipped/templates/language/en.tmpl'],
    });
    expect(text).toContain('url: http://127.0.0.1:8025/heartbeat.example.org/batchwatch');
  });

  it('has a secret for every file it names', () => {
    const named = [...localConfig(shipped, LOCAL).matchAll(/_file: \/local\/secrets\/(\S+)/g)];
    expect(named.map(([, name]) => name).sort()).toEqual(Object.keys(localSecrets(LOCAL)).sort());
  });

  it('leaves routes, inhibition, intervals and timing as shipped', () => {
    const before: unknown = parse(shipped);
    const after: unknown = parse(localConfig(shipped, LOCAL));
    const keys = ['route', 'inhibit_rules', 'time_intervals'];
    for (const key of keys) expect(field(after, key), key).toEqual(field(before, key));
  });

  it('divides the timings of every route, a wait of 0 excepted', () => {
    expect(parse(localConfig(shipped, { ...LOCAL, speed: 30 }))).toMatchObject({
      route: {
        group_wait: '1000ms',
        group_interval: '10000ms',
        repeat_interval: '1440000ms',
        routes: expect.arrayContaining([
          expect.objectContaining({ receiver: 'watchdog-heartbeat', group_wait: '0s' }),
        ]),
      },
    });
    expect(() => localConfig('route: { group_wait: soon }', LOCAL)).toThrow('not a duration');
  });

  it('chooses the language, and takes further templates last', () => {
    const own = { ...LOCAL, language: 'zh', templates: ['/local/site.tmpl'] } as const;
    expect(parse(localConfig(shipped, own))).toMatchObject({
      templates: [
        '/shipped/templates/*.tmpl',
        '/shipped/templates/language/zh.tmpl',
        '/local/site.tmpl',
      ],
    });
  });

  it('lets nothing but an id into the template of the site', () => {
    expect(siteTemplate('local-1')).toContain('}}local-1{{');
    expect(() => siteTemplate('{{ .ExternalURL }}')).toThrow('not an id');
  });
});

describe('the configuration for the sinks of compose.yaml', () => {
  it.each(sinksFiles(shipped))('$path is what the shipped one says', ({ path, text }) => {
    expect(readFileSync(join(FOLDER, path), 'utf8')).toBe(text);
  });
});

describe('the templates', () => {
  const read = (...path: string[]) => readFileSync(join(FOLDER, 'templates', ...path), 'utf8');
  const names = (text: string, keyword: string) =>
    [...text.matchAll(new RegExp(`\\{\\{-? ?${keyword} "([^"]+)"`, 'g'))].map(([, name]) => name);
  const common = readdirSync(join(FOLDER, 'templates'))
    .filter((file) => file.endsWith('.tmpl'))
    .map((file) => read(file))
    .join('\n');

  it('have the same words in both languages', () => {
    const [en, zh] = [read('language', 'en.tmpl'), read('language', 'zh.tmpl')];
    expect(names(zh, 'define')).toEqual(names(en, 'define'));
  });

  it('define once all that they and the configuration use', () => {
    const all = `${common}\n${read('language', 'en.tmpl')}`;
    const defined = names(all, 'define');
    expect(new Set(defined).size).toBe(defined.length);
    for (const used of [...names(all, 'template'), ...names(shipped, 'template')]) {
      expect(defined).toContain(used);
    }
  });
});

describe('millisecondsOf', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['150ms', 150],
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['1w2d', 777_600_000],
  ])('reads %s', (text, expected) => expect(millisecondsOf(text)).toBe(expected));

  it.each(['', '5', 's', '1m1h', '-1s', '1.5s'])('refuses "%s"', (text) =>
    expect(millisecondsOf(text)).toBeUndefined(),
  );
});

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
