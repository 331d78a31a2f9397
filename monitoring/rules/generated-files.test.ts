import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generatedFiles } from './generated-files';
import { ALERTS } from './rule';
import { MEMORY_BYTES, SETTINGS } from './settings';

const root = resolve(import.meta.dirname, '..', '..');

interface RuleFile {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

const rulesOf = (text: string) => {
  const file: RuleFile = parse(text);
  return file.groups.flatMap((group) =>
    group.rules.map((rule) => ({ group: group.name, ...rule })),
  );
};

describe('generated rule files', () => {
  const files = generatedFiles(SETTINGS);

  it.each(files)('$path is what the definition says: run `npm run generate`', ({ path, text }) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it('hold every alert for transformers, in the groups of the specification', () => {
    const rules = rulesOf(files[0]?.text ?? '');
    expect([...new Set(rules.map((rule) => rule.alert))].sort()).toEqual([...ALERTS].sort());
    expect([...new Set(rules.map((rule) => rule.group))]).toEqual([
      'transformers.memory',
      'transformers.requests',
      'transformers.system',
      'transformers.telemetry',
    ]);
  });

  it.each(files.slice(1))('$path lacks only what its server does not export', ({ text }) => {
    const there = new Set(rulesOf(text).map((rule) => rule.alert));
    expect(ALERTS.filter((alert) => !there.has(alert))).toEqual(['LowBatchFillRate']);
    expect(text).toContain('# Left out, LowBatchFillRate: ');
  });

  it.each(files)('$path says in both languages what, and where to read on', ({ text }) => {
    for (const { alert, labels, annotations } of rulesOf(text)) {
      expect(labels).toEqual({
        severity: expect.stringMatching(/^(critical|warning|info|none)$/),
        service: expect.stringMatching(/^(transformers|vllm|sglang)$/),
      });
      expect(Object.keys(annotations)).toEqual([
        'summary',
        'description',
        'summary_zh',
        'description_zh',
        'runbook_url',
      ]);
      expect(annotations['summary_zh']).toMatch(/\p{Script=Han}/u);
      expect(annotations['description_zh']).toMatch(/\p{Script=Han}/u);
      expect(annotations['summary']).not.toMatch(/\p{Script=Han}/u);
      expect(new URL(annotations['runbook_url'] ?? '').pathname).toBe(`/runbooks/${alert}`);
    }
  });

  it.each(files)(
    '$path says at its head which job it asks for, and when to leave it out',
    (file) => {
      const job = /\/(\w+)\.rules\.yml$/.exec(file.path)?.[1];
      const [head = ''] = file.text.split('\ngroups:');
      expect(head).toContain(`The job must be named ${job} (`);
      expect(head).toContain('out of rule_files');
      expect(file.text).toContain(`{job="${job}"}`);
    },
  );

  it('name the job that the settings give', () => {
    const jobs = { ...SETTINGS.jobs, vllm: 'llm-prod' };
    const vllm = generatedFiles({ ...SETTINGS, jobs })[1]?.text ?? '';
    expect(vllm).toContain('The job must be named llm-prod (');
    expect(vllm).not.toContain('job="vllm"');
  });

  it.each(files)('$path gives a reason before every rule', ({ text }) => {
    const lines = text.split('\n');
    const rules = lines.flatMap((line, at) => (line.startsWith('      - alert: ') ? [at] : []));
    expect(rules.length).toBeGreaterThan(10);
    for (const at of rules) expect(lines[at - 1]).toMatch(/^ {6}# \S/);
  });
});

describe('absolute memory limits', () => {
  const [transformers, vllm] = generatedFiles({ ...SETTINGS, memory: MEMORY_BYTES });

  it("are the specification's 8 and 5 GiB where bytes are exported", () => {
    const rules = rulesOf(transformers?.text ?? '');
    const high = rules.find((rule) => rule.alert === 'HighMemoryUsage');
    expect(high?.expr).toMatch(
      /^max by \(job, instance\) \(kv_cache_memory_bytes\) > 8589934592\n/,
    );
    expect(high?.annotations['summary']).toContain('over 8 GiB');
    expect(rules.find((rule) => rule.alert === 'MediumMemoryUsage')?.expr).toContain(
      ' > 5368709120\n',
    );
  });

  it('leave services that export shares with shares', () => {
    const high = rulesOf(vllm?.text ?? '').find((rule) => rule.alert === 'HighMemoryUsage');
    expect(high?.expr).toMatch(/ > 0\.95$/);
  });
});
