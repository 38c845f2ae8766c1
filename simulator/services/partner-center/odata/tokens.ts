import { accepted, invalid, type Result } from "../result.ts";

export interface Token {
  readonly kind: "text" | "guid" | "instant" | "number" | "name" | "mark";
  /** The content: text without its quotes, everything else as written. */
  readonly value: string;
  readonly at: number;
}

/** Tried in this order: a GUID or a date may begin like a number, and a number like a name. */
const forms: readonly (readonly [Token["kind"] | "blank", RegExp])[] = [
  ["blank", /\s+/y],
  ["text", /'(?:[^']|'')*'/y],
  ["guid", /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/iy],
  ["instant", /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2})?)?/y],
  ["number", /-?\d+(?:\.\d+)?/y],
  ["name", /[A-Za-z_$@][\w.$@]*/y],
  ["mark", /[():,/]/y],
];

export function scanFilter(filter: string): Result<readonly Token[]> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    const token = tokenAt(filter, at);
    if (token === undefined) {
      return invalid("filterSyntax", "$filter", `The filter cannot be read from position ${at}: ${filter}`);
    }
    if (token.kind !== "blank") {
      const value = token.kind === "text" ? token.raw.slice(1, -1).replaceAll("''", "'") : token.raw;
      tokens.push({ kind: token.kind, value, at });
    }
    at += token.raw.length;
  }
  return accepted(tokens);
}

function tokenAt(filter: string, at: number) {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const raw = form.exec(filter)?.[0];
    if (raw !== undefined) return { kind, raw };
  }
  return undefined;
}
