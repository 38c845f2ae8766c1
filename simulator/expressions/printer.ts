import type { Expression, Template } from "./syntax.ts";

/** Writes a template so that parsing it gives the same template again, but for offsets. */
export function printTemplate(template: Template): string {
  switch (template.kind) {
    case "literal":
      return printLiteral(template.value);
    case "expression":
      return `@${printExpression(template.expression)}`;
    case "interpolation":
      return template.parts
        .map((part, index) => {
          if (part.kind === "expression") return `@{${printExpression(part.expression)}}`;
          // A mark at the edge of a text would join what follows, or make the whole an expression.
          const edge = (index === 0 && part.value.startsWith("@")) || part.value.endsWith("@");
          return edge ? `@{${quote(part.value)}}` : escapeMarks(part.value);
        })
        .join("");
  }
}

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "text":
      return quote(expression.value);
    case "number":
      return expression.text;
    case "constant":
      return String(expression.value);
    case "call":
      return `${expression.name}(${expression.arguments.map(printExpression).join(", ")})`;
    case "access": {
      const target = `${printExpression(expression.target)}${expression.safe ? "?" : ""}`;
      return expression.dotted && expression.key.kind === "text"
        ? `${target}.${expression.key.value}`
        : `${target}[${printExpression(expression.key)}]`;
    }
  }
}

function printLiteral(value: string): string {
  if (value === "@") return value;
  return value.startsWith("@") ? `@${value}` : escapeMarks(value);
}

function escapeMarks(text: string): string {
  return text.replaceAll("@{", "@@{");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
