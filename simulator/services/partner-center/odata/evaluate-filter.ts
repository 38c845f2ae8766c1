import { unreachable } from "../../../../generator/diagnostics/failure.ts";
import { readInstant } from "../instants.ts";
import type { CompareOp, Filter, Literal, Path } from "./filter.ts";

/** Whether an item passes a filter. */
export function passes(filter: Filter, item: unknown): boolean {
  return holds(filter, { item, variables: {} });
}

interface Scope {
  readonly item: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

function holds(filter: Filter, scope: Scope): boolean {
  switch (filter.kind) {
    case "and":
      return holds(filter.left, scope) && holds(filter.right, scope);
    case "or":
      return holds(filter.left, scope) || holds(filter.right, scope);
    case "not":
      return !holds(filter.of, scope);
    case "any": {
      const found = resolve(filter.path, scope);
      const items: readonly unknown[] = Array.isArray(found) ? found : [];
      const { of, variable } = filter;
      if (of === undefined) return items.length > 0;
      return items.some((item) =>
        holds(of, { item: scope.item, variables: { ...scope.variables, [variable]: item } }),
      );
    }
    case "compare":
      return compare(comparable(filter.path, scope), filter.op, filter.literal);
    default:
      return unreachable(filter, "filter");
  }
}

/** OData's rules for null: equal only to null, and neither above nor below anything. */
function compare(value: Literal, op: CompareOp, literal: Literal): boolean {
  switch (op) {
    case "eq":
      return value === literal;
    case "ne":
      return value !== literal;
    default:
      if (value === null || literal === null) return false;
  }
  switch (op) {
    case "gt":
      return value > literal;
    case "ge":
      return value >= literal;
    case "lt":
      return value < literal;
    case "le":
      return value <= literal;
    default:
      return unreachable(op, "comparison");
  }
}

function comparable(path: Path, scope: Scope): Literal {
  const value = resolve(path, scope);
  if (path.shape.kind === "instant") return typeof value === "string" ? (readInstant(value) ?? null) : null;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function resolve({ from, names }: Path, scope: Scope): unknown {
  let at = from === undefined ? scope.item : scope.variables[from];
  for (const name of names) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Reflect.get(at, name);
  }
  return at;
}
