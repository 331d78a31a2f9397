/** What was wrong with one item of a list: where, and what was expected there. */
export interface ItemProblem {
  /** Dotted path from the root of the answer, e.g. `3.labels.severity`. */
  readonly path: string;
  readonly message: string;
}

/** A list of which broken items were left out: one bad item never hides the rest, and is never hidden itself. */
export interface Decoded<T> {
  readonly items: readonly T[];
  /** How many items could not be read. */
  readonly dropped: number;
  readonly firstProblem?: ItemProblem;
  /** Sound items left out on purpose, because there are too many of no interest. Absent where there are none. */
  readonly omitted?: number;
}
