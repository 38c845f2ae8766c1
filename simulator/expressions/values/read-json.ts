import { ExpressionError } from "../expression-error.ts";
import { maximumDepth } from "../facts.ts";
import { float, integer, type WdlValue } from "../value.ts";

export interface JsonReading {
  /** Takes what Newtonsoft takes: comments, single quotes, names without quotes, commas before a closing bracket. */
  readonly lenient?: boolean;
  /** Whether `7.0` stays a float. */
  readonly wholeFloats?: "kept" | "integer";
}

/** JSON text that does not parse; the message is the platform's, with path, line and position. */
export class JsonTextError extends Error {
  override readonly name = "JsonTextError";
}

/** Reads JSON without loss of digits. Throws a JsonTextError, and an ExpressionError where it is nested too deeply. */
export function readJson(text: string, reading: JsonReading = {}): WdlValue {
  if (isPlain(text)) {
    const parsed = parseQuickly(text);
    if (parsed !== undefined) return parsed;
  }
  return new Reader(text, reading).document();
}

function parseQuickly(text: string): WdlValue | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The careful reader says what is wrong, or takes what the platform takes.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Whether JSON.parse would tell everything right: nothing nested too deeply, and outside of texts no float and no
 * integer of more than fifteen digits.
 */
function isPlain(text: string): boolean {
  let depth = 0;
  let digits = 0;
  let quoted = false;
  for (let position = 0; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === backslash) position += 1;
    else if (code === quotationMark) quoted = !quoted;
    else if (quoted) continue;
    else if (code >= zero && code <= nine) digits += 1;
    else {
      if (digits > 15 || code === point || (digits > 0 && (code | 0x20) === exponent)) return false;
      digits = 0;
      // Both kinds of brackets differ from one another in this bit alone.
      if ((code | 0x20) === openBrace) depth += 1;
      else if ((code | 0x20) === closeBrace) depth -= 1;
      if (depth > maximumDepth) return false;
    }
  }
  return digits <= 15;
}

const backslash = 0x5c;
const quotationMark = 0x22;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const exponent = 0x65;
const openBrace = 0x7b;
const closeBrace = 0x7d;

class Reader {
  readonly #text: string;
  readonly #lenient: boolean;
  readonly #wholeFloats: "kept" | "integer";
  readonly #path: (string | number)[] = [];
  #position = 0;

  constructor(text: string, reading: JsonReading) {
    this.#text = text;
    this.#lenient = reading.lenient ?? false;
    this.#wholeFloats = reading.wholeFloats ?? "kept";
  }

  document(): WdlValue {
    this.#skipBlanks();
    if (this.#position >= this.#text.length) {
      throw this.#problem("Error reading JToken from JsonReader.");
    }
    const value = this.#value();
    this.#skipBlanks();
    if (this.#position < this.#text.length) {
      throw this.#problem(
        `Additional text encountered after finished reading JSON content: ${this.#current()}.`,
      );
    }
    return value;
  }

  #value(): WdlValue {
    this.#skipBlanks();
    const character = this.#current();
    if (character === "{") return this.#object();
    if (character === "[") return this.#array();
    if (character === '"' || (this.#lenient && character === "'")) return this.#string(character);
    if (/[-.\d]/.test(character)) {
      const infinite = this.#lenient && this.#text.startsWith("-Infinity", this.#position);
      return infinite ? this.#word() : this.#number();
    }
    if (/[a-zA-Z]/.test(character)) return this.#word();
    if (character === "") throw this.#problem("Unexpected end when reading JSON.");
    throw this.#problem(`Unexpected character encountered while parsing value: ${character}.`);
  }

  #object(): WdlValue {
    const entries: [string, WdlValue][] = [];
    this.#enter();
    while (!this.#close("}", entries.length > 0)) {
      const key = this.#key();
      this.#path[this.#path.length - 1] = key;
      this.#skipBlanks();
      if (this.#current() !== ":") {
        throw this.#problem(
          `Invalid character after parsing property name. Expected ':' but got: ${this.#current()}.`,
        );
      }
      this.#position += 1;
      entries.push([key, this.#value()]);
    }
    return Object.fromEntries(entries);
  }

  #array(): WdlValue {
    const values: WdlValue[] = [];
    this.#enter();
    while (!this.#close("]", values.length > 0)) {
      this.#path[this.#path.length - 1] = values.length;
      values.push(this.#value());
    }
    return values;
  }

  #enter(): void {
    this.#position += 1;
    this.#path.push("");
    if (this.#path.length > maximumDepth) {
      throw new ExpressionError(
        `The JSON is nested deeper than the limit of '${maximumDepth}' levels.`,
        "limit",
        undefined,
        "EXPR.TOO_DEEP",
      );
    }
  }

  /** Steps over what stands before the next member, and says whether the container ends there. */
  #close(bracket: string, started: boolean): boolean {
    this.#skipBlanks();
    let comma = false;
    if (started && this.#current() === ",") {
      comma = true;
      this.#position += 1;
      this.#skipBlanks();
    }
    const character = this.#current();
    if (character === "") throw this.#problem("Unexpected end of content while loading JToken.");
    if (character === bracket && (!comma || this.#lenient)) {
      this.#position += 1;
      this.#path.pop();
      return true;
    }
    if (started && !comma) {
      throw this.#problem(`After parsing a value an unexpected character was encountered: ${character}.`);
    }
    return false;
  }

  #key(): string {
    const character = this.#current();
    if (character === '"' || (this.#lenient && character === "'")) return this.#string(character);
    const name = this.#lenient ? this.#match(/[\p{L}\p{Nd}_$]+/uy) : "";
    if (name === "") throw this.#problem(`Invalid property identifier character: ${character}.`);
    return name;
  }

  #string(quote: string): string {
    let result = "";
    this.#position += 1;
    while (true) {
      const plain = this.#match(quote === '"' ? /[^"\\\n\r]*/y : /[^'\\\n\r]*/y);
      result += plain;
      const character = this.#current();
      this.#position += 1;
      if (character === quote) return result;
      if (character === "\\") result += this.#escape();
      else if (character !== "" && this.#lenient) result += character;
      else throw this.#problem(`Unterminated string. Expected delimiter: ${quote}.`);
    }
  }

  #escape(): string {
    const character = this.#current();
    this.#position += 1;
    if (character === "u") {
      const code = this.#match(/[\da-fA-F]{4}/y);
      if (code === "") throw this.#problem("Invalid Unicode escape sequence.");
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const plain = escapes.get(character);
    if (plain === undefined) throw this.#problem(`Bad JSON escape sequence: \\${character}.`);
    return plain;
  }

  #number(): WdlValue {
    const text = this.#match(/[-+.\da-zA-Z]+/y);
    if (/^-?\d+$/.test(text)) return integer(BigInt(text));
    if (/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
      const value = Number(text);
      return this.#wholeFloats === "integer" && Number.isSafeInteger(value) ? value : float(value);
    }
    throw this.#problem(`Input string '${text}' is not a valid number.`);
  }

  #word(): WdlValue {
    const word = this.#match(/-?[a-zA-Z]+/y);
    const value = words.get(word) ?? (this.#lenient ? lenientWords.get(word) : undefined);
    if (value !== undefined) return value.value;
    throw this.#problem(`Unexpected character encountered while parsing value: ${word.charAt(0)}.`);
  }

  #skipBlanks(): void {
    this.#match(/\s*/y);
    while (this.#lenient && this.#match(/\/\*[\s\S]*?\*\/|\/\/[^\n\r]*/y) !== "") this.#match(/\s*/y);
  }

  #current(): string {
    return this.#text.charAt(this.#position);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#position += found.length;
    return found;
  }

  #problem(message: string): JsonTextError {
    const lines = this.#text.slice(0, this.#position).split("\n");
    const position = lines.at(-1)?.length ?? 0;
    const line = this.#position === 0 ? 0 : lines.length;
    const path = this.#path.map((step, index) => {
      return typeof step === "number" ? `[${step}]` : `${index === 0 || step === "" ? "" : "."}${step}`;
    });
    return new JsonTextError(`${message} Path '${path.join("")}', line ${line}, position ${position}.`);
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["\\", "\\"],
  ["/", "/"],
  ['"', '"'],
  ["'", "'"],
]);

const words: ReadonlyMap<string, { readonly value: WdlValue }> = new Map([
  ["true", { value: true }],
  ["false", { value: false }],
  ["null", { value: null }],
]);

const lenientWords: ReadonlyMap<string, { readonly value: WdlValue }> = new Map([
  ["undefined", { value: null }],
  ["NaN", { value: Number.NaN }],
  ["Infinity", { value: Number.POSITIVE_INFINITY }],
  ["-Infinity", { value: Number.NEGATIVE_INFINITY }],
]);
