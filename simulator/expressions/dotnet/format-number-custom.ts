import { type Digits, rounded, scaled, written } from "./digits.ts";
import type { NumberCulture } from "./number-culture.ts";

type Token =
  | { readonly kind: "digit"; readonly zero: boolean }
  | { readonly kind: "point" | "comma" }
  | { readonly kind: "exponent"; readonly text: string; readonly plus: boolean; readonly width: number }
  | { readonly kind: "text"; readonly text: string };

/** A custom format such as `#,##0.00`, `0.0%`, `(###) ###-####` or `0;(0);zero`. */
export function formatCustomNumber(value: Digits, format: string, culture: NumberCulture): string {
  const [positive = "", negative = "", zero = ""] = splitSections(format);
  if (value.digits === 0n && zero !== "") return render(value, zero, culture).text;
  const own = value.negative && negative !== "";
  const { text, isZero } = render(value, own ? negative : positive, culture);
  // What rounds to zero is shown as zero.
  if (isZero && zero !== "") return render({ ...value, digits: 0n }, zero, culture).text;
  if (isZero && own) return render({ ...value, digits: 0n }, positive, culture).text;
  return value.negative && !own && !isZero ? `-${text}` : text;
}

/** Sections are parted by `;` outside of quotes. */
function splitSections(format: string): readonly string[] {
  const sections = [""];
  for (const [piece] of format.matchAll(/'[^']*'?|"[^"]*"?|\\.?|./gs)) {
    if (piece === ";") sections.push("");
    else sections[sections.length - 1] += piece;
  }
  return sections;
}

function tokenize(section: string): readonly Token[] {
  return Array.from(section.matchAll(/'[^']*'?|"[^"]*"?|\\.?|[eE][+-]?0+|./gs), ([piece]): Token => {
    const [first = ""] = piece;
    if (first === "'" || first === '"') return { kind: "text", text: piece.replaceAll(first, "") };
    if (first === "\\") return { kind: "text", text: piece.slice(1) };
    if (piece === "0" || piece === "#") return { kind: "digit", zero: piece === "0" };
    if (piece === ".") return { kind: "point" };
    if (piece === ",") return { kind: "comma" };
    if (piece.length > 1) {
      const width = piece.length - piece.indexOf("0");
      return { kind: "exponent", text: first, plus: piece.includes("+"), width };
    }
    return { kind: "text", text: piece };
  });
}

function render(
  value: Digits,
  section: string,
  culture: NumberCulture,
): { readonly text: string; readonly isZero: boolean } {
  const tokens = tokenize(section);
  const layout = measure(tokens);
  const percents = (section.match(/%/g) ?? []).length * 2 + (section.match(/‰/g) ?? []).length * 3;
  const shifted = scaled(value, percents - layout.scaling * 3);
  const power = layout.exponent ? exponentFor(shifted, layout.whole) : 0;
  const amount = rounded(scaled(shifted, -power), layout.places, "away");
  const { whole, fraction } = written(amount);
  const writer = new Writer(layout, whole, fraction, power, culture);
  return { text: tokens.map((token) => writer.write(token)).join(""), isZero: amount.digits === 0n };
}

interface Layout {
  /** Placeholders before the point. */
  readonly whole: number;
  /** The first of them that is a zero, or how many there are. */
  readonly firstZero: number;
  /** Placeholders behind the point. */
  readonly places: number;
  /** How many of these are shown at least. */
  readonly shown: number;
  readonly grouping: boolean;
  /** Commas that divide by a thousand. */
  readonly scaling: number;
  readonly exponent: boolean;
}

function measure(tokens: readonly Token[]): Layout {
  const marks = tokens.filter(({ kind }) => kind !== "text");
  const point = marks.findIndex(({ kind }) => kind === "point");
  const before = point === -1 ? marks : marks.slice(0, point);
  const digits = before.filter((token) => token.kind === "digit");
  const places = (point === -1 ? [] : marks.slice(point + 1)).filter((token) => token.kind === "digit");
  const lastDigit = before.findLastIndex(({ kind }) => kind === "digit");
  const firstZero = digits.findIndex((token) => token.kind === "digit" && token.zero);
  const firstDigit = before.findIndex(({ kind }) => kind === "digit");
  return {
    whole: digits.length,
    firstZero: firstZero === -1 ? digits.length : firstZero,
    places: places.length,
    shown: places.findLastIndex((token) => token.kind === "digit" && token.zero) + 1,
    grouping: before
      .slice(Math.max(firstDigit, 0), Math.max(lastDigit, 0))
      .some(({ kind }) => kind === "comma"),
    scaling: lastDigit === -1 ? 0 : before.slice(lastDigit).filter(({ kind }) => kind === "comma").length,
    exponent: marks.some(({ kind }) => kind === "exponent"),
  };
}

/** The power of ten that leaves as many digits before the point as there are places for them. */
function exponentFor(value: Digits, whole: number): number {
  if (value.digits === 0n) return 0;
  return value.digits.toString().length - value.scale - Math.max(whole, 1);
}

/** Writes the tokens of a section one after the other, giving out digits from left to right. */
class Writer {
  readonly #layout: Layout;
  readonly #whole: string;
  readonly #fraction: string;
  readonly #power: number;
  readonly #culture: NumberCulture;
  #next = 0;
  #behindPoint = false;

  constructor(layout: Layout, whole: string, fraction: string, power: number, culture: NumberCulture) {
    this.#layout = layout;
    this.#whole = whole;
    this.#fraction = fraction.slice(0, Math.max(layout.shown, fraction.replace(/0+$/, "").length));
    this.#power = power;
    this.#culture = culture;
  }

  write(token: Token): string {
    switch (token.kind) {
      case "text":
        return token.text;
      case "comma":
        return "";
      case "exponent": {
        const sign = this.#power < 0 ? "-" : token.plus ? "+" : "";
        return `${token.text}${sign}${String(Math.abs(this.#power)).padStart(token.width, "0")}`;
      }
      case "point": {
        const first = !this.#behindPoint;
        this.#behindPoint = true;
        this.#next = 0;
        if (!first) return "";
        // Without a place before the point all digits stand here.
        const digits = this.#layout.whole === 0 ? this.#whole : "";
        return this.#fraction === "" ? digits : `${digits}${this.#culture.decimal}`;
      }
      case "digit":
        return this.#behindPoint ? this.#fractionDigit() : this.#wholeDigit();
    }
  }

  #fractionDigit(): string {
    const digit = this.#fraction.charAt(this.#next);
    this.#next += 1;
    return digit;
  }

  /** The first place takes all digits that have no place of their own. */
  #wholeDigit(): string {
    const index = this.#next;
    this.#next += 1;
    const { whole, firstZero } = this.#layout;
    const missing = whole - this.#whole.length;
    if (index < missing) return index >= firstZero ? `0${this.#separator(whole - index)}` : "";
    const from = index === 0 ? 0 : index - missing;
    return Array.from(this.#whole.slice(from, index - missing + 1), (digit, offset) => {
      return `${digit}${this.#separator(this.#whole.length - from - offset)}`;
    }).join("");
  }

  /** What follows the digit that is so many places from the point. */
  #separator(place: number): string {
    return this.#layout.grouping && place > 1 && place % 3 === 1 ? this.#culture.group : "";
  }
}
