import type { Failure } from './sources';

/** How fresh a piece of shown data is. Old data is never shown as new: `stale` carries since when and why. */
export type Freshness =
  | { readonly kind: 'loading' }
  /** Not asked for: no such server configured, or nobody looks. */
  | { readonly kind: 'off' }
  | { readonly kind: 'fresh'; readonly at: number }
  /** The last good value stays; `at` is when it was read, `since` when the failing began. Epoch ms. */
  | {
      readonly kind: 'stale';
      readonly at: number;
      readonly since: number;
      readonly failure: Failure;
    }
  /** Nothing good was ever read. */
  | { readonly kind: 'failed'; readonly since: number; readonly failure: Failure };

/** A value with its freshness; `value` is there when `freshness` is `fresh` or `stale`. */
export interface Slice<T> {
  readonly freshness: Freshness;
  readonly value?: T;
}
