/** `service.name` of every process, which becomes Prometheus' label `job`. */
export const SERVICE = 'transformers';

/** Pieces of OTLP's JSON: 64-bit integers and times are texts, enumerations are numbers. */
export interface Attribute {
  readonly key: string;
  readonly value:
    | { readonly stringValue: string }
    | { readonly intValue: string }
    | { readonly doubleValue: number };
}

export function attributes(values: Readonly<Record<string, string | number>>): Attribute[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: attributeValue(value) }));
}

function attributeValue(value: string | number): Attribute['value'] {
  if (typeof value === 'string') return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Whole nanoseconds from ms with a fraction; the epoch in ns does not fit a number. */
export function nanoseconds(ms: number): string {
  const whole = Math.floor(ms);
  return String(BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1e6)));
}

/** What each process says of itself; without the id, Prometheus would merge all of them into one series. */
export function resourceOf(instance: string): { readonly attributes: Attribute[] } {
  return {
    attributes: attributes({
      'service.name': SERVICE,
      'service.instance.id': instance,
      // SDKs add such attributes, and Prometheus keeps them as `target_info`.
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.name': 'batchwatch-simulator',
    }),
  };
}
