import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const RUNBOOK_LANGUAGES = ['en', 'zh'] as const;
export type RunbookLanguage = (typeof RUNBOOK_LANGUAGES)[number];

export interface Runbook {
  readonly alert: string;
  readonly language: RunbookLanguage;
  readonly text: string;
}

/** Reads the runbooks of a project's folder. */
export function readRunbooks(root: string, language: RunbookLanguage): readonly Runbook[] {
  const folder = resolve(root, 'monitoring', 'runbooks', language);
  return readdirSync(folder)
    .sort()
    .map((name) => ({
      alert: name.replace(/\.md$/, ''),
      language,
      text: readFileSync(join(folder, name), 'utf8'),
    }));
}

/** The fenced pieces of a runbook, each a query as it can be pasted into Prometheus. */
export function runbookQueries({ text }: Runbook): readonly string[] {
  return [...text.matchAll(/^```promql\n([\s\S]*?)\n```$/gm)].map((match) => match[1] ?? '');
}
