/** `bad_data`: the query is wrong; `execution`: it failed on this data. Prometheus answers 400 and 422. */
export interface QueryFailure {
  readonly kind: 'bad_data' | 'execution';
  readonly message: string;
}

/** Carries a failure out of the depth of a tree; never leaves this folder. */
export class QueryProblem extends Error {
  readonly failure: QueryFailure;

  constructor(failure: QueryFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

export function badData(message: string): QueryProblem {
  return new QueryProblem({ kind: 'bad_data', message });
}

export function executionError(message: string): QueryProblem {
  return new QueryProblem({ kind: 'execution', message });
}
