import { maximumExpressionLength } from "../../../simulator/expressions/facts.ts";
import { anything, float, integer, type Kinds, list, nothing, number, object, text, truth } from "./kinds.ts";
import { type Signature, signatures } from "./signatures.ts";

/** A literal name by which an expression refers to something: `outputs('Compose')`. */
export interface NamedUse {
  /** The function, in lower case. */
  readonly by: string;
  readonly name: string;
}

/** What is always of the wrong kind. */
export interface WrongKind {
  /** What takes it: "length()". */
  readonly what: string;
  readonly is: Kinds;
  readonly takes: Kinds;
}

/** What a look at a text of a flow tells without running it. */
export interface Screened {
  /** False where the text may be wrong; the expression engine then says whether it is, and why. */
  readonly isSound: boolean;
  /** What the text gives. */
  readonly kinds: Kinds;
  readonly uses: readonly NamedUse[];
  /** What fails whenever the text is evaluated. */
  readonly wrong: readonly WrongKind[];
  /** Calls whose arguments are all written out and that can fail for them, as they stand in the text. */
  readonly fixed: readonly string[];
}

/** What is known of a value by its name: parameters and variables have declared types. */
export type KindsByName = (by: string, name: string) => Kinds;

/**
 * Looks at a text as it stands in a flow in one pass that makes no syntax tree, since nearly every text is sound and a
 * flow has hundreds of thousands of characters of them. It takes a part of the language, the one that flows are made
 * of; whatever it does not know for sure is left to the expression engine.
 */
export function screen(template: string, kindsByName: KindsByName): Screened {
  return new Screening(template, kindsByName).template();
}

/** Levels below which nothing can be too deep for the engine. */
const sureDepth = 100;
/** Digits below which every integer fits. */
const sureDigits = 15;
/** No kind at all: the text is not taken. */
const unsure: Kinds = 0;

const space = 1;
const digit = 2;
const letter = 3;
const classes = new Uint8Array(128).fill(letter);
for (const character of " \t\n\r\v\f") classes[character.charCodeAt(0)] = space;
for (const character of "0123456789") classes[character.charCodeAt(0)] = digit;
for (const character of ".,(){}@[]?'\"+-") classes[character.charCodeAt(0)] = 0;
const [apostrophe, open, close, comma, dot, at, question, opening, closing, brace, plus, minus] = [
  ..."'(),.@?[]}+-",
].map((character) => character.charCodeAt(0));

const naming = new Set(
  "outputs body actions result items actionOutputs actionBody iterationIndexes variables parameters".split(
    " ",
  ),
);
/** These evaluate no more of their arguments than they need, but always the first. */
const lazy = new Set(["if", "and", "or", "coalesce"]);
const comparing = new Set(["less", "lessOrEquals", "greater", "greaterOrEquals"]);

class Screening {
  readonly #text: string;
  readonly #kindsByName: KindsByName;
  readonly #uses: NamedUse[] = [];
  readonly #wrong: WrongKind[] = [];
  readonly #fixed: string[] = [];
  #at = 0;
  /** Above 0 where something is evaluated only sometimes: what fails there need not fail. */
  #branches = 0;
  /** Whether what was read last is written out, and not computed. */
  #isLiteral = false;
  #literalText = "";

  constructor(template: string, kindsByName: KindsByName) {
    this.#text = template;
    this.#kindsByName = kindsByName;
  }

  template(): Screened {
    const whole = this.#text;
    if (whole.startsWith("@@") || !whole.includes("@")) return this.#result(text);
    if (whole.startsWith("@") && whole.length > 1 && whole.charCodeAt(1) !== 0x7b) {
      this.#at = 1;
      if (whole.length > maximumExpressionLength) return this.#result(unsure);
      const kinds = this.#value(1);
      return this.#result(this.#at === whole.length ? kinds : unsure);
    }
    return this.#result(this.#interpolation());
  }

  #result(kinds: Kinds): Screened {
    const isSound = kinds !== unsure;
    return {
      isSound,
      kinds: isSound ? kinds : anything,
      uses: this.#uses,
      wrong: isSound ? this.#wrong : [],
      fixed: isSound ? this.#fixed : [],
    };
  }

  #interpolation(): Kinds {
    const whole = this.#text;
    for (;;) {
      const mark = whole.indexOf("@{", this.#at);
      if (mark === -1) return text;
      this.#at = mark + 2;
      if (whole.charCodeAt(mark - 1) === at) continue;
      if (this.#value(1) === unsure || whole.charCodeAt(this.#at) !== brace) return unsure;
      this.#at += 1;
      if (this.#at - mark > maximumExpressionLength) return unsure;
    }
  }

  /** One value and the blanks around it. */
  #value(depth: number): Kinds {
    if (depth > sureDepth) return unsure;
    this.#skip();
    const code = this.#text.charCodeAt(this.#at);
    let kinds = unsure;
    if (code === apostrophe) kinds = this.#literal();
    else if (code === plus || code === minus || classes[code] === digit) kinds = this.#number();
    else if (classes[code] === letter) kinds = this.#wordOrCall(depth);
    else if (code === at && depth > 1) {
      this.#at += 1;
      return this.#value(depth);
    }
    this.#skip();
    return kinds;
  }

  #skip(): void {
    while (classes[this.#text.charCodeAt(this.#at)] === space) this.#at += 1;
  }

  #literal(): Kinds {
    const start = this.#at + 1;
    let end = this.#text.indexOf("'", start);
    let hasQuotes = false;
    while (end !== -1 && this.#text.charCodeAt(end + 1) === apostrophe) {
      hasQuotes = true;
      end = this.#text.indexOf("'", end + 2);
    }
    if (end === -1) return unsure;
    const inner = this.#text.slice(start, end);
    this.#literalText = hasQuotes ? inner.replaceAll("''", "'") : inner;
    this.#at = end + 1;
    this.#isLiteral = true;
    return text;
  }

  #number(): Kinds {
    const first = this.#text.charCodeAt(this.#at);
    if (first === plus || first === minus) this.#at += 1;
    const digits = this.#digits();
    if (digits === 0 || digits > sureDigits) return unsure;
    this.#isLiteral = true;
    if (this.#text.charCodeAt(this.#at) !== dot) return integer;
    this.#at += 1;
    this.#digits();
    return float;
  }

  #digits(): number {
    const start = this.#at;
    while (classes[this.#text.charCodeAt(this.#at)] === digit) this.#at += 1;
    return this.#at - start;
  }

  /** Letters and digits; an empty text where a letter does not begin it. */
  #word(): string {
    const start = this.#at;
    let kind = classes[this.#text.charCodeAt(start)];
    if (kind !== letter) return "";
    while (kind === letter || kind === digit) {
      this.#at += 1;
      kind = classes[this.#text.charCodeAt(this.#at)];
    }
    return this.#text.slice(start, this.#at);
  }

  #wordOrCall(depth: number): Kinds {
    const start = this.#at;
    const word = this.#word();
    this.#skip();
    if (this.#text.charCodeAt(this.#at) !== open) return this.#constant(word);
    const signature = signatures.get(word) ?? signatures.get(word.toLowerCase());
    if (signature === undefined) return unsure;
    this.#at += 1;
    const kinds = this.#call(signature, start, depth);
    this.#isLiteral = false;
    return kinds === unsure ? unsure : this.#accesses(kinds, depth);
  }

  #constant(word: string): Kinds {
    this.#isLiteral = true;
    const constant = word.toLowerCase();
    if (constant === "null") return nothing;
    return constant === "true" || constant === "false" ? truth : unsure;
  }

  /** A call from behind its bracket. */
  #call(signature: Signature, start: number, depth: number): Kinds {
    const { name, takes, minimum, maximum } = signature;
    const outside = this.#branches;
    let count = 0;
    let first = unsure;
    let later = unsure;
    let last = unsure;
    let isLiteral = true;
    this.#skip();
    if (this.#text.charCodeAt(this.#at) === close) this.#at += 1;
    else {
      for (let next = comma; next !== close; count += 1) {
        if (count === 1 && lazy.has(name)) this.#branches += 1;
        last = this.#value(depth + 1);
        if (last === unsure) return unsure;
        const taken = takes[count] ?? takes[takes.length - 1] ?? anything;
        if ((last & taken) === 0) this.#fails(`${name}()`, last, taken);
        if (count === 0) first = last;
        else later |= last;
        isLiteral &&= this.#isLiteral;
        next = this.#text.charCodeAt(this.#at);
        this.#at += 1;
        if (next !== comma && next !== close) return unsure;
      }
    }
    this.#branches = outside;
    if (count < minimum || count > maximum) return unsure;
    if (isLiteral && signature.isChoosy && outside === 0) {
      this.#fixed.push(this.#text.slice(start, this.#at));
    }
    if (isLiteral && first === text && naming.has(name)) return this.#use(name.toLowerCase());
    if (name === "if") return later;
    if (name === "coalesce") return ((first | later) & ~nothing) | (last & nothing) || nothing;
    if (comparing.has(name)) this.#compare(name, first, last);
    return signature.gives;
  }

  #use(by: string): Kinds {
    const name = this.#literalText;
    this.#uses.push({ by, name });
    return this.#kindsByName(by, name);
  }

  /** Two numbers, or two texts. */
  #compare(name: string, first: Kinds, second: Kinds): void {
    const both = (kinds: Kinds): boolean => (first & kinds) !== 0 && (second & kinds) !== 0;
    const isKnown = ((first | second) & ~(text | number)) === 0;
    if (isKnown && !both(text) && !both(number)) this.#fails(`${name}()`, second, first);
  }

  #fails(what: string, is: Kinds, takes: Kinds): void {
    if (this.#branches === 0) this.#wrong.push({ what, is, takes });
  }

  /** Whatever is selected of the value of a call. */
  #accesses(target: Kinds, depth: number): Kinds {
    let kinds = target;
    for (let length = depth + 1; ; length += 1) {
      this.#skip();
      let code = this.#text.charCodeAt(this.#at);
      const isSafe = code === question;
      if (isSafe) {
        this.#at += 1;
        this.#skip();
        code = this.#text.charCodeAt(this.#at);
      }
      if (code !== dot && code !== opening) return isSafe ? unsure : kinds;
      if (length > sureDepth) return unsure;
      this.#at += 1;
      if ((kinds & ~(text | number | truth)) === 0) this.#fails("selecting a property", kinds, object | list);
      kinds = anything;
      if (code === dot) {
        this.#skip();
        if (this.#word() === "") return unsure;
        continue;
      }
      if (this.#value(length) === unsure) return unsure;
      if (this.#text.charCodeAt(this.#at) !== closing) return unsure;
      this.#at += 1;
      this.#isLiteral = false;
    }
  }
}
