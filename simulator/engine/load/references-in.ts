import { type Expression, findExpressions, parseTemplate, type WdlValue } from "../../expressions/index.ts";

/** What an expression names of the flow around it. */
export interface Reference {
  readonly kind: "action" | "variable" | "parameter";
  readonly name: string;
  /** The function, in lower case; undefined for a name outside of expressions. */
  readonly by?: string;
}

interface Found {
  readonly references: readonly Reference[];
  readonly problems: { readonly path: readonly string[]; readonly reason: string }[];
}

const kinds: Readonly<Record<string, Reference["kind"]>> = {
  outputs: "action",
  body: "action",
  actions: "action",
  actionoutputs: "action",
  actionbody: "action",
  result: "action",
  items: "action",
  iterationindexes: "action",
  variables: "variable",
  parameters: "parameter",
};

/** Every literal reference in the expressions of a value, and every expression that does not parse. */
export function referencesIn(json: WdlValue): Found {
  const references: Reference[] = [];
  const problems: Found["problems"] = [];
  for (const { pointer, text } of findExpressions(json)) {
    const parsed = parseTemplate(text);
    if (!parsed.ok) {
      problems.push({ path: pathOf(pointer), reason: parsed.error.message });
      continue;
    }
    const { template } = parsed;
    if (template.kind === "expression") collect(template.expression, references);
    if (template.kind !== "interpolation") continue;
    for (const part of template.parts) if (part.kind === "expression") collect(part.expression, references);
  }
  return { references, problems };
}

function collect(expression: Expression, into: Reference[]): void {
  if (expression.kind === "access") {
    collect(expression.target, into);
    collect(expression.key, into);
  }
  if (expression.kind !== "call") return;
  const [first, ...others] = expression.arguments;
  const kind = kinds[expression.name.toLowerCase()];
  if (kind !== undefined && first?.kind === "text" && others.length === 0) {
    into.push({ kind, name: first.value, by: expression.name.toLowerCase() });
  }
  for (const argument of expression.arguments) collect(argument, into);
}

function pathOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
