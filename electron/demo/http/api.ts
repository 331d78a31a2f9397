/** A request as the APIs' handlers see it; parameters come from the query and from a form body. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly params: URLSearchParams;
  readonly body: string;
}

export interface ApiResponse {
  readonly status: number;
  /** `null`: no header, as Alertmanager does for an empty body. */
  readonly contentType: string | null;
  readonly body: string;
}

export type ApiHandler = (request: ApiRequest) => ApiResponse;

export function json(body: unknown, status = 200): ApiResponse {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

export function text(body: string, status = 200): ApiResponse {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}

export function empty(status: number): ApiResponse {
  return { status, contentType: null, body: '' };
}

export function notFound(): ApiResponse {
  return text('404 page not found\n', 404);
}
