import type { FieldName, Model } from "../../generator/model/model.ts";
import { platform, salesforce } from "../facts.ts";
import type { OperationCall, Repetition } from "../kit/action.ts";
import { call, type Expression, type Operand, type Value } from "../kit/expression.ts";
import { concat, empty, orEmpty, replace, triggerBody, when } from "../kit/functions.ts";
import {
  keptColumns,
  mappedColumns,
  namedByVariable,
  namedColumn,
  selectList,
  unique,
  watchedColumns,
} from "./opportunity.ts";
import { inputs } from "./sources.ts";

/** A composite request has at most so many parts (REST API, composite resource). */
export const mostSubrequests = 25;

/** Path of the REST interface, `/services/data/v58.0`. */
export const dataPath = (model: Model): string => `/services/data/v${model.crm.apiVersion}`;

/** Several requests in one call. With `together`, all of them happen or none. */
export function compositeCall(
  model: Model,
  requests: Value,
  options: { readonly together: boolean; readonly repetition: Repetition },
): OperationCall {
  return {
    connection: "salesforce",
    operationId: salesforce.httpRequest,
    repetition: options.repetition,
    parameters: {
      Uri: `${dataPath(model)}/composite`,
      Method: "POST",
      Body: { allOrNone: options.together, compositeRequest: requests },
      ContentType: "application/json",
    },
  };
}

/** A SOQL query as a part of a composite request. */
export function queryRequest(
  model: Model,
  referenceId: string,
  soql: Expression | string,
  records: "that are there" | "and deleted ones" = "that are there",
): { readonly [key: string]: Value } {
  const resource = records === "that are there" ? "query" : "queryAll";
  return {
    method: "GET",
    url: concat(`${dataPath(model)}/${resource}/?q=`, call("encodeUriComponent", soql)),
    referenceId,
  };
}

/** A text inside the quotes of a SOQL literal. */
export function soqlText(text: Operand): Expression {
  return replace(replace(text, "\\", "\\\\"), "'", "\\'");
}

/** The opportunity by its id or else by its referral, with account, people and solutions. */
export function pairQuery(model: Model): Expression {
  const { crm } = model;
  const id = orEmpty(triggerBody(inputs.opportunityId));
  const where = when(
    empty(id),
    // One id, or those of a whole engagement separated by commas.
    concat(
      `${crm.opportunity.referralIdentifier} IN ('`,
      replace(soqlText(orEmpty(triggerBody(inputs.referralId))), ",", "','"),
      "')",
    ),
    concat("Id = '", soqlText(id), "'"),
  );
  return concat(
    "SELECT ",
    opportunityColumns(model),
    `,${children(model).join(",")} FROM ${crm.objects.opportunity} WHERE `,
    where,
    " LIMIT 1",
  );
}

/** Every column of the opportunity and its account that a flow looks at. */
export function opportunityColumns(model: Model): Expression {
  const accountFields = model.fields
    .filter((field) => field.crm.object === "account")
    .map((field) => field.crm.field);
  const accountColumns = accountFields.flatMap((field) =>
    field.kind === "name" ? [`Account.${field.name}`] : [],
  );
  const own = unique([...keptColumns(model.crm), ...mappedColumns(model), ...watchedColumns(model)]);
  const related = unique([...ownerColumns, ...accountColumns]);
  const named = accountFields.flatMap((field) =>
    field.kind === "variable" ? [namedColumn(field, related, "Account.")] : [],
  );
  return isLongList(own)
    ? concat("FIELDS(ALL),", related.join(","), ...named)
    : concat(selectList([...own, ...related], namedByVariable(model)), ...named);
}

/** The part of an address that asks for columns of one record; all of them where the list would be too long. */
export function fieldsOf(columns: readonly string[], named: readonly FieldName[] = []): Expression | string {
  return isLongList(columns) ? "" : concat("?fields=", selectList(columns, named));
}

/** A list that would not fit an expression beside the rest of a query. */
const isLongList = (columns: readonly string[]): boolean =>
  columns.join(",").length > platform.expressionLength / 5;

const ownerColumns = ["Owner.FirstName", "Owner.LastName", "Owner.Email", "Owner.Phone"];

function children(model: Model): readonly string[] {
  const { solution } = model.crm;
  return [
    "(SELECT Id,IsPrimary,Contact.Id,Contact.FirstName,Contact.LastName,Contact.Email,Contact.Phone FROM OpportunityContactRoles ORDER BY IsPrimary DESC,CreatedDate)",
    ...(model.crm.teams
      ? [
          "(SELECT Id,User.FirstName,User.LastName,User.Email,User.Phone FROM OpportunityTeamMembers ORDER BY CreatedDate)",
        ]
      : []),
    `(SELECT Id,${solution.id},${solution.name},${solution.type} FROM ${solution.relationship} ORDER BY ${solution.id})`,
  ];
}

/** The time of the last change as the header of a guarded write wants it. */
export function guardTime(modified: Expression): Expression {
  return call("formatDateTime", replace(orEmpty(modified), "+0000", "Z"), "R");
}
