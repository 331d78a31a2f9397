/** An attribute's value in OTLP's JSON, where whole numbers are texts. */
export function attributeValue(value: string | number): unknown {
  return typeof value === 'number' ? { intValue: String(value) } : { stringValue: value };
}

/** Whole nanoseconds as text: from ms with a fraction, without losing digits of the epoch. */
export function nanoseconds(ms: number): string {
  const whole = Math.floor(ms);
  return String(BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1e6)));
}
