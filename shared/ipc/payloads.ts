import * as v from 'valibot';
import { RANGE_KEYS } from '../domain/metrics';
import type { RequestName } from './api';

/** Longest text a page may send in one field; a whole silence comment fits many times. */
const TEXT = 10_000;

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const nothing = v.null();
const env = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const secretId = v.pipe(v.string(), v.regex(/^[\w.:-]{1,120}$/));

/** Any number, NaN included: an unreadable date is refused by the command, which names the field. */
const instant = v.custom<number>((value) => typeof value === 'number', 'must be a number');

const draft = v.strictObject({
  matchers: v.pipe(
    v.array(
      v.strictObject({
        name: text(TEXT),
        value: text(TEXT),
        isRegex: v.boolean(),
        isEqual: v.boolean(),
      }),
    ),
    v.maxLength(200),
    v.readonly(),
  ),
  startsAt: v.nullable(instant),
  endsAt: instant,
  createdBy: text(TEXT),
  comment: text(TEXT),
});

/**
 * What a page may send, by request. A page is trusted no further than this: unknown fields, other types and longer
 * texts are refused before a handler runs. Settings and endpoints stay `unknown` here; their handlers parse them with
 * the settings' own schema, so that a refusal names the field.
 */
export const payloadSchemas = {
  'app.bootstrap': nothing,
  'engine.snapshot': nothing,
  'engine.refresh': nothing,
  'engine.restart': nothing,
  'engine.select': v.strictObject({ env }),
  'engine.range': v.strictObject({ range: v.picklist(RANGE_KEYS) }),
  'silence.create': v.strictObject({ env, draft }),
  'silence.expire': v.strictObject({ env, id: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)) }),
  'popups.pause': v.strictObject({ until: v.nullable(v.pipe(v.number(), v.finite())) }),
  'settings.save': v.strictObject({ settings: v.unknown() }),
  'secrets.put': v.strictObject({
    id: secretId,
    value: v.pipe(v.string(), v.minLength(1), v.maxLength(TEXT)),
  }),
  'secrets.remove': v.strictObject({ id: secretId }),
  'connection.test': v.strictObject({
    source: v.picklist(['prometheus', 'alertmanager', 'tempo']),
    endpoint: v.unknown(),
    secret: v.exactOptional(text(TEXT)),
  }),
  'link.open': v.strictObject({ url: text(TEXT) }),
  'file.pick': v.strictObject({ purpose: v.picklist(['ca', 'cert', 'key']) }),
} satisfies { [N in RequestName]: v.GenericSchema };

/** What a handler receives. Everything the contract allows fits; `payloads.test.ts` has the type checker prove it. */
export type Payload<N extends RequestName> = v.InferOutput<(typeof payloadSchemas)[N]>;
