import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../shared/settings/settings';
import { SCENARIO_NAMES } from '../../shared/simulation/scenarios';
import { PORTS } from '../layout/ports';
import { SETTINGS } from '../rules/settings';
import { exampleVariables } from './references';
import { MONITORING, PROMETHEUS, shipped, shippedText } from './shipped';
import { at, texts } from './values';

describe.each(['README.md', 'README.zh.md'])('%s', (file) => {
  const text = shippedText(file);
  const block = (language: string) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
      ([, code = '']) => code,
    );

  it('lists the ports of the layout, each once', () => {
    const listed = [...text.matchAll(/^\| (\d+) \|/gm)].map(([, port]) => Number(port));
    expect(listed).toEqual(Object.values(PORTS));
  });

  it('names no other port', () => {
    const named = [...text.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((port) => !Object.values<number>(PORTS).includes(port))).toEqual([]);
  });

  it('shows a file that the console reads', () => {
    const [example = ''] = block('json');
    expect(parseSettings(JSON.parse(example))).toMatchObject({
      ok: true,
      value: { environments: [{ id: 'prod', tempo: { url: 'http://127.0.0.1:3200' } }] },
    });
    expect(shippedText('alertmanager/templates/site.tmpl')).toContain(
      '"batchwatch.environment" }}prod{{',
    );
  });

  it('sets variables and scenarios that there are', () => {
    const set = [
      ...block('sh')
        .join('')
        .matchAll(/\b([A-Z][A-Z_]+)=/g),
    ].map(([, name = '']) => name);
    const known = Object.keys(exampleVariables(shippedText('.env.example')));
    expect(set).toEqual(['SIMULATOR_SCENARIO', 'ALERTMANAGER_CONFIG']);
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
    for (const scenario of SCENARIO_NAMES) expect(text).toContain(`\`${scenario}\``);
  });

  it('names the secrets that Alertmanager reads', () => {
    const named = [...text.matchAll(/^\| `secrets\/alertmanager\/([\w-]+)` \|/gm)].map(
      ([, name = '']) => name,
    );
    const read = [
      ...shippedText('alertmanager/alertmanager.yml').matchAll(
        /_file: \/etc\/alertmanager\/secrets\/([\w-]+)/g,
      ),
    ].map(([, name = '']) => name);
    expect(named).toEqual([...new Set(read)]);
  });

  it('names, for a service of one’s own, the rules to load, the jobs they ask for and the ones to take out', () => {
    const [, own = ''] = /^1\. `docker compose stop simulator`([\s\S]*?)^## /m.exec(text) ?? [];
    for (const name of ['vllm', 'sglang'] as const) {
      expect(own).toContain(`\`rules/${name}.rules.yml\``);
      expect(own).toContain(`\`${SETTINGS.jobs[name]}\``);
    }
    for (const rules of texts(at(shipped(PROMETHEUS), 'rule_files'))) {
      expect(own).toContain(`\`${rules}\``);
    }
    expect(own).toContain('`SETTINGS.jobs`');
    expect(own).toContain('host.docker.internal:host-gateway');
  });

  it('names files that are shipped', () => {
    const named = [...text.matchAll(/`((?:alertmanager|grafana|prometheus)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((path) => !existsSync(join(MONITORING, path)))).toEqual([]);
  });
});
