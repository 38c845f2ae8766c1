import { longestFilterableText } from "../facts.ts";
import { fault } from "../fault.ts";
import type { Org, User } from "../org.ts";
import type { StoredRecord } from "../records/store.ts";
import type { ObjectType } from "../schema/catalog.ts";
import type { Value } from "../types.ts";
import { type CompareContext, comparison } from "./compare.ts";
import type { Condition, Literal, Path, SelectQuery } from "./model.ts";
import { pointAt, type ResolvedPath, readPath, resolvePath } from "./path.ts";

export type Predicate = (record: StoredRecord) => boolean;

/** What compiling a condition needs: who asks, where, and how a subselect is run. */
export interface ConditionContext extends CompareContext {
  readonly org: Org;
  readonly user: User;
  readonly type: ObjectType;
  /** The values of the only column of a semi-join. */
  readonly values: (query: SelectQuery) => ReadonlySet<Value>;
}

export function compile(condition: Condition, context: ConditionContext): Predicate {
  switch (condition.kind) {
    case "all": {
      const parts = condition.parts.map((part) => compile(part, context));
      return (record) => parts.every((part) => part(record));
    }
    case "any": {
      const parts = condition.parts.map((part) => compile(part, context));
      return (record) => parts.some((part) => part(record));
    }
    case "not": {
      const part = compile(condition.part, context);
      return (record) => !part(record);
    }
    case "compare": {
      const path = filterable(condition.path, context);
      const test = comparison(path.field, condition.operator, condition.literal, context);
      return onValue(context.org, path, test);
    }
    case "in": {
      const path = filterable(condition.path, context);
      const tests = condition.literals.map((literal) => comparison(path.field, "=", literal, context));
      const { negated } = condition;
      return onValue(context.org, path, (value) => tests.some((test) => test(value)) !== negated);
    }
    case "includes":
      return includes(condition.path, condition.literals, condition.negated, context);
    case "in-query": {
      const path = filterable(condition.path, context);
      const values = context.values(condition.query);
      const { negated } = condition;
      return onValue(context.org, path, (value) => values.has(value) !== negated);
    }
  }
}

function onValue(org: Org, path: ResolvedPath, test: (value: Value) => boolean): Predicate {
  if (path.steps.length === 0) {
    const { name } = path.field;
    return (record) => test(record.values[name] ?? null);
  }
  return (record) => test(readPath(org, record, path));
}

function filterable(path: Path, context: ConditionContext): ResolvedPath {
  const resolved = resolvePath(context.org, context.user, context.type, path, context.text);
  const { field } = resolved;
  if (
    field.type === "textarea" &&
    (field.length ?? 0) > longestFilterableText &&
    context.org.quirks["long-text-filter"] === "refused"
  ) {
    throw fault(
      400,
      "INVALID_FIELD",
      pointAt(context.text, field.name, `field '${field.name}' can not be filtered in a query call`),
    );
  }
  return resolved;
}

/** INCLUDES ('a;b', 'c'): one of the groups is contained whole. */
function includes(
  path: Path,
  literals: readonly Literal[],
  negated: boolean,
  context: ConditionContext,
): Predicate {
  const resolved = filterable(path, context);
  if (resolved.field.type !== "multipicklist") {
    throw fault(
      400,
      "INVALID_QUERY_FILTER_OPERATOR",
      pointAt(context.text, resolved.field.name, "invalid operator on field"),
    );
  }
  const groups = literals.map((literal) =>
    literal.kind === "text" ? literal.value.split(";").map((part) => part.trim().toLowerCase()) : [],
  );
  return onValue(context.org, resolved, (value) => {
    const chosen = new Set((value === null ? "" : String(value)).toLowerCase().split(";"));
    return groups.some((group) => group.every((part) => chosen.has(part))) !== negated;
  });
}

/** The records that can satisfy the condition, by an index; undefined when every record has to be looked at. */
export function candidates(
  condition: Condition | undefined,
  context: ConditionContext,
): readonly StoredRecord[] | undefined {
  if (condition === undefined) return undefined;
  if (condition.kind === "all") {
    for (const part of condition.parts) {
      const found = candidates(part, context);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const literals = equalities(condition);
  if (literals === undefined || !("path" in condition) || condition.path.length !== 1) return undefined;
  const field = context.type.field(condition.path[0] ?? "");
  const table = context.org.store.table(context.type);
  if (field === undefined) return undefined;
  const ids = new Set<string>();
  for (const literal of literals) {
    if (literal.kind !== "text" || literal.value === "") return undefined;
    if (field.type === "id" || field.type === "reference") {
      // Short and differently cased ids go the slow way, which knows how to normalise them.
      if (literal.value.length !== 18) return undefined;
    }
    if (field.type === "id") ids.add(literal.value);
    else if (table.indexes(field)) for (const id of table.lookup(field, literal.value)) ids.add(id);
    else return undefined;
  }
  return [...ids].map((id) => table.get(id)).filter((record) => record !== undefined);
}

function equalities(condition: Condition): readonly Literal[] | undefined {
  if (condition.kind === "compare" && condition.operator === "=") return [condition.literal];
  if (condition.kind === "in" && !condition.negated) return condition.literals;
  return undefined;
}
