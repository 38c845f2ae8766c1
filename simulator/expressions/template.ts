import { ExpressionError } from "./expression-error.ts";
import { parseExpression } from "./parser.ts";
import type { Template, TemplatePart } from "./syntax.ts";

export type ParseResult =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly error: ExpressionError };

/** Parses a string as it stands in a flow: `@expression`, text with `@{expression}` in it, or text alone. */
export function parseTemplate(text: string): ParseResult {
  try {
    return { ok: true, template: readTemplate(text) };
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false, error };
    throw error;
  }
}

/** Like parseTemplate, but throws the ExpressionError. */
export function readTemplate(text: string): Template {
  // The designer's parser: a string that starts with `@@` is a text as a whole, whatever follows.
  if (text.startsWith("@@")) return { kind: "literal", value: text.slice(1) };
  if (text.startsWith("@") && text.length > 1 && text.charAt(1) !== "{") {
    return { kind: "expression", expression: parseExpression(text.slice(1), 1) };
  }
  return text.includes("@{") ? readInterpolation(text) : { kind: "literal", value: text };
}

function readInterpolation(text: string): Template {
  const parts: TemplatePart[] = [];
  let literal = { value: "", start: 0 };
  let position = 0;
  const closeLiteral = (end: number): void => {
    if (literal.value !== "") parts.push({ kind: "text", value: literal.value, start: literal.start, end });
  };
  while (true) {
    const mark = text.indexOf("@{", position);
    if (mark === -1) break;
    if (text.charAt(mark - 1) === "@") {
      // `@@{` stands for `@{`: one of the two marks is dropped.
      literal.value += `${text.slice(position, mark)}{`;
      position = mark + 2;
      continue;
    }
    literal.value += text.slice(position, mark);
    closeLiteral(mark);
    const close = endOfInterpolation(text, mark + 2);
    const expression = parseExpression(text.slice(mark + 2, close), mark + 2);
    position = close + 1;
    parts.push({ kind: "expression", expression, start: mark, end: position });
    literal = { value: "", start: position };
  }
  literal.value += text.slice(position);
  closeLiteral(text.length);
  const [only, second] = parts;
  if (second === undefined && only?.kind === "text") return { kind: "literal", value: only.value };
  return { kind: "interpolation", parts };
}

/** A brace within quotes does not close the expression. */
function endOfInterpolation(text: string, start: number): number {
  let quoted = false;
  for (let position = start; position < text.length; position += 1) {
    const character = text.charAt(position);
    if (character === "'") quoted = !quoted;
    else if (character === "}" && !quoted) return position;
  }
  throw new ExpressionError(
    `The template language expression '${text.slice(start)}' is not valid: the closing brace of '@{' is missing.`,
    "syntax",
    start - 2,
  );
}
