import { type Filter, type FilterTerm, parseFilter } from '../../../shared/domain/filter';

/** Terms that became chips, and the text still being typed; both filter. */
export interface FilterInput {
  readonly chips: readonly FilterTerm[];
  readonly text: string;
}

export const EMPTY_INPUT: FilterInput = { chips: [], text: '' };

export function filterOf(input: FilterInput): Filter {
  const typed = parseFilter(input.text);
  return { terms: [...input.chips, ...typed.terms], errors: typed.errors };
}
