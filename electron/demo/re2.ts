import { err, ok, type Result } from '../../shared/result';

/**
 * Compiles a regular expression of Go's RE2 syntax, anchored at both ends as Prometheus and Alertmanager read them.
 * The error is in Go's words, without its `error parsing regexp: ` prefix. `dotAll`: `.` matches a newline too
 * (Prometheus 3 and Alertmanager's matchers of today; Prometheus 2 did not).
 */
export function compileAnchored(pattern: string, dotAll: boolean): Result<RegExp, string> {
  const translated = translate(pattern);
  if (!translated.ok) return translated;
  const { source, inline } = translated.value;
  const flags = `${dotAll || inline.includes('s') ? 's' : ''}${inline.includes('i') ? 'i' : ''}`;
  for (const unicode of ['u', '']) {
    try {
      return ok(new RegExp(`^(?:${source})$`, flags + unicode));
    } catch {
      // RE2 takes some literal braces that the unicode mode refuses: tried again without it
    }
  }
  return err(`invalid regular expression: \`${pattern}\``);
}

const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

/** What JavaScript spells differently, and what RE2 does not have. */
function translate(
  pattern: string,
): Result<{ readonly source: string; readonly inline: string }, string> {
  let rest = pattern;
  const leading = /^\(\?([is]+)\)/.exec(rest);
  if (leading) rest = rest.slice(leading[0].length);
  let source = '';
  let depth = 0;
  let inClass = false;
  let repeatable = false;
  for (let index = 0; index < rest.length; index++) {
    const char = rest[index] ?? '';
    if (char === '\\') {
      const next = rest[++index];
      if (next === undefined) return err('trailing backslash at end of expression: ``');
      if (/[1-9]/.test(next)) return err(`invalid escape sequence: \`\\${next}\``);
      if (next === 'A' || next === 'z') source += next === 'A' ? '^' : '$';
      else
        source +=
          /[a-zA-Z0-9]/.test(next) || SYNTAX.test(next) || next === '-'
            ? escaped(next, inClass)
            : next;
      repeatable = true;
    } else if (inClass) {
      const posix = /^\[:(\^?)(alpha|digit|alnum|upper|lower|space|word|xdigit|punct):\]/.exec(
        rest.slice(index),
      );
      if (posix?.[2] !== undefined && posix[1] === '') {
        source += POSIX_CLASSES[posix[2]] ?? '';
        index += posix[0].length - 1;
      } else {
        if (char === ']') inClass = false;
        source += char === '[' ? '\\[' : char;
      }
    } else {
      if (char === '(') {
        const group = /^\(\?(P<\w+>|<\w+>|:|[^)]{0,2})/.exec(rest.slice(index));
        if (group && !/^(P<\w+>|<\w+>|:)$/.test(group[1] ?? '')) {
          return err(`invalid or unsupported Perl syntax: \`${group[0].slice(0, 3)}\``);
        }
        depth++;
        if (group) {
          source += group[0].replace('P<', '<');
          index += group[0].length - 1;
        } else source += char;
        repeatable = false;
        continue;
      }
      if (char === ')') {
        if (depth === 0) return err(`unexpected ): \`${pattern}\``);
        depth--;
      }
      if (/[*+?]/.test(char) && !repeatable) {
        return err(`missing argument to repetition operator: \`${char}\``);
      }
      repeatable = char !== '|' && char !== '^';
      if (char === '[') {
        inClass = true;
        // a ] right after the opening is itself
        const opening = /^\[\^?\]?/.exec(rest.slice(index))?.[0] ?? '[';
        source += opening.endsWith(']') ? `${opening.slice(0, -1)}\\]` : opening;
        index += opening.length - 1;
        continue;
      }
      source += char;
    }
  }
  if (inClass) return err(`missing closing ]: \`${rest.slice(rest.lastIndexOf('['))}\``);
  if (depth > 0) return err(`missing closing ): \`${pattern}\``);
  return ok({ source, inline: leading?.[1] ?? '' });
}

function escaped(char: string, inClass: boolean): string {
  // outside a class, an escaped dash is refused by the unicode mode
  return char === '-' && !inClass ? '-' : `\\${char}`;
}

const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: '0-9A-Za-z',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
  punct: '!-\\/:-@\\[-`{-~',
};
