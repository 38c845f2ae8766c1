import { type Expression, parseTemplate } from "../../simulator/expressions/index.ts";

/**
 * Names of the parameters that expressions below some nodes of a flow read and that are not known. Parsing every
 * expression once more would cost as much as reading the flow: only texts are parsed in which an unknown name seems to
 * be read.
 */
export function parametersRead(
  nodes: readonly unknown[],
  isKnown: (name: string) => boolean,
): readonly string[] {
  const unknown = evaluatedTexts(nodes)
    .filter((text) => namesIn(text).some((name) => !isKnown(name)))
    .flatMap(parametersOf)
    .filter((name) => !isKnown(name));
  return [...new Set(unknown)];
}

/** The texts below a node that may hold expressions. */
export function evaluatedTexts(node: unknown): readonly string[] {
  if (typeof node === "string") return node.includes("@") ? [node] : [];
  if (Array.isArray(node)) return node.flatMap(evaluatedTexts);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (notEvaluated.has(key) ? [] : evaluatedTexts(value)));
}

/** Parts of a trigger or action that say something to readers or designers. */
const notEvaluated = new Set(["description", "metadata", "schema"]);

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\bparameters\s*\(\s*'((?:[^']|'')*)'/gi)].map(([, name = ""]) =>
    name.replaceAll("''", "'"),
  );
}

function parametersOf(template: string): readonly string[] {
  const parsed = parseTemplate(template);
  if (!parsed.ok || parsed.template.kind === "literal") return [];
  const roots =
    parsed.template.kind === "expression"
      ? [parsed.template.expression]
      : parsed.template.parts.flatMap((part) => (part.kind === "expression" ? [part.expression] : []));
  return roots.flatMap(parametersIn);
}

function parametersIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "call": {
      const [first] = expression.arguments;
      const own =
        expression.name.toLowerCase() === "parameters" && first?.kind === "text" ? [first.value] : [];
      return [...own, ...expression.arguments.flatMap(parametersIn)];
    }
    case "access":
      return [...parametersIn(expression.target), ...parametersIn(expression.key)];
    case "text":
    case "number":
    case "constant":
      return [];
  }
}
