/** Something the tests need that npm does not bring. */
export interface Need {
  readonly what: string;
  /** Debian's packages of it. */
  readonly packages: readonly string[];
  have(): boolean;
  /** What becomes of the tests without it, where they are not skipped. */
  readonly without?: string;
}

export const NEEDS: readonly Need[];
