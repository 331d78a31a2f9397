import { createHash } from 'node:crypto';

/** 32 hex digits, the same for the same run and request; `run` keeps two runs of one seed apart in a shared store. */
export function traceIdOf(run: string, requestId: string): string {
  return digest(`${run}/${requestId}`, 32);
}

/** 16 hex digits. */
export function spanIdOf(traceId: string, name: string): string {
  return digest(`${traceId}/${name}`, 16);
}

export function rootSpanId(traceId: string): string {
  return spanIdOf(traceId, 'generate_batch');
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
