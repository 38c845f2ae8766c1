import { maximumExpressionLength } from "../../../simulator/expressions/facts.ts";
import { charactersOf } from "./characters.ts";
import { anything, float, integer, type Kinds, list, nothing, number, object, text, truth } from "./kinds.ts";
import { hashed, type Signature, signatureAt } from "./signatures.ts";

/** A literal name by which an expression refers to something: `outputs('Compose')`. */
export interface NamedUse {
  /** The function, in lower case. */
  readonly by: string;
  readonly name: string;
  /** What is known of what it names. */
  readonly kinds: Kinds;
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
  const reading: Reading = {
    text: template,
    codes: noCharacters,
    kindsByName,
    uses: [],
    useOf: undefined,
    wrong: [],
    fixed: [],
    at: 0,
    branches: 0,
    isLiteral: false,
    start: 0,
    end: 0,
  };
  const kinds = readTemplate(reading);
  const { uses, wrong, fixed } = reading;
  return kinds === unsure
    ? { isSound: false, kinds: anything, uses, wrong: none, fixed: none }
    : { isSound: true, kinds, uses, wrong, fixed };
}

const none: readonly never[] = [];
const noCharacters = new Uint16Array(1);

/** A text while it is read. */
interface Reading {
  readonly text: string;
  /** Its characters, once there is an expression to be read in it, and a zero behind them. */
  codes: Uint16Array;
  readonly kindsByName: KindsByName;
  readonly uses: NamedUse[];
  /** The uses by function and name, once there are too many to go through. */
  useOf: Map<string, NamedUse> | undefined;
  readonly wrong: WrongKind[];
  readonly fixed: string[];
  at: number;
  /** Above 0 where something is evaluated only sometimes: what fails there need not fail. */
  branches: number;
  /** Whether what was read last is written out, and not computed; where it begins and ends, if it is a text. */
  isLiteral: boolean;
  start: number;
  end: number;
}

/** Levels below which nothing can be too deep for the engine. */
const sureDepth = 100;
/** Digits below which every integer fits. */
const sureDigits = 15;
/** Uses that are gone through in less time than it takes to hash a name. */
const few = 8;
/** No kind at all: the text is not taken. */
const unsure: Kinds = 0;

const blank = 1;
const digit = 2;
const letter = 3;
/** By character. Everything else ends a word; characters beyond ASCII are left to the engine. */
const classes = new Uint8Array(0x10000).fill(letter, 1, 128);
for (const character of " \t\n\r\v\f") classes[character.charCodeAt(0)] = blank;
for (const character of "0123456789") classes[character.charCodeAt(0)] = digit;
for (const character of ".,(){}@[]?'\"+-") classes[character.charCodeAt(0)] = 0;
const apostrophe = 0x27;
const open = 0x28;
const close = 0x29;
const plus = 0x2b;
const comma = 0x2c;
const minus = 0x2d;
const dot = 0x2e;
const question = 0x3f;
const at = 0x40;
const opening = 0x5b;
const closing = 0x5d;
const brace = 0x7d;

/** The character that is next; 0 behind the last one. */
const here = ({ codes, at: place }: Reading): number => codes[place] ?? 0;

function readTemplate(reading: Reading): Kinds {
  const { text: whole } = reading;
  if (whole.startsWith("@@") || !whole.includes("@")) return text;
  if (!whole.startsWith("@") || whole.length === 1 || whole.charAt(1) === "{") return interpolation(reading);
  if (whole.length > maximumExpressionLength) return unsure;
  reading.codes = charactersOf(whole);
  reading.at = 1;
  const kinds = value(reading, 1);
  return reading.at === whole.length ? kinds : unsure;
}

function interpolation(reading: Reading): Kinds {
  const { text: whole } = reading;
  reading.codes = charactersOf(whole);
  for (;;) {
    const mark = whole.indexOf("@{", reading.at);
    if (mark === -1) return text;
    reading.at = mark + 2;
    if (mark > 0 && reading.codes[mark - 1] === at) continue;
    if (value(reading, 1) === unsure || here(reading) !== brace) return unsure;
    reading.at += 1;
    if (reading.at - mark > maximumExpressionLength) return unsure;
  }
}

/** One value and the blanks around it. */
function value(reading: Reading, depth: number): Kinds {
  if (depth > sureDepth) return unsure;
  const code = skip(reading);
  let kinds = unsure;
  if (code === apostrophe) kinds = quoted(reading);
  else if (classes[code] === letter) kinds = wordOrCall(reading, depth);
  else if (code === plus || code === minus || classes[code] === digit) kinds = written(reading);
  else if (code === at && depth > 1) {
    reading.at += 1;
    return value(reading, depth);
  }
  skip(reading);
  return kinds;
}

/** Goes behind blanks, and gives the character there. */
function skip(reading: Reading): number {
  let code = here(reading);
  while (classes[code] === blank) {
    reading.at += 1;
    code = here(reading);
  }
  return code;
}

function quoted(reading: Reading): Kinds {
  const { codes } = reading;
  const { length } = reading.text;
  const start = reading.at + 1;
  let end = start;
  for (;;) {
    while (end < length && codes[end] !== apostrophe) end += 1;
    if (end === length) return unsure;
    // Two apostrophes are one in the text.
    if (codes[end + 1] !== apostrophe) break;
    end += 2;
  }
  reading.isLiteral = true;
  reading.start = start;
  reading.end = end;
  reading.at = end + 1;
  return text;
}

function written(reading: Reading): Kinds {
  const first = here(reading);
  if (first === plus || first === minus) reading.at += 1;
  const count = digits(reading);
  if (count === 0 || count > sureDigits) return unsure;
  reading.isLiteral = true;
  if (here(reading) !== dot) return integer;
  reading.at += 1;
  digits(reading);
  return float;
}

function digits(reading: Reading): number {
  const start = reading.at;
  while (classes[here(reading)] === digit) reading.at += 1;
  return reading.at - start;
}

/** Goes behind letters and digits, and gives the hash of them; 0 where a letter does not begin them. */
function word(reading: Reading): number {
  const { codes } = reading;
  let end = reading.at;
  let code = here(reading);
  let kind = classes[code];
  if (kind !== letter) return 0;
  let hash = 0;
  while (kind === letter || kind === digit) {
    hash = hashed(hash, code);
    end += 1;
    code = codes[end] ?? 0;
    kind = classes[code];
  }
  reading.at = end;
  return hash;
}

function wordOrCall(reading: Reading, depth: number): Kinds {
  const start = reading.at;
  const hash = word(reading);
  const end = reading.at;
  if (skip(reading) !== open) return constant(reading, reading.text.slice(start, end));
  const signature = signatureAt(reading.text, reading.codes, start, end, hash);
  if (signature === undefined) return unsure;
  reading.at += 1;
  const kinds = call(reading, signature, start, depth);
  reading.isLiteral = false;
  return kinds === unsure ? unsure : accesses(reading, kinds, depth);
}

function constant(reading: Reading, name: string): Kinds {
  reading.isLiteral = true;
  switch (name.toLowerCase()) {
    case "null":
      return nothing;
    case "true":
    case "false":
      return truth;
    default:
      return unsure;
  }
}

/** A call from behind its bracket. */
function call(reading: Reading, signature: Signature, start: number, depth: number): Kinds {
  const { takes, role } = signature;
  const isLazy = role === "choice" || role === "coalesce" || role === "condition";
  const outside = reading.branches;
  const wrongBefore = reading.wrong.length;
  let count = 0;
  let first = unsure;
  let later = unsure;
  let last = unsure;
  let isLiteral = true;
  if (skip(reading) === close) reading.at += 1;
  else {
    for (let next = comma; next !== close; count += 1) {
      if (count === 1 && isLazy) reading.branches += 1;
      last = value(reading, depth + 1);
      if (last === unsure) return unsure;
      const taken = takes[count] ?? takes[takes.length - 1] ?? anything;
      if ((last & taken) === 0) fails(reading, `${signature.name}()`, last, taken);
      if (count === 0) first = last;
      else later |= last;
      isLiteral &&= reading.isLiteral;
      next = here(reading);
      reading.at += 1;
      if (next !== comma && next !== close) return unsure;
    }
  }
  reading.branches = outside;
  if (count < signature.minimum || count > signature.maximum) return unsure;
  if (isLiteral && signature.isChoosy && outside === 0 && reading.wrong.length === wrongBefore) {
    reading.fixed.push(reading.text.slice(start, reading.at));
  }
  switch (role) {
    case "naming":
      return isLiteral && first === text ? named(reading, signature.key) : anything;
    case "choice":
      return later;
    case "coalesce":
      return ((first | later) & ~nothing) | (last & nothing) || nothing;
    case "order":
      compare(reading, signature.name, first, last);
      return signature.gives;
    default:
      return signature.gives;
  }
}

function named(reading: Reading, by: string): Kinds {
  const { uses, text: whole, start, end } = reading;
  const written = whole.slice(start, end);
  const name = written.includes("'") ? written.replaceAll("''", "'") : written;
  const known = knownUse(reading, by, name);
  if (known !== undefined) return known.kinds;
  const use = { by, name, kinds: reading.kindsByName(by, name) };
  uses.push(use);
  reading.useOf?.set(`${by} ${name}`, use);
  return use.kinds;
}

function knownUse(reading: Reading, by: string, name: string): NamedUse | undefined {
  const { uses } = reading;
  if (uses.length <= few) {
    for (const use of uses) if (use.name === name && use.by === by) return use;
    return undefined;
  }
  reading.useOf ??= new Map(uses.map((use) => [`${use.by} ${use.name}`, use]));
  return reading.useOf.get(`${by} ${name}`);
}

/** Two numbers, or two texts. */
function compare(reading: Reading, name: string, first: Kinds, second: Kinds): void {
  const both = (kinds: Kinds): boolean => (first & kinds) !== 0 && (second & kinds) !== 0;
  const isKnown = ((first | second) & ~(text | number)) === 0;
  if (isKnown && !both(text) && !both(number)) fails(reading, `${name}()`, second, first);
}

function fails({ branches, wrong }: Reading, what: string, is: Kinds, takes: Kinds): void {
  if (branches === 0) wrong.push({ what, is, takes });
}

/** Whatever is selected of the value of a call. */
function accesses(reading: Reading, target: Kinds, depth: number): Kinds {
  let kinds = target;
  for (let length = depth + 1; ; length += 1) {
    let code = skip(reading);
    const isSafe = code === question;
    if (isSafe) {
      reading.at += 1;
      code = skip(reading);
    }
    if (code !== dot && code !== opening) return isSafe ? unsure : kinds;
    if (length > sureDepth) return unsure;
    reading.at += 1;
    if ((kinds & ~(text | number | truth)) === 0) {
      fails(reading, "selecting a property", kinds, object | list);
    }
    kinds = anything;
    if (code === dot) {
      skip(reading);
      if (word(reading) === 0) return unsure;
      continue;
    }
    if (value(reading, length) === unsure) return unsure;
    if (here(reading) !== closing) return unsure;
    reading.at += 1;
    reading.isLiteral = false;
  }
}
