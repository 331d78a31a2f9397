import type { Labels } from '../../../shared/domain/alerts';
import { localAnnotation } from '../../../shared/domain/annotations';
import { compareText } from '../../../shared/domain/severity';
import { LANGUAGES, type Language } from '../../../shared/i18n/language';

export interface Annotation {
  readonly name: string;
  readonly value: string;
}

export interface AnnotationList {
  /** In the user's language, under the names without a language: `summary` for a `summary_zh`. */
  readonly local: readonly Annotation[];
  /** The same in other languages, under the names the rule gives them. */
  readonly others: readonly Annotation[];
}

/** What people write first comes first. */
const ORDER = ['summary', 'message', 'description', 'runbook_url', 'runbook'];

/** Shown as the rule has them where it has only blank text, or none in the user's language. */
export function annotationList(annotations: Labels, language: Language): AnnotationList {
  const groups = new Map<string, Annotation[]>();
  for (const [name, value] of Object.entries(annotations)) {
    const base = baseName(name);
    groups.set(base, [...(groups.get(base) ?? []), { name, value }]);
  }
  const local: Annotation[] = [];
  const others: Annotation[] = [];
  const ordered = [...groups].sort(([a], [b]) => rank(a) - rank(b) || compareText(a, b));
  for (const [base, variants] of ordered) {
    variants.sort((a, b) => compareText(a.name, b.name));
    const text = localAnnotation(annotations, base, language);
    if (text === undefined) {
      local.push(...variants);
      continue;
    }
    const taken =
      variants.find(({ name, value }) => name === `${base}_${language}` && value.trim() !== '') ??
      variants.find(({ name }) => name === base);
    local.push({ name: base, value: taken?.value ?? text });
    others.push(...variants.filter((variant) => variant !== taken && variant.value.trim() !== ''));
  }
  return { local, others };
}

function baseName(name: string): string {
  const language = LANGUAGES.find((item) => name.endsWith(`_${item}`));
  return language !== undefined && name.length > language.length + 1
    ? name.slice(0, -language.length - 1)
    : name;
}

function rank(name: string): number {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length : place;
}
