/** Whether one code point is accepted. */
export type CharTest = (code: number) => boolean;

/** Where a zero-width assertion holds. `$` without `(?m)` is the end of the text only, as in Go. */
export type Assertion =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

/** A parsed expression. Groups capture nothing and laziness is dropped: only whether the whole text matches is asked. */
export type Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'concat'; readonly items: readonly Node[] }
  | { readonly kind: 'alternate'; readonly items: readonly Node[] }
  /** `max: null` is no upper bound. */
  | {
      readonly kind: 'repeat';
      readonly item: Node;
      readonly min: number;
      readonly max: number | null;
    };
