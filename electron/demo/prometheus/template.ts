import type { Labels } from '../../../shared/domain/alerts';

/** The few things of Go's templates that alert annotations commonly use; anything else stays as it stands. */
export function expandTemplate(template: string, labels: Labels, value: number): string {
  return template.replace(
    /\{\{\s*(?:\$labels\.(\w+)|\$value(?:\s*\|\s*(humanize|humanize1024|humanizePercentage))?)\s*\}\}/g,
    (_, label: string | undefined, format: string | undefined) => {
      if (label !== undefined) return labels[label] ?? '';
      return formatted(value, format);
    },
  );
}

function formatted(value: number, format: string | undefined): string {
  switch (format) {
    case 'humanize':
      return humanized(value, 1000, ['', 'k', 'M', 'G', 'T', 'P']);
    case 'humanize1024':
      return humanized(value, 1024, ['', 'ki', 'Mi', 'Gi', 'Ti', 'Pi']);
    case 'humanizePercentage':
      return `${significant(value * 100)}%`;
    default:
      return goFloat(value);
  }
}

function humanized(value: number, base: number, prefixes: readonly string[]): string {
  let rest = value;
  let index = 0;
  while (Math.abs(rest) >= base && index < prefixes.length - 1) {
    rest /= base;
    index++;
  }
  return `${significant(rest)}${prefixes[index] ?? ''}`;
}

/** Four significant digits, without trailing zeros. */
function significant(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** As `{{ $value }}` prints: shortest digits, with an exponent from a million on. */
export function goFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return exponent < -4 || exponent >= 6 ? goExponent(value) : String(value);
}

/** Shortest digits with an exponent of at least two digits, as in `"value": "9.12048128e+09"`. */
export function goExponent(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
