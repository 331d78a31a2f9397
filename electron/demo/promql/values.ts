import type { LabelSet } from './labels';

export interface Sample {
  readonly labels: LabelSet;
  readonly value: number;
  /** When the sample was written, epoch ms; known only straight from a selector. */
  readonly writtenAt?: number;
}

/** One series' samples inside a range, ascending; stale markers are left out. */
export interface Window {
  readonly labels: LabelSet;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Windows with the bounds they were asked for, epoch ms. */
export interface Windows {
  readonly start: number;
  readonly end: number;
  readonly list: readonly Window[];
}

export type Value =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'vector'; readonly samples: readonly Sample[] };

export interface Line {
  readonly labels: LabelSet;
  /** Epoch ms and value. */
  readonly points: readonly (readonly [number, number])[];
}

/** The answer to a query. */
export type QueryValue =
  | { readonly type: 'scalar'; readonly at: number; readonly value: number }
  | { readonly type: 'string'; readonly at: number; readonly value: string }
  | { readonly type: 'vector'; readonly at: number; readonly samples: readonly Sample[] }
  | { readonly type: 'matrix'; readonly lines: readonly Line[] };
