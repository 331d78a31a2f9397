import * as v from 'valibot';
import type { Answer, Refusal, RequestName } from '../../shared/ipc/api';
import { type Payload, payloadSchemas } from '../../shared/ipc/payloads';
import { err } from '../../shared/result';
import type { SenderEvent } from '../security/sender';

export type Handler<N extends RequestName> = (payload: Payload<N>) => Promise<Answer<N>>;
export type Handlers = { readonly [N in RequestName]: Handler<N> };

export interface AnswerGuards {
  readonly isTrusted: (event: SenderEvent) => boolean;
  /** One redacted line about an unexpected error, fit to be shown. */
  readonly describe: (error: unknown) => string;
  readonly onRefused: (name: RequestName, refusal: Refusal, error?: unknown) => void;
}

const SCHEMAS: { readonly [N in RequestName]: v.GenericSchema<unknown, Payload<N>> } =
  payloadSchemas;

export function refusal(kind: Refusal['kind'], message: string): Refusal {
  return { kind, message };
}

/** Sender, payload, handler, in this order; the page always gets an answer with a reason and never an exception. */
export function createAnswerer<N extends RequestName>(
  name: N,
  handler: Handler<N>,
  guards: AnswerGuards,
): (event: SenderEvent, payload: unknown) => Promise<Answer<N>> {
  const refuse = (reason: Refusal, error?: unknown): Answer<N> => {
    guards.onRefused(name, reason, error);
    return err(reason);
  };
  return async (event, raw) => {
    if (!guards.isTrusted(event)) {
      return refuse(refusal('bad-sender', 'Only the main window may ask for this.'));
    }
    const parsed = v.safeParse(SCHEMAS[name], raw);
    if (!parsed.success) return refuse(refusal('invalid-payload', whatIsWrong(parsed.issues)));
    try {
      return await handler(parsed.output);
    } catch (error) {
      return refuse(refusal('failed', guards.describe(error)), error);
    }
  };
}

/** Names the field only: the issue's own message repeats what was received, which may be a secret. */
function whatIsWrong(issues: readonly v.BaseIssue<unknown>[]): string {
  const path = issues[0]?.path?.map((item) => String(item.key)).join('.') ?? '';
  return path === ''
    ? 'The request has an unexpected shape.'
    : `The request's ${path} is not valid.`;
}
