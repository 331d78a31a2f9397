import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { generatedFiles } from '../../monitoring/rules/generated-files';
import { ALERTS } from '../../monitoring/rules/rule';
import { RUNBOOK_LANGUAGES, readRunbooks, runbookQueries } from '../../monitoring/rules/runbooks';
import { MEMORY_BYTES, SETTINGS } from '../../monitoring/rules/settings';
import { describeWithServers } from '../support/describe-with-servers';
import type { ServerVersion } from '../support/server-binaries';
import { tempFolder } from '../support/temp-folder';
import { filesOf, promtool, RULE_FOLDER, RULE_TEST_FOLDER } from './support/rules';

const VERSIONS: readonly ServerVersion[] = ['installed', 'newer'];
const ruleFiles = filesOf(RULE_FOLDER, '.rules.yml');
const testFiles = filesOf(RULE_TEST_FOLDER, '.test.yml');

interface RuleTests {
  readonly tests: readonly {
    readonly alert_rule_test?: readonly {
      readonly alertname: string;
      readonly exp_alerts: readonly object[];
    }[];
    readonly promql_expr_test?: readonly {
      readonly expr: string;
      readonly exp_samples: readonly object[];
    }[];
  }[];
}

describe('the cases for transformers', () => {
  const cases = testFiles
    .filter((name) => name.startsWith('transformers-'))
    .map((name): RuleTests => parse(readFileSync(join(RULE_TEST_FOLDER, name), 'utf8')))
    .flatMap((file) => file.tests);
  const byName = cases.flatMap((one) => one.alert_rule_test ?? []);
  const byQuery = cases.flatMap((one) => one.promql_expr_test ?? []);

  test.each(ALERTS)('show %s firing, with every annotation', (alert) => {
    expect(
      byName.filter((one) => one.alertname === alert && one.exp_alerts.length > 0),
    ).not.toHaveLength(0);
  });

  // the watchdog has no quiet case
  test.each(ALERTS.filter((alert) => alert !== 'Watchdog'))('show %s quiet', (alert) => {
    const asked = byName.filter((one) => one.alertname === alert && one.exp_alerts.length === 0);
    const queried = byQuery.filter(({ expr, exp_samples }) => {
      const names = /alertname=~?"([^"]+)"/.exec(expr)?.[1];
      return names !== undefined && exp_samples.length === 0 && RegExp(`^(${names})$`).test(alert);
    });
    expect([...asked, ...queried]).not.toHaveLength(0);
  });
});

test('there are rules for each profile, and cases for the rules as the specification prints them', () => {
  expect(ruleFiles).toEqual(['sglang.rules.yml', 'transformers.rules.yml', 'vllm.rules.yml']);
  expect(testFiles).toEqual(
    expect.arrayContaining(['original.test.yml', 'sglang.test.yml', 'vllm.test.yml']),
  );
});

for (const version of VERSIONS) {
  describeWithServers('promtool', { servers: ['prometheus'], version }, () => {
    test.each(ruleFiles)('accepts %s', async (name) => {
      expect(await promtool(version, ['check', 'rules', name], RULE_FOLDER)).toMatchObject({
        ok: true,
        output: expect.stringMatching(/SUCCESS: 1[45] rules found/),
      });
    });

    test.each(testFiles)('finds every case of %s as written', async (name) => {
      const { ok, output } = await promtool(version, ['test', 'rules', name], RULE_TEST_FOLDER);
      expect(ok, output).toBe(true);
      expect(output).toContain('SUCCESS');
    });

    test('can parse every query of the runbooks', async () => {
      const root = resolve(RULE_FOLDER, '..', '..', '..');
      const queries = RUNBOOK_LANGUAGES.flatMap((language) => readRunbooks(root, language)).flatMap(
        runbookQueries,
      );
      expect(queries.length).toBeGreaterThan(40);
      const rules = queries.map((expr, index) => ({ record: `query:${index}`, expr }));
      const folder = tempFolder('runbooks');
      try {
        const file = { groups: [{ name: 'runbooks', rules }] };
        writeFileSync(join(folder.path, 'queries.yml'), JSON.stringify(file));
        const answer = await promtool(version, ['check', 'rules', 'queries.yml'], folder.path);
        expect(answer.ok, answer.output).toBe(true);
      } finally {
        folder.remove();
      }
    });

    test('accepts the files with absolute memory limits', async () => {
      const folder = tempFolder('rules');
      try {
        for (const [index, file] of generatedFiles({
          ...SETTINGS,
          memory: MEMORY_BYTES,
        }).entries()) {
          writeFileSync(join(folder.path, `${index}.yml`), file.text);
        }
        const answer = await promtool(
          version,
          ['check', 'rules', '0.yml', '1.yml', '2.yml'],
          folder.path,
        );
        expect(answer.ok, answer.output).toBe(true);
      } finally {
        folder.remove();
      }
    });
  });
}
