import type { Alert, Labels } from './alerts';
import { type MatcherOperator, operatorOf, withOperator } from './matchers';
import { MAX_COMMENT } from './silence-check';
import type { Matcher, Silence, SilenceDraft } from './silences';

/** What the form offers at a click, ms. */
export const DURATION_PRESETS = [1_800_000, 3_600_000, 7_200_000, 28_800_000, 86_400_000] as const;
export const DEFAULT_DURATION = 7_200_000;

/** A row of the matcher editor; the key stays with it while others come and go. */
export interface MatcherRow {
  readonly key: number;
  readonly name: string;
  readonly operator: MatcherOperator;
  readonly value: string;
}

/** `for` moves with the start, and with the clock where the start is now; `at` stays. Epoch ms and ms. */
export type SilenceEnd =
  | { readonly kind: 'for'; readonly ms: number }
  | { readonly kind: 'at'; readonly at: number };

/** What is typed so far. */
export interface SilenceForm {
  readonly rows: readonly MatcherRow[];
  readonly nextKey: number;
  /** `null`: now. */
  readonly startsAt: number | null;
  readonly end: SilenceEnd;
  readonly createdBy: string;
  readonly comment: string;
}

/**
 * Labels that name one short-lived copy of the thing and not the thing: a silence on them ends with the next restart.
 * The replica labels are those that Prometheus pairs add for deduplication.
 */
const VOLATILE = new Set([
  'pod',
  'pod_name',
  'pod_ip',
  'pod_uid',
  'kubernetes_pod_name',
  'container',
  'container_id',
  'container_name',
  'image',
  'image_id',
  'id',
  'uid',
  'endpoint_slice',
  'endpointslice',
  'endpointslice_name',
  'replicaset',
  'pod_template_hash',
  'controller_revision_hash',
  'replica',
  '__replica__',
  'prometheus_replica',
]);

export function isVolatileLabel(name: string): boolean {
  return VOLATILE.has(name.toLowerCase().replaceAll(/[-.]/g, '_'));
}

/** The labels of an alert as matchers: name first, then alphabetically, volatile ones left out where others remain. */
export function matchersFromLabels(labels: Labels): readonly Matcher[] {
  const names = Object.keys(labels).filter((name) => labels[name] !== '');
  const lasting = names.filter((name) => !isVolatileLabel(name));
  const rank = (name: string) => (name === 'alertname' ? 0 : 1);
  return (lasting.length > 0 ? lasting : names)
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((name) => ({ name, value: labels[name] ?? '', isRegex: false, isEqual: true }));
}

/** Volatile labels of the alert that the draft leaves out, to be said beside it. */
export function leftOutLabels(labels: Labels): readonly string[] {
  const kept = new Set(matchersFromLabels(labels).map((matcher) => matcher.name));
  return Object.keys(labels)
    .filter((name) => labels[name] !== '' && !kept.has(name))
    .sort();
}

/** What a silence of this alert would be, from `now` on for the default duration; the comment is the user's to write. */
export function draftFromAlert(alert: Alert, now: number, author: string): SilenceDraft {
  return {
    matchers: matchersFromLabels(alert.labels),
    startsAt: null,
    endsAt: now + DEFAULT_DURATION,
    createdBy: author,
    comment: '',
  };
}

export function formFromAlert(
  alert: Alert,
  author: string,
  durationMs: number = DEFAULT_DURATION,
): SilenceForm {
  return formOf(matchersFromLabels(alert.labels), author, '', durationMs);
}

/** One empty row, ready to be typed into. */
export function blankForm(author: string): SilenceForm {
  return formOf(
    [{ name: '', value: '', isRegex: false, isEqual: true }],
    author,
    '',
    DEFAULT_DURATION,
  );
}

/** The same matchers, comment and length again, from now on. */
export function formFromSilence(silence: Silence, author: string): SilenceForm {
  const length = silence.endsAt - silence.startsAt;
  const ms = length > 0 ? length : DEFAULT_DURATION;
  return formOf(silence.matchers, author, silence.comment.slice(0, MAX_COMMENT), ms);
}

function formOf(
  matchers: readonly Matcher[],
  createdBy: string,
  comment: string,
  ms: number,
): SilenceForm {
  return {
    rows: matchers.map((matcher, key) => ({
      key,
      name: matcher.name,
      operator: operatorOf(matcher),
      value: matcher.value,
    })),
    nextKey: matchers.length,
    startsAt: null,
    end: { kind: 'for', ms },
    createdBy,
    comment,
  };
}

/** The form as a draft, by this clock. A length without a start counts from `now`. */
export function draftOf(form: SilenceForm, now: number): SilenceDraft {
  return {
    matchers: form.rows.map((row) => withOperator(row, row.operator)),
    startsAt: form.startsAt,
    endsAt: endOf(form, now),
    createdBy: form.createdBy.trim(),
    comment: form.comment.trim(),
  };
}

export function endOf(form: SilenceForm, now: number): number {
  return form.end.kind === 'at' ? form.end.at : (form.startsAt ?? now) + form.end.ms;
}

/** How long it lasts, ms; negative or NaN where the times make no sense. */
export function lengthOf(form: SilenceForm, now: number): number {
  return form.end.kind === 'for' ? form.end.ms : form.end.at - (form.startsAt ?? now);
}
