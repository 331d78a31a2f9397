import { err, ok, type Result } from '../../result';
import {
  type ClassItem,
  charTest,
  classTest,
  perlClass,
  posixClass,
  unicodeClass,
} from './classes';
import type { Assertion, Node } from './syntax';

/** Go refuses deeper nesting and more repetitions than these. */
const MAX_DEPTH = 1000;
const MAX_REPEAT = 1000;

interface Flags {
  readonly fold: boolean;
  readonly dotNewline: boolean;
  readonly multiLine: boolean;
}

/**
 * Parses the syntax of Go's `regexp` (RE2), which Alertmanager uses. The error is in the words Go has for it. Checked
 * against amtool in the real-server tests.
 */
export function parseRegex(pattern: string): Result<Node, string> {
  try {
    return ok(new Parser(pattern).parse());
  } catch (error) {
    if (error instanceof Refused) return err(error.message);
    throw error;
  }
}

class Refused extends Error {}

function refuse(reason: string, fragment?: string): never {
  throw new Refused(fragment === undefined ? reason : `${reason}: \`${fragment}\``);
}

class Parser {
  readonly #text: string;
  #at = 0;
  #flags: Flags = { fold: false, dotNewline: false, multiLine: false };

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Node {
    const node = this.#alternation(0);
    if (this.#at < this.#text.length) refuse('unexpected )', this.#text);
    return node;
  }

  #alternation(depth: number): Node {
    if (depth > MAX_DEPTH) refuse('expression nests too deeply');
    const branches: Node[] = [this.#sequence(depth)];
    while (this.#eat('|')) branches.push(this.#sequence(depth));
    const [only] = branches;
    return branches.length === 1 && only ? only : { kind: 'alternate', items: branches };
  }

  #sequence(depth: number): Node {
    const items: Node[] = [];
    let repeated = '';
    while (this.#at < this.#text.length && !this.#looksAt('|') && !this.#looksAt(')')) {
      const start = this.#at;
      const repeat = this.#repetition();
      if (repeat) {
        const item = items.pop();
        const written = this.#text.slice(start, this.#at);
        if (!item) refuse('missing argument to repetition operator', written);
        if (repeated !== '') refuse('invalid nested repetition operator', repeated + written);
        const node: Node = { kind: 'repeat', item, ...repeat };
        if (repeat.counted && !withinRepeatLimit(node, MAX_REPEAT)) {
          refuse('invalid repeat count', written);
        }
        items.push(node);
        repeated = written;
      } else {
        items.push(...this.#atom(depth));
        repeated = '';
      }
    }
    const [only] = items;
    if (!only) return { kind: 'empty' };
    return items.length === 1 ? only : { kind: 'concat', items };
  }

  #repetition(): { min: number; max: number | null; counted: boolean } | undefined {
    const bounds = this.#bounds();
    if (bounds) this.#eat('?');
    return bounds;
  }

  #bounds(): { min: number; max: number | null; counted: boolean } | undefined {
    if (this.#eat('*')) return { min: 0, max: null, counted: false };
    if (this.#eat('+')) return { min: 1, max: null, counted: false };
    if (this.#eat('?')) return { min: 0, max: 1, counted: false };
    // `{` that begins no count is an ordinary character
    const counted = /^\{(0|[1-9]\d{0,8})(?:(,)(0|[1-9]\d{0,8})?)?\}/.exec(
      this.#text.slice(this.#at, this.#at + 24),
    );
    if (!counted) return undefined;
    const min = Number(counted[1]);
    const max =
      counted[2] === undefined ? min : counted[3] === undefined ? null : Number(counted[3]);
    if (min > MAX_REPEAT || (max !== null && (max > MAX_REPEAT || max < min))) {
      refuse('invalid repeat count', counted[0]);
    }
    this.#at += counted[0].length;
    return { min, max, counted: true };
  }

  /** No node for what only sets flags, several for `\Q…\E`. */
  #atom(depth: number): readonly Node[] {
    const { fold, dotNewline, multiLine } = this.#flags;
    if (this.#looksAt('(')) return this.#group(depth);
    if (this.#looksAt('[')) return [this.#class()];
    if (this.#looksAt('\\')) return this.#escape();
    const char = this.#take();
    switch (char) {
      case 0x2e:
        return [{ kind: 'char', test: dotNewline ? () => true : (given) => given !== 0x0a }];
      case 0x5e:
        return [assertion(multiLine ? 'line-start' : 'text-start')];
      case 0x24:
        return [assertion(multiLine ? 'line-end' : 'text-end')];
      default:
        return [{ kind: 'char', test: charTest(char, fold) }];
    }
  }

  #group(depth: number): readonly Node[] {
    const outer = this.#flags;
    const start = this.#at;
    this.#at += 1;
    if (this.#looksAt('?') && !this.#openSpecial(start)) return [];
    const node = this.#alternation(depth + 1);
    if (!this.#eat(')')) refuse('missing closing )', this.#text);
    this.#flags = outer;
    return [node];
  }

  /** After `(?`: a name, or flags. False: it was only `(?flags)`, which holds to the end of the enclosing group. */
  #openSpecial(start: number): boolean {
    const name = /^\?P?<([^>]*)>/.exec(this.#text.slice(this.#at));
    if (name && !/^\?<[=!]/.test(name[0])) {
      const groupName = name[1] ?? '';
      if (!/^\w+$/.test(groupName)) refuse('invalid named capture', `(${name[0]}`);
      this.#at += name[0].length;
      return true;
    }
    const flags = /^\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.#text.slice(this.#at));
    if (!flags) {
      const unsupported = /^\(\?(?:<?[=!]|P?[<=>]?|.?)/s.exec(this.#text.slice(start));
      const fragment = unsupported?.[0] ?? '(?';
      refuse('invalid or unsupported Perl syntax', fragment);
    }
    const [written, on = '', off = '', end] = flags;
    const set = (letter: string, was: boolean) =>
      off.includes(letter) ? false : on.includes(letter) || was;
    this.#flags = {
      fold: set('i', this.#flags.fold),
      dotNewline: set('s', this.#flags.dotNewline),
      multiLine: set('m', this.#flags.multiLine),
    };
    this.#at += written.length;
    return end === ':';
  }

  #escape(): readonly Node[] {
    const next = this.#text[this.#at + 1];
    const simple: Readonly<Record<string, Assertion>> = {
      A: 'text-start',
      z: 'text-end',
      b: 'word-boundary',
      B: 'no-word-boundary',
    };
    if (next !== undefined && Object.hasOwn(simple, next)) {
      this.#at += 2;
      return [assertion(simple[next] ?? 'text-start')];
    }
    if (next === 'Q') return this.#quoted();
    const { fold } = this.#flags;
    const item = this.#classEscape();
    if (item) return [{ kind: 'char', test: classTest([item], false, fold) }];
    return [{ kind: 'char', test: charTest(this.#escapedChar(), fold) }];
  }

  #quoted(): readonly Node[] {
    this.#at += 2;
    const end = this.#text.indexOf('\\E', this.#at);
    // Alertmanager takes such a silence, but then wraps the pattern, and the quote swallows the wrapping
    if (end === -1) refuse('missing closing )', this.#text);
    const literal = this.#text.slice(this.#at, end);
    this.#at = end + 2;
    return [...literal].map((char) => ({
      kind: 'char',
      test: charTest(char.codePointAt(0) ?? 0, this.#flags.fold),
    }));
  }

  /** `\d`, `\pL`, `\p{Greek}` and the like; undefined where the escape is a single character. */
  #classEscape(): ClassItem | undefined {
    const letter = this.#text[this.#at + 1] ?? '';
    const perl = perlClass(letter);
    if (perl) {
      this.#at += 2;
      return perl;
    }
    if (letter !== 'p' && letter !== 'P') return undefined;
    const written = /^\\[pP](?:\{([^}]*)\}|([^{]))/u.exec(this.#text.slice(this.#at));
    if (!written) refuse('invalid character class range', this.#text.slice(this.#at));
    const found = unicodeClass(written[1] ?? written[2] ?? '', letter === 'P');
    if (!found) refuse('invalid character class range', written[0]);
    this.#at += written[0].length;
    return found;
  }

  #class(): Node {
    const start = this.#at;
    this.#at += 1;
    const negated = this.#eat('^');
    const items: ClassItem[] = [];
    let first = true;
    while (first || !this.#looksAt(']')) {
      if (this.#at >= this.#text.length) refuse('missing closing ]', this.#text.slice(start));
      items.push(this.#classItem(start));
      first = false;
    }
    this.#at += 1;
    return { kind: 'char', test: classTest(items, negated, this.#flags.fold) };
  }

  #classItem(start: number): ClassItem {
    const posix = /^\[:([^\]]*?):\]/.exec(this.#text.slice(this.#at, this.#at + 40));
    if (posix) {
      const found = posixClass(posix[1] ?? '');
      if (!found) refuse('invalid character class range', posix[0]);
      this.#at += posix[0].length;
      return found;
    }
    const escaped = this.#looksAt('\\') ? this.#classEscape() : undefined;
    if (escaped) return escaped;
    const from = this.#at;
    const low = this.#classChar(start);
    const isRange =
      this.#looksAt('-') && this.#at + 1 < this.#text.length && this.#text[this.#at + 1] !== ']';
    if (!isRange) return { set: [[low, low]], negated: false };
    this.#at += 1;
    const high = this.#classChar(start);
    if (high < low) refuse('invalid character class range', this.#text.slice(from, this.#at));
    return { set: [[low, high]], negated: false };
  }

  #classChar(start: number): number {
    if (this.#at >= this.#text.length) refuse('missing closing ]', this.#text.slice(start));
    return this.#looksAt('\\') ? this.#escapedChar() : this.#take();
  }

  #escapedChar(): number {
    const start = this.#at;
    this.#at += 1;
    if (this.#at >= this.#text.length) refuse('trailing backslash at end of expression');
    const bad = () => refuse('invalid escape sequence', this.#text.slice(start, this.#at));
    const rest = this.#text.slice(this.#at, this.#at + 12);
    // \1 alone would be a back-reference; \12 and \0 are octal
    const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
    if (octal) {
      this.#at += octal[0].length;
      return Number.parseInt(octal[0], 8);
    }
    const hex = /^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,8})\})/.exec(rest);
    if (hex) {
      this.#at += hex[0].length;
      const char = Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
      return char > 0x10ffff ? bad() : char;
    }
    const char = this.#take();
    const control = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 }[String.fromCodePoint(char)];
    if (control !== undefined) return control;
    const isPunctuation = char < 0x80 && !/[0-9A-Za-z]/.test(String.fromCharCode(char));
    return isPunctuation ? char : bad();
  }

  #looksAt(char: string): boolean {
    return this.#text[this.#at] === char;
  }

  #eat(char: string): boolean {
    if (!this.#looksAt(char)) return false;
    this.#at += 1;
    return true;
  }

  #take(): number {
    const char = this.#text.codePointAt(this.#at) ?? 0;
    this.#at += char > 0xffff ? 2 : 1;
    return char;
  }
}

function assertion(kind: Assertion): Node {
  return { kind: 'assert', assertion: kind };
}

/** Counted repetitions inside one another may multiply to 1000 at most: `(a{500}){3}` is refused. */
function withinRepeatLimit(node: Node, limit: number): boolean {
  switch (node.kind) {
    case 'repeat': {
      const bound = node.max ?? node.min;
      // * + ? are no counts
      const counted = node.max === null ? node.min > 1 : node.max > 1;
      if (!counted) return withinRepeatLimit(node.item, limit);
      return bound <= limit && withinRepeatLimit(node.item, Math.floor(limit / bound));
    }
    case 'concat':
    case 'alternate':
      return node.items.every((item) => withinRepeatLimit(item, limit));
    default:
      return true;
  }
}
