/** A part of the page that is shown by itself. */
export type Section = 'environments' | 'watching' | 'popups' | 'appearance' | 'general';

export const OTHER_SECTIONS = ['watching', 'popups', 'appearance', 'general'] as const;

/** Where a field of the settings is edited; `environment`: the index in the list, where there is one. */
export interface Place {
  readonly section: Section;
  readonly environment?: number;
}

export function placeOf(field: string): Place {
  const environment = /^environments\[(\d+)\]/.exec(field)?.[1];
  if (environment !== undefined) {
    return { section: 'environments', environment: Number(environment) };
  }
  if (/^(polling|thresholds)\b/.test(field)) return { section: 'watching' };
  if (/^popups\b/.test(field)) return { section: 'popups' };
  if (/^(language|theme)\b/.test(field)) return { section: 'appearance' };
  return { section: 'general' };
}

/** Whether a problem has a field to stand at; `(the whole file)` and unknown settings have none. */
export function isOnPage(field: string): boolean {
  return /^(environments(\[\d+\]|$)|polling\b|thresholds\b|popups\b|language$|theme$|author$|startAtLogin$)/.test(
    field,
  );
}

/** Whether a field of a server is folded away with the rest of its details: all but its URL and the service of its traces. */
export function isDetail(field: string): boolean {
  return /\.(auth|headers|tls|timeoutMs)\b|\b(prometheus|tempo|alertmanagers\[\d+\])\.name$/.test(
    field,
  );
}
