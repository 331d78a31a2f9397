import type { CharTest } from './syntax';

/** A set of code points before folding and negation: ranges, or a Unicode property. */
type Positive = readonly (readonly [number, number])[] | { readonly property: string };

export interface ClassItem {
  readonly set: Positive;
  readonly negated: boolean;
}

const code = (char: string) => char.charCodeAt(0);
const range = (from: string, to: string) => [code(from), code(to)] as const;

const DIGIT = [range('0', '9')];
const SPACE = [range('\t', '\n'), range('\f', '\r'), range(' ', ' ')];
const WORD = [range('0', '9'), range('A', 'Z'), range('_', '_'), range('a', 'z')];

/** `\d \s \w` and their negations are ASCII in RE2. Anything else: undefined. */
export function perlClass(letter: string): ClassItem | undefined {
  const set = { d: DIGIT, s: SPACE, w: WORD }[letter.toLowerCase()];
  return set && /[dswDSW]/.test(letter)
    ? { set, negated: letter === letter.toUpperCase() }
    : undefined;
}

const POSIX: Readonly<Record<string, Positive>> = {
  alnum: [range('0', '9'), range('A', 'Z'), range('a', 'z')],
  alpha: [range('A', 'Z'), range('a', 'z')],
  ascii: [[0, 0x7f]],
  blank: [range('\t', '\t'), range(' ', ' ')],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: DIGIT,
  graph: [range('!', '~')],
  lower: [range('a', 'z')],
  print: [range(' ', '~')],
  punct: [range('!', '/'), range(':', '@'), range('[', '`'), range('{', '~')],
  space: [range('\t', '\r'), range(' ', ' ')],
  upper: [range('A', 'Z')],
  word: WORD,
  xdigit: [range('0', '9'), range('A', 'F'), range('a', 'f')],
};

/** `[:alpha:]` or `[:^alpha:]`, given what is between the colons. */
export function posixClass(name: string): ClassItem | undefined {
  const negated = name.startsWith('^');
  const key = negated ? name.slice(1) : name;
  const set = Object.hasOwn(POSIX, key) ? POSIX[key] : undefined;
  return set && { set, negated };
}

const CATEGORY = /^(?:C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

const FOUR_LETTER_SCRIPTS = /^(?:Ahom|Cham|Kawi|Lisu|Modi|Newa|Thai|Toto)$/;

/** `\pL`, `\p{Greek}`, `\p{^Lu}`: general categories by their short names and scripts by their long ones, as Go has them. */
export function unicodeClass(name: string, negatedByP: boolean): ClassItem | undefined {
  const caret = name.startsWith('^');
  const key = caret ? name.slice(1) : name;
  const negated = caret !== negatedByP;
  if (key === 'Any') return { set: [[0, 0x10ffff]], negated };
  // Go's C has no unassigned code points
  if (key === 'C') return { set: { property: '\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}' }, negated };
  if (CATEGORY.test(key)) return { set: { property: `\\p{${key}}` }, negated };
  if (!/^[A-Z][A-Za-z_]{1,40}$/.test(key)) return undefined;
  // JavaScript also takes the four-letter aliases (Grek), which Go refuses
  if (key.length === 4 && !FOUR_LETTER_SCRIPTS.test(key)) return undefined;
  const property = `\\p{Script=${key}}`;
  return isProperty(property) ? { set: { property }, negated } : undefined;
}

function isProperty(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

/** The test of one literal character. */
export function charTest(char: number, fold: boolean): CharTest {
  return fold ? positiveTest([[char, char]], true) : (given) => given === char;
}

/** The test of a class: any of its items, folded before they are negated, as Go does. */
export function classTest(items: readonly ClassItem[], negated: boolean, fold: boolean): CharTest {
  const tests = items.map((item): CharTest => {
    const test = positiveTest(item.set, fold);
    return item.negated ? (given) => !test(given) : test;
  });
  return (given) => tests.some((test) => test(given)) !== negated;
}

/**
 * A JavaScript expression that is one character class cannot backtrack, and with `iu` it folds by the same Unicode table
 * (simple case folding) as Go.
 */
function positiveTest(set: Positive, fold: boolean): CharTest {
  if (!('property' in set) && !fold) {
    return (given) => set.some(([from, to]) => given >= from && given <= to);
  }
  const source =
    'property' in set
      ? set.property
      : set.map(([from, to]) => `${escaped(from)}-${escaped(to)}`).join('');
  const regex = new RegExp(`^[${source}]$`, fold ? 'iu' : 'u');
  return (given) => regex.test(String.fromCodePoint(given));
}

function escaped(char: number): string {
  return `\\u{${char.toString(16)}}`;
}
