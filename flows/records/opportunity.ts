import type { CrmModel, FieldModel, FieldName, Model } from "../../generator/model/model.ts";
import { type Expression, get, type Operand, variable } from "../kit/expression.ts";
import {
  and,
  carriageReturnLineFeed,
  coalesce,
  concat,
  contains,
  createArray,
  empty,
  equals,
  join,
  lineFeed,
  not,
  or,
  orEmpty,
  replace,
  split,
  string,
  toLower,
  triggerBody,
  when,
} from "../kit/functions.ts";

/** The name of a field, as an expression: a constant or the value of the variable that holds it. */
export function fieldName(field: FieldName): Expression | string {
  return field.kind === "name" ? field.name : variable(field.variable);
}

/** The opportunity columns of the field map with a fixed name, in a fixed order, each once. */
export function mappedColumns(
  model: Model,
  isWanted: (field: FieldModel) => boolean = () => true,
): readonly string[] {
  const names = model.fields.flatMap((field) =>
    field.crm.object === "opportunity" && field.crm.field.kind === "name" && isWanted(field)
      ? [field.crm.field.name]
      : [],
  );
  return unique([
    "Name",
    "StageName",
    "CloseDate",
    ...names,
    ...nameOf(model.money.amount),
    ...nameOf(model.money.currency),
  ]);
}

function nameOf(field: FieldName | undefined): readonly string[] {
  return field?.kind === "name" ? [field.name] : [];
}

/**
 * The columns whose change by a person must start a run: the mapped ones that are sent, and what the person decides
 * beside them. Values that only come in are not watched: nothing would be done about a change of theirs.
 */
export function watchedColumns(model: Model): readonly string[] {
  const { opportunity } = model.crm;
  return unique([
    ...mappedColumns(model, ({ direction }) => direction !== "toCrm"),
    opportunity.closingReason,
    ...(model.sets.solutions.direction === "never" ? [] : [opportunity.solutionCount]),
  ]);
}

/** The variables that hold names of opportunity columns: amount, then currency. */
export function namedByVariable(model: Model): readonly FieldName[] {
  const money = [model.money.amount, ...(model.money.currency === undefined ? [] : [model.money.currency])];
  const others = model.fields
    .filter((field) => field.crm.object === "opportunity")
    .map((field) => field.crm.field);
  return [...money, ...others].filter((field) => field.kind === "variable");
}

/** The columns that the sync keeps for itself and reads back. */
export function keptColumns(crm: CrmModel): readonly string[] {
  const { sync, referralIdentifier, referralLink, audit, state, seen, status } = crm.opportunity;
  return [
    "Id",
    "SystemModstamp",
    "AccountId",
    sync,
    referralIdentifier,
    referralLink,
    audit,
    state,
    seen,
    status,
  ];
}

/**
 * What the next trigger compares with: the record's id, the API names behind the variables, and the text of every
 * watched column, as they will be after the write that stores it. One line each; a dot ends it, because Salesforce
 * cuts blanks and empty lines off the end of a text.
 */
export function seenText(
  model: Model,
  record: Expression,
  changed: Readonly<Record<string, Expression>> = {},
): Expression {
  const names = namedByVariable(model).map(fieldName);
  return lines(get(record, "Id"), names, [
    ...watchedColumns(model).map((column) => changed[column] ?? get(record, column)),
    ...names.map((name) => get(record, name)),
  ]);
}

function lines(
  id: Operand,
  names: readonly (Expression | string)[],
  values: readonly Expression[],
): Expression {
  const parts = [id, ...names, ...values.map((value) => string(coalesce(value, "")))];
  return join(createArray(...parts, "."), lineFeed);
}

/**
 * Two such texts are compared in one spelling: Salesforce may store line ends as CR LF, and its two interfaces write
 * whole numbers with and without a decimal.
 */
export function inOneSpelling(text: Expression): Expression {
  return replace(replace(text, carriageReturnLineFeed, lineFeed), concat(".0", lineFeed), lineFeed);
}

/** Whether nobody has changed a watched column since our last write. The same test as in the trigger's condition. */
export function isAsSeen(model: Model, record: Expression): Expression {
  const { seen } = model.crm.opportunity;
  return equals(inOneSpelling(seenText(model, record)), inOneSpelling(orEmpty(get(record, seen))));
}

/**
 * Lets a run start unless the record is as we last left it, or the sync is off and has been taken note of.
 * The names behind the variables are read from what was stored, because a trigger must not fail on a changed variable.
 */
export function triggerCondition(model: Model): Expression {
  const { opportunity } = model.crm;
  const seen = inOneSpelling(orEmpty(triggerBody(opportunity.seen)));
  const storedNames = split(
    replace(orEmpty(triggerBody(opportunity.seen)), carriageReturnLineFeed, lineFeed),
    lineFeed,
  );
  const names = namedByVariable(model).map((_, index) => coalesce(get(storedNames, index + 1), "-"));
  const now = lines(orEmpty(triggerBody("Id")), names, [
    ...watchedColumns(model).map((column) => triggerBody(column)),
    ...names.map((name) => triggerBody(name)),
  ]);
  const pending = equals(triggerBody(opportunity.status), "Pending");
  const off = not(equals(triggerBody(opportunity.sync), true));
  return not(
    or(
      and(not(pending), equals(inOneSpelling(now), seen)),
      and(off, or(pending, empty(orEmpty(triggerBody(opportunity.referralIdentifier))))),
    ),
  );
}

/** The columns that the trigger asks for. Names behind variables are added unless they are there already. */
export function triggerColumns(model: Model, watched: readonly string[]): Expression {
  const { sync, referralIdentifier, seen, status } = model.crm.opportunity;
  return selectList(
    ["Id", "CreatedDate", "LastModifiedDate", sync, referralIdentifier, seen, status, ...watched],
    watched.length === 0 ? [] : namedByVariable(model),
  );
}

/** `A,B,C` and the fields named by variables. */
export function selectList(columns: readonly string[], named: readonly FieldName[]): Expression {
  const fixed = unique(columns);
  return concat(fixed.join(","), ...named.map((field) => namedColumn(field, fixed, "")));
}

/** `,X` for a field named by a variable, or nothing where X is asked for already: twice is an error in Salesforce. */
export function namedColumn(field: FieldName, fixed: readonly string[], prefix: string): Expression {
  const name = fieldName(field);
  const asked = `,${fixed.join(",")},`.toLowerCase();
  return when(
    contains(asked, concat(`,${prefix.toLowerCase()}`, toLower(name), ",")),
    "",
    concat(`,${prefix}`, name),
  );
}

export function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
