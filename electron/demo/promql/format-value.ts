/** A sample value as Prometheus' HTTP API writes it: shortest digits that read back the same. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  if (Object.is(value, -0)) return '-0';
  // from 1e21 and below 1e-6 both Go and JavaScript write an exponent; Go's has two digits
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}
