import {
  type FieldType,
  type OrderByClause,
  parseQuery,
  type Query,
  type QueryBase,
  type WhereClause,
} from "@jetstreamapp/soql-parser-js";
import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { maximumQueryLength } from "../facts.ts";
import { fault, SalesforceFault } from "../fault.ts";
import type { Column, Condition, Order, Path, SelectQuery } from "./model.ts";
import { fillShape, shapeOf } from "./query-shape.ts";
import { type Condition as SourceCondition, toCondition } from "./soql-condition.ts";

const shapes = new Map<string, SelectQuery | "refused">();
const maximumCached = 5000;

/**
 * Reads SOQL. What Salesforce would not parse is MALFORMED_QUERY; what it would, but the emulator does not know,
 * ends the run with EMU_SF.SOQL_UNSUPPORTED.
 */
export function parseSoql(text: string): SelectQuery {
  if (text.length > maximumQueryLength) throw fault(400, "QUERY_TOO_COMPLICATED", "Query is too long");
  const shape = shapeOf(text);
  if (shape === undefined) return parseWhole(text);
  const parsed = parseShape(shape.text);
  // What is refused is read again as it was written, so that the refusal quotes it.
  return (parsed === "refused" ? undefined : fillShape(parsed, shape, text)) ?? parseWhole(text);
}

function parseShape(text: string): SelectQuery | "refused" {
  const known = shapes.get(text);
  if (known !== undefined) return known;
  const read = readable(text);
  if (shapes.size >= maximumCached) shapes.clear();
  shapes.set(text, read);
  return read;
}

function readable(text: string): SelectQuery | "refused" {
  try {
    return parseWhole(text);
  } catch (error) {
    if (error instanceof SalesforceFault || error instanceof Failure) return "refused";
    throw error;
  }
}

/** Without a look at what was parsed before. */
export function parseWhole(text: string): SelectQuery {
  const source = parse(text);
  if (countNots(source) !== writtenNots(text)) throw refusal(text)("NOT nested three times");
  return translate(source, text);
}

function parse(text: string): Query {
  try {
    return parseQuery(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault(400, "MALFORMED_QUERY", `\n${text}\nERROR at Row:1:Column:1\n${reason}`);
  }
}

function refusal(text: string): (feature: string) => Failure {
  return (feature) => new Failure(emulatorCodes.finding("SOQL_UNSUPPORTED", { feature, query: text }));
}

/** The parser drops one of three NOTs that are nested in parentheses; a query read wrongly must not be run. */
function countNots(node: unknown): number {
  if (typeof node !== "object" || node === null) return 0;
  const own = "operator" in node && node.operator === "NOT" ? 1 : 0;
  return Object.values(node).reduce<number>((sum, child) => sum + countNots(child), own);
}

function writtenNots(text: string): number {
  const withoutTexts = text.replace(/'(?:[^'\\]|\\[\s\S])*'/g, "''");
  return withoutTexts.match(/\bNOT\b(?!\s+IN\b)/gi)?.length ?? 0;
}

function translate(query: Query, text: string): SelectQuery {
  const refuse = refusal(text);
  const object = query.sObject;
  if (object === undefined) throw refuse("no object");
  return translateBase(query, object, text, refuse);
}

function translateBase(
  query: QueryBase,
  object: string,
  text: string,
  refuse: (feature: string) => Failure,
): SelectQuery {
  refuseClauses(query, refuse);
  const alias = query.sObjectAlias?.toLowerCase();
  const path = (segments: readonly string[]): Path => {
    const first = segments[0]?.toLowerCase();
    const prefixed = segments.length > 1 && (first === alias || first === object.toLowerCase());
    return prefixed ? segments.slice(1) : segments;
  };
  const fields = query.fields ?? [];
  const count = fields.length === 1 && fields[0] !== undefined && isCount(fields[0]);
  return {
    object,
    columns: count ? [] : fields.map((field) => column(field, path, text, refuse)),
    where: query.where === undefined ? undefined : where(query.where, path, text, refuse),
    orderBy: orderBy(query.orderBy, path, refuse),
    limit: query.limit,
    offset: query.offset ?? 0,
    count,
    text,
  };
}

function refuseClauses(query: QueryBase, refuse: (feature: string) => Failure): void {
  const unsupported: readonly [unknown, string][] = [
    [query.groupBy, "GROUP BY"],
    [query.having, "HAVING"],
    [query.usingScope, "USING SCOPE"],
    [query.withDataCategory, "WITH DATA CATEGORY"],
    [query.withSecurityEnforced, "WITH SECURITY_ENFORCED"],
    [query.withAccessLevel, "WITH an access level"],
    [query.for, "FOR"],
    [query.update, "UPDATE"],
  ];
  for (const [clause, name] of unsupported) {
    if (clause !== undefined) throw refuse(name);
  }
}

function isCount(field: FieldType): boolean {
  return (
    field.type === "FieldFunctionExpression" &&
    field.functionName.toUpperCase() === "COUNT" &&
    field.parameters.length === 0
  );
}

function column(
  field: FieldType,
  path: (segments: readonly string[]) => Path,
  text: string,
  refuse: (feature: string) => Failure,
): Column {
  switch (field.type) {
    case "Field":
      if (field.alias !== undefined) throw aliased(text);
      return { kind: "path", path: path([field.field]) };
    case "FieldRelationship": {
      if ("alias" in field && field.alias !== undefined) throw aliased(text);
      const segments = [...field.relationships, field.field];
      return { kind: "path", path: "objectPrefix" in field ? segments : path(segments) };
    }
    case "FieldSubquery": {
      const { relationshipName } = field.subquery;
      return {
        kind: "children",
        relationship: relationshipName,
        query: translateBase(field.subquery, relationshipName, text, refuse),
      };
    }
    case "FieldFunctionExpression":
      throw refuse(`the function ${field.functionName}`);
    case "FieldTypeof":
      throw refuse("TYPEOF");
  }
}

const aliased = (text: string): Error =>
  fault(
    400,
    "MALFORMED_QUERY",
    `\n${text}\nERROR at Row:1:Column:1\nonly aggregate expressions use field aliasing`,
  );

function orderBy(
  clause: OrderByClause | OrderByClause[] | undefined,
  path: (segments: readonly string[]) => Path,
  refuse: (feature: string) => Failure,
): readonly Order[] {
  const clauses = clause === undefined ? [] : Array.isArray(clause) ? clause : [clause];
  return clauses.map((entry) => {
    if (!("field" in entry)) throw refuse("a function in ORDER BY");
    return {
      path: path(entry.field.split(".")),
      descending: entry.order === "DESC",
      nullsLast: entry.nulls === "LAST",
    };
  });
}

/**
 * The parser gives the WHERE clause as a chain of conditions with counts of parentheses. Salesforce reads AND and OR
 * without precedence: mixing them on one level without parentheses is an error.
 */
function where(
  clause: WhereClause,
  path: (segments: readonly string[]) => Path,
  text: string,
  refuse: (feature: string) => Failure,
): Condition {
  const tokens = flatten(clause);
  let position = 0;
  const expression = (): Condition => {
    const parts = [operand()];
    let joint: "AND" | "OR" | undefined;
    for (;;) {
      const token = tokens[position];
      if (token !== "AND" && token !== "OR") break;
      if (joint !== undefined && token !== joint)
        throw malformed(text, `unexpected token: '${token.toLowerCase()}'`);
      joint = token;
      position += 1;
      parts.push(operand());
    }
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    return { kind: joint === "OR" ? "any" : "all", parts };
  };
  const operand = (): Condition => {
    const token = tokens[position];
    position += 1;
    if (token === "NOT") return { kind: "not", part: operand() };
    if (token === "(") {
      const inner = expression();
      if (tokens[position] !== ")") throw malformed(text, "unexpected token: '('");
      position += 1;
      return inner;
    }
    if (token === undefined || typeof token === "string")
      throw malformed(text, `unexpected token: '${token ?? "<EOF>"}'`);
    return toCondition(token, {
      path,
      refuse,
      malformed: (reason) => malformed(text, reason),
      subquery: (query) => translate(query, text),
    });
  };
  const result = expression();
  if (position < tokens.length) throw malformed(text, "unexpected token: ')'");
  return result;
}

type WhereToken = "(" | ")" | "AND" | "OR" | "NOT" | SourceCondition;

function flatten(clause: WhereClause): readonly WhereToken[] {
  const tokens: WhereToken[] = [];
  let current: WhereClause | undefined = clause;
  while (current !== undefined) {
    const { left } = current;
    const operator = "operator" in current ? current.operator : undefined;
    for (
      let open = left === null || !("openParen" in left) ? 0 : (left.openParen ?? 0);
      open > 0;
      open -= 1
    ) {
      tokens.push("(");
    }
    if (left !== null && "operator" in left) {
      tokens.push(left);
      for (let close = left.closeParen ?? 0; close > 0; close -= 1) tokens.push(")");
    }
    if (operator !== undefined) tokens.push(operator);
    current = "right" in current ? current.right : undefined;
  }
  return tokens;
}

function malformed(text: string, reason: string): Error {
  return fault(400, "MALFORMED_QUERY", `\n${text}\nERROR at Row:1:Column:1\n${reason}`);
}
